import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Default value for global ARG results in an empty or invalid base image name',
  why: 'Without --build-arg the line names no image, so a plain "docker build" fails.',
  advice: 'Give the ARG above the first FROM a default with which the build works.',
});
