import { isSpace } from '../go-text.ts';
import type { Word } from '../instructions/types.ts';
import type { LogicalLine } from './logical-line.ts';

/** The blanks at which words without quotes are split; fewer than Go's spaces. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || (code >= 0x0b && code <= 0x0d);
}

/** The text between two offsets as one word. */
export function wordAt(line: LogicalLine, start: number, end: number): Word {
  return { text: line.text.slice(start, end), range: line.range(start, end) };
}

/** Words split at blanks, quotes and all: FROM, EXPOSE, the sources of COPY. */
export function splitAtBlanks(line: LogicalLine, from: number, to: number): Word[] {
  const words: Word[] = [];
  const { text } = line;
  for (let at = from; at < to; ) {
    let end = at;
    while (end < to && !isBlank(text.charCodeAt(end))) end++;
    words.push(wordAt(line, at, end));
    at = end;
    while (at < to && isBlank(text.charCodeAt(at))) at++;
  }
  return words;
}

/** A word of ENV, LABEL or ARG, with its offsets in the line. */
export interface QuotedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Words in which quotes and the escape token keep blanks together: ENV, LABEL, ARG. Quotes and escapes
 * stay in the text (they are resolved when variables are); an escape token at the very end is dropped.
 */
export function splitQuoted(line: LogicalLine, from: number, to: number, escapeToken: string): QuotedWord[] {
  const words: QuotedWord[] = [];
  const { text } = line;
  const escapeCode = escapeToken.charCodeAt(0);
  let at = from;
  for (;;) {
    while (at < to && isSpace(text.charCodeAt(at))) at++;
    if (at >= to) return words;
    const start = at;
    let quote = 0;
    let dropped = 0;
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      if (quote === 0) {
        if (isSpace(code)) break;
        if (code === 0x27 || code === 0x22) quote = code;
      } else if (code === quote) {
        quote = 0;
        continue;
      }
      // Inside single quotes nothing is escaped.
      if (code === escapeCode && quote !== 0x27) {
        if (at + 1 === to) dropped = 1;
        else at++;
      }
    }
    at = Math.min(at, to);
    const end = at - dropped;
    if (end > start) words.push({ text: text.slice(start, end), start, end });
  }
}
