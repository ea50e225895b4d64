import { InstructionError, readInstruction } from '../instructions/index.ts';
import type { FromInstruction, Instruction } from '../instructions/types.ts';
import { parseDockerfile } from '../parser/index.ts';
import { type LineRange, type Range, SourceText } from '../source.ts';

/**
 * What an ONBUILD trigger of the base does in the stage that is built on it. Its place is the FROM that
 * brought it in. The error is in BuildKit's words.
 */
export function readTrigger(text: string, from: FromInstruction): Instruction | { readonly error: string } {
  const parsed = parseDockerfile(new SourceText(text));
  const problem = parsed.diagnostics.find(({ severity }) => severity === 'error');
  if (problem !== undefined) return { error: problem.message };
  const [node] = parsed.nodes;
  if (node === undefined || parsed.nodes.length !== 1) {
    return { error: 'onbuild trigger should be a single expression' };
  }
  try {
    return moveTo(readInstruction(node), from.baseName.range, from.lines) as Instruction;
  } catch (error) {
    if (error instanceof InstructionError) return { error: error.message };
    throw error;
  }
}

/** The same instruction with every place in it replaced. */
function moveTo(value: unknown, range: Range, lines: LineRange): unknown {
  if (Array.isArray(value)) return value.map((item) => moveTo(item, range, lines));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (item === undefined) return [key, item];
      if (key === 'range' || key.endsWith('Range')) return [key, range];
      return [key, key === 'lines' ? lines : moveTo(item, range, lines)];
    }),
  );
}
