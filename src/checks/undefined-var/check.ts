import { defineCheck } from '../define.ts';
import { renaming } from '../variables.ts';

export default defineCheck({
  name: 'UndefinedVar',
  buildkit: true,
  severity: 'warning',
  run(analysis, report) {
    const { stages, options } = analysis;
    for (const { steps, baseKnown } of stages) {
      // The image may well set it, where nobody knows what the image sets.
      if (!baseKnown && options.lookupImage !== undefined) continue;
      for (const { unsetVariables, instruction } of steps) {
        for (const variable of unsetVariables) {
          const { name, range, suggestion } = variable;
          const hint = suggestion === undefined ? '' : ` (did you mean $${suggestion}?)`;
          const message = `Usage of undefined variable '$${name}'${hint}`;
          report({ range, message, lines: [instruction.lines], fix: renaming(analysis, variable) });
        }
      }
    }
  },
});
