import { parsePort } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'ExposeInvalidFormat',
  buildkit: true,
  severity: 'warning',
  summary: 'EXPOSE instruction should not define an IP address or host-port mapping',
  why: 'EXPOSE only notes on which port the program listens. An address or a host port has no effect here: they are chosen when the container starts.',
  advice: 'Write the container’s port alone, and publish it with "docker run -p host:container".',
  run({ stages, source }, report) {
    for (const { steps } of stages) {
      for (const { expanded: instruction } of steps) {
        if (instruction.keyword !== 'EXPOSE') continue;
        for (const { text, range } of instruction.ports) {
          const port = parsePort(text);
          if ('error' in port || !port.mapped) continue;
          const newText = text.slice(text.lastIndexOf(':') + 1);
          const written = source.slice(range) === text;
          report({
            range,
            message: `EXPOSE instruction should not define an IP address or host-port mapping, found '${text}'`,
            lines: [instruction.lines],
            ...(written && { fix: { title: `Write ${newText}`, edits: [{ range, newText }] } }),
          });
        }
      }
    }
  },
});
