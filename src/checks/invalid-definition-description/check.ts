import type { ArgInstruction, FromInstruction, Instruction } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'InvalidDefinitionDescription',
  buildkit: true,
  experimental: true,
  severity: 'warning',
  run({ instructions, parsed }, report) {
    for (const instruction of instructions) {
      const names = definedNames(instruction);
      const comment = instruction.comments.at(-1);
      if (names.length === 0 || comment === undefined) continue;
      if (names.includes(comment.split(' ')[0] as string)) continue;
      const name = names.length > 1 ? '<arg_key>' : names[0];
      const above = parsed.comments.findLast(({ range }) => range.start.line < instruction.range.start.line);
      report({
        range: instruction.keywordRange,
        message: `Comment for ${instruction.keyword} should follow the format: \`# ${name} <description>\``,
        lines: [instruction.lines],
        ...(above && { related: [{ range: above.range, message: 'the comment' }] }),
      });
    }
  },
});

function definedNames(instruction: Instruction): readonly string[] {
  if (instruction.keyword === 'ARG') return argNames(instruction);
  return instruction.keyword === 'FROM' ? stageNames(instruction) : [];
}

function argNames({ args }: ArgInstruction): readonly string[] {
  return args.map(({ key }) => key.text);
}

function stageNames({ stageName }: FromInstruction): readonly string[] {
  return stageName === undefined ? [] : [stageName.text.toLowerCase()];
}
