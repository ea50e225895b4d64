import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'What the container needs when it starts should be an ENV, not an ARG',
  why: 'A build argument exists while the image is built. When the container starts it is gone, and the shell puts nothing in its place.',
  advice: 'Carry the value over: ENV NAME=$NAME, below the ARG.',
});
