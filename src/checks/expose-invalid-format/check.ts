import { parsePort } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';
import { stepsWith } from '../walk.ts';

export default defineCheck({
  name: 'ExposeInvalidFormat',
  buildkit: true,
  severity: 'warning',
  keywords: ['EXPOSE'],
  run(analysis, report) {
    for (const { step } of stepsWith(analysis, 'EXPOSE')) {
      const { expanded: instruction } = step;
      for (const { text, range } of instruction.ports) {
        if (!text.includes(':')) continue;
        const port = parsePort(text);
        if ('error' in port || !port.mapped) continue;
        const newText = text.slice(text.lastIndexOf(':') + 1);
        const written = analysis.source.slice(range) === text;
        report({
          range,
          message: `EXPOSE instruction should not define an IP address or host-port mapping, found '${text}'`,
          lines: [instruction.lines],
          ...(written && { fix: replacing(range, newText) }),
        });
      }
    }
  },
});
