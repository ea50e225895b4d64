import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'UndefinedArgInFrom',
  buildkit: true,
  severity: 'warning',
  run({ stages }, report) {
    for (const { from, baseExpansion, platformExpansion } of stages) {
      for (const { name, range, declared, suggestion } of [
        ...baseExpansion.unset,
        ...(platformExpansion?.unset ?? []),
      ]) {
        if (declared) continue;
        const hint = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
        report({ range, message: `FROM argument '${name}' is not declared${hint}`, lines: [from.lines] });
      }
    }
  },
});
