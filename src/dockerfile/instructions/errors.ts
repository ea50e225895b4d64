import type { QuickFix } from '../diagnostic.ts';
import { Fault } from '../fault.ts';
import type { Node } from '../parser/types.ts';
import type { Range } from '../source.ts';
import type { Instruction, Word } from './types.ts';

/** What an instruction error may carry besides its words and its place. */
export interface InstructionErrorDetails {
  readonly fix?: QuickFix;
  /** What could be read all the same, so that the rest of the file still has a meaning. */
  readonly instruction?: Instruction;
}

/** An instruction that is wrong in itself: BuildKit's words, and the word that is wrong. */
export class InstructionError extends Fault {
  readonly range: Range;
  readonly details: InstructionErrorDetails;

  constructor(message: string, range: Range, details: InstructionErrorDetails = {}) {
    super(message);
    this.range = range;
    this.details = details;
  }
}

/** The range from the first to the last of some words; the node's keyword where there are none. */
export function wordsRange(node: Node, words: readonly Word[]): Range {
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return node.keywordRange;
  return { start: first.range.start, end: last.range.end };
}

/** `RUN requires at least one argument` … */
export function requireArguments(node: Node, keyword: string): void {
  if (node.words.length > 0) return;
  throw new InstructionError(`${keyword} requires at least one argument`, node.keywordRange);
}

/** The one argument that the keyword takes. */
export function onlyArgument(node: Node, keyword: string): Word {
  const [word] = node.words;
  if (word === undefined || node.words.length !== 1) {
    const message = `${keyword} requires exactly one argument`;
    throw new InstructionError(message, wordsRange(node, node.words.slice(1)));
  }
  return word;
}
