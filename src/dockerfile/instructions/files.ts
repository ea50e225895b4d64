import { heredocStart, isHeredocWord } from '../parser/heredoc.ts';
import type { Node } from '../parser/types.ts';
import { InstructionError, wordsRange } from './errors.ts';
import type { Heredoc, Word } from './types.ts';

/** The sources and the destination of COPY and ADD. */
export interface Files {
  readonly sources: readonly Word[];
  readonly destination: Word;
  readonly heredocs: readonly Heredoc[];
}

const NO_HEREDOCS: readonly Heredoc[] = [];

/** `COPY requires at least two arguments …`; BuildKit says so before it looks at the flags. */
export function requireDestination(node: Node, keyword: string): void {
  if (node.words.length >= 2) return;
  const message = `${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`;
  throw new InstructionError(message, wordsRange(node, node.words));
}

/** Tells sources, heredocs and the destination apart. Throws InstructionError. */
export function readFiles(node: Node, keyword: string): Files {
  const destination = node.words.at(-1) as Word;
  const words = node.words.slice(0, -1);
  if (!node.original.includes('<<')) return { sources: words, destination, heredocs: NO_HEREDOCS };
  if (isHeredocWord(destination.text)) {
    throw new InstructionError(`${keyword} cannot accept a heredoc as a destination`, destination.range);
  }
  const heredocWords = words.filter((word) => isHeredocWord(word.text));
  if (heredocWords.length === 0) return { sources: words, destination, heredocs: [] };
  return {
    sources: words.filter((word) => !heredocWords.includes(word)),
    destination,
    heredocs: heredocWords.map((word) => heredocOf(node, word)),
  };
}

function heredocOf(node: Node, word: Word): Heredoc {
  const start = heredocStart(word.text) as Exclude<ReturnType<typeof heredocStart>, undefined>;
  // Two of the same name have, in BuildKit, the content of the last.
  const found = node.heredocs.findLast((heredoc) => heredoc.name === start.name);
  // In the JSON form the word is read as a heredoc, but nothing is read for it.
  return { ...start, content: found?.content ?? '', range: found?.range ?? word.range };
}
