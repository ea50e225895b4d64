import { Fault } from '../fault.ts';
import type { Heredoc } from '../instructions/types.ts';
import { type Raw, splitIntoWords } from '../shell/word.ts';

/** What BuildKit says of a heredoc's name in which a quote or a brace never closes. */
export class LexError extends Fault {}

/** What a word such as `<<-"EOT"` announces. */
export type HeredocStart = Omit<Heredoc, 'content' | 'range'>;

/** The largest descriptor that Go's uint holds; a larger number becomes this one. */
const MAX_DESCRIPTOR = 2 ** 64;
const HEREDOC = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

/**
 * The heredoc that a word announces; undefined where it is none. Throws LexError for a name with a quote
 * that never closes.
 */
export function heredocStart(word: string): HeredocStart | undefined {
  if (!word.includes('<<')) return undefined;
  const match = HEREDOC.exec(word);
  if (match === null) return undefined;
  const [, descriptor = '', dash, rest = ''] = match;
  if (rest === '') return undefined;
  const names = nameWords(rest, { rawQuotes: false, rawEscapes: false });
  const name = names[0];
  if (names.length !== 1 || name === undefined) return undefined;
  // With a quote more in the raw word than in the name, some part of it was quoted: nothing is expanded.
  const raw = nameWords(rest, { rawQuotes: true, rawEscapes: false })[0] ?? '';
  return {
    name,
    fd: Math.min(Number(descriptor), MAX_DESCRIPTOR),
    expand: countQuotes(name) === countQuotes(raw),
    chomp: dash === '-',
  };
}

/** As `heredocStart`, for whoever asks only whether a word is one. */
export function isHeredocWord(word: string): boolean {
  if (!word.includes('<<')) return false;
  try {
    return heredocStart(word) !== undefined;
  } catch (error) {
    if (error instanceof LexError) return false;
    throw error;
  }
}

/**
 * The heredocs that a line announces, in order. A line whose quotes or braces do not close announces
 * none. Throws LexError where a name cannot be read.
 */
export function heredocsOfLine(line: string): HeredocStart[] {
  const { words } = splitIntoWords(line, { rawQuotes: true, rawEscapes: true });
  return words.map(heredocStart).filter((start) => start !== undefined);
}

function nameWords(text: string, raw: Raw): readonly string[] {
  const { words, error } = splitIntoWords(text, raw);
  if (error !== undefined) throw new LexError(error);
  return words;
}

/** The content of a `<<-` heredoc without the tabs at the start of its lines. */
export function chomp(content: string): string {
  return content.replace(/^\t+/gm, '');
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x27) count++;
  }
  return count;
}
