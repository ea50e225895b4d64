import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'The final image should get the compiled program, not the directory that it was compiled in',
  why: 'The directory holds the sources and whatever the compiler left there. The program does not need them, and you may not want to publish them.',
  advice:
    'Copy the compiled file alone; give the compiler an output path outside the sources, such as -o /out/app.',
});
