import type { Range } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'DuplicateStageName',
  buildkit: true,
  severity: 'warning',
  run({ stages }, report) {
    const first = new Map<string, Range>();
    for (const { name, from } of stages) {
      if (name === undefined || from.stageName === undefined) continue;
      const { range } = from.stageName;
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, range);
        continue;
      }
      report({
        range,
        message: `Duplicate stage name "${name}", stage names should be unique`,
        lines: [from.lines],
        related: [{ range: earlier, message: 'the name is given here first' }],
      });
    }
  },
});
