import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'A comment should have a line of its own',
  why: 'A # starts a comment only at the beginning of a line. Behind an instruction it is one more argument: a file to copy, a part of the path, a port.',
  advice: 'Move the comment to the line above.',
});
