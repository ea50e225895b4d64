import { trimSpace } from '../go-text.ts';
import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { InstructionError, requireArguments } from './errors.ts';
import { readFlags } from './flags.ts';
import type { VolumeInstruction } from './types.ts';

/** VOLUME path … */
export function readVolume(node: Node): VolumeInstruction {
  requireArguments(node, 'VOLUME');
  readFlags(node);
  const paths = node.words.map((word) => {
    const text = trimSpace(word.text);
    if (text === '') throw new InstructionError('VOLUME specified can not be an empty string', word.range);
    return { text, range: word.range };
  });
  return { ...base(node), keyword: 'VOLUME', paths };
}
