import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'COPY --from should copy a path that the stage has',
  why: 'No instruction of that stage makes this path or writes near it, so the build will stop here with "not found".',
  advice:
    'Look at what the stage builds and where: WORKDIR, the destination of its COPY, and the -o of its compiler decide the path.',
});
