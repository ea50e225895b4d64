import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'FROM command must use declared ARGs',
  why: 'FROM sees only ARGs that stand before the first FROM. Any other variable is empty here, so the line names another image, or none.',
  advice: 'Declare the ARG, with a default, above the first FROM.',
});
