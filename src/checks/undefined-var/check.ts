import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'UndefinedVar',
  buildkit: true,
  severity: 'warning',
  summary: 'Variables should be defined before their use',
  why: 'Docker puts nothing in place of a variable that is not set, without an error: a path loses a part, a version becomes empty.',
  advice: 'Declare it with ARG or ENV in this stage, above this line, or correct its name.',
  run({ stages, options }, report) {
    for (const { steps, baseKnown } of stages) {
      // The image may well set it, where nobody knows what the image sets.
      if (!baseKnown && options.lookupImage !== undefined) continue;
      for (const { unsetVariables, instruction } of steps) {
        for (const { name, range, suggestion } of unsetVariables) {
          const hint = suggestion === undefined ? '' : ` (did you mean $${suggestion}?)`;
          const message = `Usage of undefined variable '$${name}'${hint}`;
          report({ range, message, lines: [instruction.lines] });
        }
      }
    }
  },
});
