import type { Node } from '../parser/types.ts';
import { base, commandLine } from './base.ts';
import { readFlags } from './flags.ts';
import type { CmdInstruction } from './types.ts';

/** CMD command */
export function readCmd(node: Node): CmdInstruction {
  readFlags(node);
  return { ...base(node), keyword: 'CMD', command: commandLine(node) };
}
