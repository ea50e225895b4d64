import { defineCheck } from '../define.ts';

const RESERVED = new Set(['context', 'scratch']);

export default defineCheck({
  name: 'ReservedStageName',
  buildkit: true,
  severity: 'warning',
  run({ stages }, report) {
    for (const { name, from } of stages) {
      if (name === undefined || !RESERVED.has(name)) continue;
      report({
        range: from.stageName?.range ?? from.baseName.range,
        message: `Stage name should not use the same name as reserved stage "${name}"`,
        lines: [from.lines],
      });
    }
  },
});
