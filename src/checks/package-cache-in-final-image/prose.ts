import { defineProse } from '../define.ts';

export default defineProse({
  summary: "A package manager's cache should not stay in the final image",
  why: 'What a RUN leaves behind becomes part of its layer for good. Deleting it in a later RUN hides the files but does not make the image smaller.',
  advice: 'Clean up in the same RUN, or keep the cache outside the image with RUN --mount=type=cache.',
});
