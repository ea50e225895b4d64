import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Dependencies should be installed before the sources are copied',
  why: 'Docker repeats every step after a COPY whose files changed. With all sources copied first, changing one line of your program downloads all dependencies again.',
  advice: 'Copy only the files that list the dependencies, install, and copy the rest after that.',
});
