import type { Instruction } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

const ONCE = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

export default defineCheck({
  name: 'MultipleInstructionsDisallowed',
  buildkit: true,
  severity: 'warning',
  keywords: ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
  run({ stages }, report) {
    for (const { steps } of stages) {
      let earlier: Map<string, Instruction> | undefined;
      for (const { instruction } of steps) {
        if (!ONCE.has(instruction.keyword)) continue;
        earlier ??= new Map();
        const previous = earlier.get(instruction.keyword);
        earlier.set(instruction.keyword, instruction);
        if (previous === undefined) continue;
        report({
          range: previous.keywordRange,
          message: `Multiple ${instruction.keywordText} instructions should not be used in the same stage because only the last one will be used`,
          lines: [previous.lines],
          related: [{ range: instruction.keywordRange, message: 'this one takes its place' }],
        });
      }
    }
  },
});
