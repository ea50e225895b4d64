import { defineProse } from '../define.ts';

export default defineProse({
  summary: "The 'as' keyword should match the case of the 'from' keyword",
  why: 'FROM and AS are one statement: in one case they are easy to see, in two they look like an accident.',
  advice: 'Write both in upper case: FROM image AS name.',
});
