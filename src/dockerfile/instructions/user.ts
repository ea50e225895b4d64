import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { onlyArgument } from './errors.ts';
import { readFlags } from './flags.ts';
import type { UserInstruction } from './types.ts';

/** USER name[:group] */
export function readUser(node: Node): UserInstruction {
  const user = onlyArgument(node, 'USER');
  readFlags(node);
  return { ...base(node), keyword: 'USER', user };
}
