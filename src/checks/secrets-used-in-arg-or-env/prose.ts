import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Sensitive data should not be used in the ARG or ENV commands',
  why: 'Both are kept in the image and its history: whoever can pull the image can read them with "docker history" or "docker inspect".',
  advice: 'Hand the secret to the one RUN that needs it: RUN --mount=type=secret,id=….',
});
