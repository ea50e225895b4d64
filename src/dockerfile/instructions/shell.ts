import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { InstructionError, requireArguments, wordsRange } from './errors.ts';
import { readFlags } from './flags.ts';
import type { ShellInstruction } from './types.ts';

/** SHELL ["program", "argument"] */
export function readShell(node: Node): ShellInstruction {
  readFlags(node);
  requireArguments(node, 'SHELL');
  if (!node.json) {
    throw new InstructionError(
      'SHELL requires the arguments to be in JSON form',
      wordsRange(node, node.words),
    );
  }
  return { ...base(node), keyword: 'SHELL', shell: node.words };
}
