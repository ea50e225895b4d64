import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'A variable that a stage uses should be set in that stage',
  why: 'COPY --from brings files, nothing else. An ENV of the stage that they come from stays behind with that stage.',
  advice: 'Set the variable with ENV in this stage too, or build both stages FROM one that sets it.',
});
