import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { readFlags } from './flags.ts';
import { keyValues } from './key-values.ts';
import type { EnvInstruction } from './types.ts';

/** ENV name=value …, or the old ENV name value */
export function readEnv(node: Node): EnvInstruction {
  readFlags(node);
  return { ...base(node), keyword: 'ENV', pairs: keyValues(node, 'ENV'), legacy: node.legacy };
}
