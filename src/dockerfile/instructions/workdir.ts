import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { onlyArgument } from './errors.ts';
import { readFlags } from './flags.ts';
import type { WorkdirInstruction } from './types.ts';

/** WORKDIR path */
export function readWorkdir(node: Node): WorkdirInstruction {
  const path = onlyArgument(node, 'WORKDIR');
  readFlags(node);
  return { ...base(node), keyword: 'WORKDIR', path };
}
