import { defineCheck } from '../define.ts';
import { renaming } from '../variables.ts';

export default defineCheck({
  name: 'UndefinedArgInFrom',
  buildkit: true,
  severity: 'warning',
  run(analysis, report) {
    for (const { from, baseExpansion, platformExpansion } of analysis.stages) {
      for (const variable of [...baseExpansion.unset, ...(platformExpansion?.unset ?? [])]) {
        const { name, range, declared, suggestion } = variable;
        if (declared) continue;
        const hint = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
        report({
          range,
          message: `FROM argument '${name}' is not declared${hint}`,
          lines: [from.lines],
          fix: renaming(analysis, variable),
        });
      }
    }
  },
});
