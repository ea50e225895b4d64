import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'UndefinedVar',
  buildkit: true,
  severity: 'warning',
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
