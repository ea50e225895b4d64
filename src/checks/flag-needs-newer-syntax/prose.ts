import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'A flag that older versions of Docker do not know needs a syntax line',
  why: 'What docker build understands depends on its front end. Docker brings one along, which is as old as Docker itself; a first line "# syntax=" lets it fetch a newer one.',
  advice: 'Make this the first line of the file: # syntax=docker/dockerfile:1',
});
