import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'A Dockerfile should not contain a password or a token',
  why: 'The text of each instruction is kept in the history of the image, and the Dockerfile itself is in your repository. Both are read by more people than the secret is meant for.',
  advice:
    'Revoke the secret, then hand a new one to the one step that needs it with RUN --mount=type=secret.',
});
