import type { InstructionBase } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'ConsistentInstructionCasing',
  buildkit: true,
  severity: 'warning',
  summary: 'All commands within the Dockerfile should use the same casing (either upper or lower)',
  why: 'Docker takes keywords in any case, people do not: one that is written differently from the others is easily overlooked.',
  advice: 'Write every keyword in the case that most of them have.',
  run({ stages }, report) {
    const written: InstructionBase[] = [];
    for (const { from, steps } of stages) {
      written.push(from);
      for (const { instruction, trigger } of steps) if (!trigger) written.push(instruction);
    }
    let lower = 0;
    let upper = 0;
    for (const { keywordText } of written) {
      if (keywordText === keywordText.toLowerCase()) lower++;
      else if (keywordText === keywordText.toUpperCase()) upper++;
    }
    const [word, change] =
      lower > upper
        ? (['lowercase', (text: string) => text.toLowerCase()] as const)
        : (['uppercase', (text: string) => text.toUpperCase()] as const);
    for (const { keywordText, keywordRange, lines } of written) {
      const expected = change(keywordText);
      if (expected === keywordText) continue;
      report({
        range: keywordRange,
        message: `Command '${keywordText}' should match the case of the command majority (${word})`,
        lines: [lines],
        fix: { title: `Write ${expected}`, edits: [{ range: keywordRange, newText: expected }] },
      });
    }
  },
});
