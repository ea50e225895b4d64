import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'COPY --from should take the result of a stage, not the whole stage',
  why: 'Copying / of a stage with a compiler brings the compiler and all else along: the final image is as large as if there had been one stage.',
  advice: 'Copy the files that the program needs to run, by their paths.',
});
