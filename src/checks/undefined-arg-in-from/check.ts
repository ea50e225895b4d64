import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'UndefinedArgInFrom',
  buildkit: true,
  severity: 'warning',
  summary: 'FROM command must use declared ARGs',
  why: 'FROM sees only ARGs that stand before the first FROM. Any other variable is empty here, so the line names another image, or none.',
  advice: 'Declare the ARG, with a default, above the first FROM.',
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
