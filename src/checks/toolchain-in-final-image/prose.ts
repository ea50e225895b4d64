import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'The final image should not carry the compiler',
  why: 'The compiler did its work when the program was built. In the final image it is hundreds of megabytes that nobody runs, but everybody downloads and every scanner reports.',
  advice: 'Compile in one stage, and copy the result into a last stage on a small base image.',
});
