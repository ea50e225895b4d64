import { parsePort } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'ExposeProtoCasing',
  buildkit: true,
  severity: 'warning',
  summary: 'Protocol in EXPOSE instruction should be lowercase',
  why: 'The image config names protocols in lower case; in another case the line does not look like what it says.',
  advice: 'Write the protocol in lower case: EXPOSE 80/tcp.',
  run({ stages, source }, report) {
    for (const { steps } of stages) {
      for (const { expanded: instruction } of steps) {
        if (instruction.keyword !== 'EXPOSE') continue;
        for (const { text, range } of instruction.ports) {
          const port = parsePort(text);
          if ('error' in port || !(port.protocol !== port.protocol.toLowerCase())) continue;
          const newText = text.toLowerCase();
          const written = source.slice(range) === text;
          report({
            range,
            message: `Defined protocol '${text}' in EXPOSE instruction should be lowercase`,
            lines: [instruction.lines],
            ...(written && { fix: { title: `Write ${newText}`, edits: [{ range, newText }] } }),
          });
        }
      }
    }
  },
});
