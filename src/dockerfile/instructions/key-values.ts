import type { Node } from '../parser/types.ts';
import { InstructionError, requireArguments } from './errors.ts';
import type { KeyValue, Word } from './types.ts';

/** The pairs of ENV and LABEL, which the parser has put one after the other. */
export function keyValues(node: Node, keyword: string): KeyValue[] {
  requireArguments(node, keyword);
  const pairs: KeyValue[] = [];
  for (let at = 0; at + 1 < node.words.length; at += 2) {
    const key = node.words[at] as Word;
    const value = node.words[at + 1] as Word;
    if (key.text === '') throw blankName(keyword, value);
    pairs.push({ key, value });
  }
  return pairs;
}

/** `ENV names can not be blank` */
export function blankName(keyword: string, at: Word): InstructionError {
  return new InstructionError(`${keyword} names can not be blank`, at.range);
}
