import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Stage names should be lowercase',
  why: 'Docker keeps stage names in lower case. A FROM that writes the name in another case does not find the stage and looks for an image instead.',
  advice: 'Write the stage name in lower case.',
});
