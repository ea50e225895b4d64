import type { Node } from '../parser/types.ts';
import { base, commandLine } from './base.ts';
import { readFlags } from './flags.ts';
import type { EntrypointInstruction } from './types.ts';

/** ENTRYPOINT command */
export function readEntrypoint(node: Node): EntrypointInstruction {
  readFlags(node);
  return { ...base(node), keyword: 'ENTRYPOINT', command: commandLine(node) };
}
