import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Variables should be defined before their use',
  why: 'Docker puts nothing in place of a variable that is not set, without an error: a path loses a part, a version becomes empty.',
  advice: 'Declare it with ARG or ENV in this stage, above this line, or correct its name.',
});
