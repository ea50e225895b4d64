import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'The final image should hold only the packages that the program needs to run',
  why: 'Compilers, test runners and linters are often most of node_modules. In the final image they cost space and download time, and every one of them can have a security hole.',
  advice:
    'Install for production in the stage that ships, for example npm ci --omit=dev, or copy only the built files.',
});
