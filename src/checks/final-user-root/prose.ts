import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'The final image should not run as root',
  why: 'Root in the container can change every file of the image, and is root on the host as well if somebody finds a way out. Few programs need that.',
  advice: 'Set USER in the last stage to a user that exists there, or to a number such as 65532.',
});
