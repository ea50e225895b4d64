import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Attempting to Copy file that is excluded by .dockerignore',
  why: 'A file that .dockerignore leaves out is not there for the build, so the line fails or copies nothing.',
  advice: 'Take the pattern out of .dockerignore, or copy something else.',
});
