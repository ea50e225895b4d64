import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'A health check should use a program that the image has',
  why: 'A health check whose program is missing fails every time: Docker calls the container unhealthy although it works, and an orchestrator may restart it again and again.',
  advice:
    'Use a program that is there (on Alpine wget, else your own program or its language), or install the one that you name.',
});
