import type { InstructionBase, Node, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';

export default defineCheck({
  name: 'ConsistentInstructionCasing',
  buildkit: true,
  severity: 'warning',
  run({ stages, parsed }, report) {
    // Most people write all of them in capitals.
    if (parsed.nodes.every(isUpper) || !stages.some(isMixed)) return;
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
        fix: replacing(keywordRange, expected),
      });
    }
  },
});

function isUpper({ keywordText }: Node): boolean {
  return keywordText === keywordText.toUpperCase();
}

/** Whether a keyword of the stage is written in another way than in capitals, as most people write them. */
function isMixed({ from, steps }: Stage): boolean {
  return (
    from.keywordText !== 'FROM' ||
    steps.some(({ instruction, trigger }) => instruction.keywordText !== instruction.keyword && !trigger)
  );
}
