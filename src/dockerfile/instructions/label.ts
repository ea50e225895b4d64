import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { readFlags } from './flags.ts';
import { keyValues } from './key-values.ts';
import type { LabelInstruction } from './types.ts';

/** LABEL name=value …, or the old LABEL name value */
export function readLabel(node: Node): LabelInstruction {
  readFlags(node);
  return { ...base(node), keyword: 'LABEL', pairs: keyValues(node, 'LABEL'), legacy: node.legacy };
}
