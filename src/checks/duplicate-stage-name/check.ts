import type { Range } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'DuplicateStageName',
  buildkit: true,
  severity: 'warning',
  summary: 'Stage names should be unique',
  why: 'A name that two stages have means the last stage above the line that uses it, so a line that is moved takes its files from another stage.',
  advice: 'Give each stage a name of its own.',
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
