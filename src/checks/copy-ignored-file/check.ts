import { joinPath, quote } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { stepsWith } from '../walk.ts';

// Docker has this rule among its experimental ones; a copy of an ignored file fails in any case, so
// here it is always on.
export default defineCheck({
  name: 'CopyIgnoredFile',
  buildkit: true,
  severity: 'warning',
  run(analysis, report) {
    const excludes = analysis.options.context?.excludes;
    if (excludes === undefined) return;
    for (const keyword of ['COPY', 'ADD'] as const) {
      for (const { step } of stepsWith(analysis, keyword)) {
        const { expanded: instruction } = step;
        if (instruction.keyword === 'COPY' && instruction.from !== undefined) continue;
        const verb = keyword === 'ADD' ? 'Add' : 'Copy';
        for (const { text, range } of instruction.sources) {
          if (/^[a-z+]+:\/\/|^git@/.test(text)) continue;
          // As it stands in the context: no slash at either end.
          const path = joinPath('/', text).slice(1) || '.';
          if (!excludes(path)) continue;
          report({
            range,
            message: `Attempting to ${verb} file ${quote(path)} that is excluded by .dockerignore`,
            lines: [instruction.lines],
          });
        }
      }
    }
  },
});
