import type { InstructionBase, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { stepsWith } from '../walk.ts';

const ONCE = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'] as const;

export default defineCheck({
  name: 'MultipleInstructionsDisallowed',
  buildkit: true,
  severity: 'warning',
  keywords: ONCE,
  run(analysis, report) {
    for (const keyword of ONCE) {
      let last: Stage | undefined;
      let previous: InstructionBase | undefined;
      for (const { stage, step } of stepsWith(analysis, keyword)) {
        const { instruction } = step;
        if (stage === last && previous !== undefined) {
          report({
            range: previous.keywordRange,
            message: `Multiple ${instruction.keywordText} instructions should not be used in the same stage because only the last one will be used`,
            lines: [previous.lines],
            related: [{ range: instruction.keywordRange, message: 'this one takes its place' }],
          });
        }
        last = stage;
        previous = instruction;
      }
    }
  },
});
