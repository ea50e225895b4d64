import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Stage names should be unique',
  why: 'A name that two stages have means the last stage above the line that uses it, so a line that is moved takes its files from another stage.',
  advice: 'Give each stage a name of its own.',
});
