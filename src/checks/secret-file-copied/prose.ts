import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Keys, passwords and tokens should not be copied into an image',
  why: 'Whoever has the image has every file that was ever copied into it. Deleting the file in a later step does not help: the layer that holds it is still shipped.',
  advice:
    'For a build step use RUN --mount=type=secret; for the running program pass the secret when the container starts; and list the file in .dockerignore.',
});
