import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'What must be kept should not be left in a cache mount',
  why: 'A cache mount is there only while its own RUN runs. It is no part of the image: afterwards its files are gone, for later steps as for COPY --from.',
  advice: 'Copy what you need out of the cache at the end of the same RUN, and go on with that copy.',
});
