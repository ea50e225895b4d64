import type { Word } from '../instructions/types.ts';
import type { LogicalLine } from './logical-line.ts';

/** BuildKit's words for a JSON array with something else than strings in it. */
export const NOT_STRINGS = 'when using JSON array syntax, arrays must be comprised of strings only';

/** An escape, or a control character, which JSON forbids in a string. */
const NEEDS_DECODING = /[^ -[\]-\uffff]/;

/** Nesting at which Go's JSON decoder gives up. */
const MAX_DEPTH = 10000;

/**
 * Reads `line.text[from, to)` as the exec form: a JSON array of strings. Undefined where it is no JSON
 * array at all, which makes it the shell form; `NOT_STRINGS` where it is one of something else.
 * The range of a word covers its quotes.
 */
export function readJsonArray(line: LogicalLine, from: number, to: number): Word[] | string | undefined {
  const { text } = line;
  if (text[from] !== '[') return undefined;
  const words: Word[] = [];
  let at = skipJsonBlanks(text, from + 1, to);
  if (text[at] === ']' && at < to) {
    return skipJsonBlanks(text, at + 1, to) === to ? words : undefined;
  }
  for (;;) {
    const end = stringEnd(text, at, to);
    // Not a string here: whether it is JSON of another kind, the platform's own parser tells.
    if (end === undefined) return otherJson(text.slice(from, to));
    const value = decode(text, at, end);
    if (value === undefined) return undefined;
    words.push({ text: value, range: line.range(at, end) });
    at = skipJsonBlanks(text, end, to);
    const separator = at < to ? text[at] : undefined;
    at = skipJsonBlanks(text, at + 1, to);
    if (separator === ']') return at === to ? words : undefined;
    if (separator !== ',') return undefined;
  }
}

function skipJsonBlanks(text: string, at: number, to: number): number {
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d && code !== 0x0a) break;
    at++;
  }
  return Math.min(at, to);
}

/** End (behind the quote) of the string that starts at `at`; undefined where none starts or it does not end. */
function stringEnd(text: string, at: number, to: number): number | undefined {
  if (at >= to || text.charCodeAt(at) !== 0x22) return undefined;
  for (at++; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at++;
  }
  return undefined;
}

/** The value of a string literal; undefined where it is none (a bad escape, a control character). */
function decode(text: string, start: number, end: number): string | undefined {
  const literal = text.slice(start, end);
  try {
    const value: string = NEEDS_DECODING.test(literal) ? JSON.parse(literal) : literal.slice(1, -1);
    // Go's decoder puts U+FFFD where half of a surrogate pair stands.
    return value.toWellFormed();
  } catch {
    return undefined;
  }
}

function otherJson(text: string): string | undefined {
  try {
    return decodesInGo(JSON.parse(text)) ? NOT_STRINGS : undefined;
  } catch {
    return undefined;
  }
}

/** Go refuses what JavaScript takes: numbers beyond a double's range, and very deep nesting. */
function decodesInGo(root: unknown): boolean {
  const pending: [unknown, number][] = [[root, 1]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, depth] = next;
    if (typeof value === 'number' && !Number.isFinite(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return false;
    for (const child of Object.values(value)) pending.push([child, depth + 1]);
  }
  return true;
}
