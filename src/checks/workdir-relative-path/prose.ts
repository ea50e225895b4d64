import { defineProse } from '../define.ts';

export default defineProse({
  summary:
    'Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes',
  why: 'A relative path starts where the base image left off. A new version of the base may leave off elsewhere, and your files land in another place.',
  advice: 'Write the path from the root: WORKDIR /app.',
});
