import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Empty continuation lines will become errors in a future release',
  why: 'The line above ends in a backslash, so the statement goes on, but the next line is empty. Docker skips it today and will refuse it one day.',
  advice: 'Delete the empty line, or put a comment line (#) in its place.',
});
