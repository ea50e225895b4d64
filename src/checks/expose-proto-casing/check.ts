import { parsePort } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';
import { stepsWith } from '../walk.ts';

export default defineCheck({
  name: 'ExposeProtoCasing',
  buildkit: true,
  severity: 'warning',
  keywords: ['EXPOSE'],
  run(analysis, report) {
    for (const { step } of stepsWith(analysis, 'EXPOSE')) {
      const { expanded: instruction } = step;
      for (const { text, range } of instruction.ports) {
        if (text === text.toLowerCase()) continue;
        const port = parsePort(text);
        if ('error' in port || port.protocol === port.protocol.toLowerCase()) continue;
        const newText = text.toLowerCase();
        const written = analysis.source.slice(range) === text;
        report({
          range,
          message: `Defined protocol '${text}' in EXPOSE instruction should be lowercase`,
          lines: [instruction.lines],
          ...(written && { fix: replacing(range, newText) }),
        });
      }
    }
  },
});
