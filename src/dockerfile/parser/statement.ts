import { isSpace, quote, skipSpaces, trimEnd } from '../go-text.ts';
import type { Flag, Word } from '../instructions/types.ts';
import type { Range } from '../source.ts';
import { cutFlags } from './flags.ts';
import { readJsonArray } from './json.ts';
import type { LogicalLine } from './logical-line.ts';
import { isBlank, type QuotedWord, splitAtBlanks, splitQuoted, wordAt } from './words.ts';

/** A statement as far as its own line tells; a `Node` (types.ts) adds comments, heredocs and lines. */
export interface Statement {
  readonly keyword: string;
  readonly keywordText: string;
  readonly keywordRange: Range;
  readonly words: readonly Word[];
  readonly flags: readonly Flag[];
  readonly json: boolean;
  readonly legacy: boolean;
  /** ONBUILD: the statement behind it. */
  readonly trigger?: Statement;
  /** ONBUILD: the text behind it. */
  readonly triggerText?: string;
}

/** Why a statement cannot be parsed, in BuildKit's words. */
export class StatementError extends Error {
  readonly range: Range;

  constructor(message: string, range: Range) {
    super(message);
    this.range = range;
  }
}

interface Arguments {
  readonly words: readonly Word[];
  readonly json?: boolean;
  readonly legacy?: boolean;
  readonly trigger?: Statement;
  readonly triggerText?: string;
}

/** Offsets of the arguments in their line, spaces trimmed off. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly escapeToken: string;
}

type Reader = (line: LogicalLine, span: Span) => Arguments;

const NO_WORDS: Arguments = { words: [] };

/** How each keyword splits its arguments. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['add', jsonOrWords],
  ['arg', names],
  ['cmd', jsonOrString],
  ['copy', jsonOrWords],
  ['entrypoint', jsonOrString],
  ['env', (line, span) => pairs(line, span, 'ENV')],
  ['expose', blankWords],
  ['from', blankWords],
  ['healthcheck', healthcheck],
  ['label', (line, span) => pairs(line, span, 'LABEL')],
  ['maintainer', oneString],
  ['onbuild', onbuild],
  ['run', jsonOrString],
  ['shell', jsonOrString],
  ['stopsignal', oneString],
  ['user', oneString],
  ['volume', jsonOrWords],
  ['workdir', oneString],
]);

/** Whether a keyword, in lower case, is one of Dockerfile's. */
export function isKeyword(keyword: string): boolean {
  return READERS.has(keyword);
}

/**
 * Reads a statement: keyword, flags, and the arguments as the keyword splits them. An unknown keyword is
 * no error here; its arguments are ignored. Throws StatementError.
 */
export function readStatement(line: LogicalLine, escapeToken: string, from = 0): Statement {
  const { text } = line;
  const start = skipSpaces(text, from, text.length);
  const end = trimEnd(text, start, text.length);
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  const keywordText = text.slice(start, at);
  const keyword = keywordText.toLowerCase();
  const keywordRange = line.range(start, at);
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  const { flags, rest } = cutFlags(line, at, end);
  const argumentsStart = skipSpaces(text, rest, end);
  const reader = READERS.get(keyword);
  const read = reader?.(line, { from: argumentsStart, to: end, escapeToken }) ?? NO_WORDS;
  return {
    keyword,
    keywordText,
    keywordRange,
    words: read.words,
    flags,
    json: read.json ?? false,
    legacy: read.legacy ?? false,
    trigger: read.trigger,
    triggerText: read.triggerText,
  };
}

function oneString(line: LogicalLine, { from, to }: Span): Arguments {
  return from === to ? NO_WORDS : { words: [wordAt(line, from, to)] };
}

function blankWords(line: LogicalLine, { from, to }: Span): Arguments {
  return { words: splitAtBlanks(line, from, to) };
}

function json(line: LogicalLine, { from, to }: Span): Arguments | undefined {
  const words = readJsonArray(line, from, to);
  if (typeof words === 'string') throw new StatementError(words, line.range(from, to));
  return words === undefined ? undefined : { words, json: true };
}

function jsonOrString(line: LogicalLine, span: Span): Arguments {
  return json(line, span) ?? oneString(line, span);
}

function jsonOrWords(line: LogicalLine, span: Span): Arguments {
  return json(line, span) ?? blankWords(line, span);
}

function names(line: LogicalLine, { from, to, escapeToken }: Span): Arguments {
  const words = splitQuoted(line, from, to, escapeToken);
  return { words: words.map((word) => quotedWord(line, word)) };
}

function quotedWord(line: LogicalLine, word: QuotedWord): Word {
  return { text: word.text, range: line.range(word.start, word.end) };
}

/** `KEY=value …`, or the old `KEY the rest of the line`: the first word decides, by having a `=` or not. */
function pairs(line: LogicalLine, { from, to, escapeToken }: Span, keyword: string): Arguments {
  const words = splitQuoted(line, from, to, escapeToken);
  const first = words[0];
  if (first === undefined) return NO_WORDS;
  if (!first.text.includes('=')) return legacyPair(line, from, to, keyword);
  const out: Word[] = [];
  for (const word of words) {
    const equals = word.text.indexOf('=');
    if (equals === -1) {
      const message = `Syntax error - can't find = in ${quote(word.text)}. Must be of the form: name=value`;
      throw new StatementError(message, line.range(word.start, word.end));
    }
    const at = word.start + equals;
    out.push(
      { text: word.text.slice(0, equals), range: line.range(word.start, at) },
      { text: word.text.slice(equals + 1), range: line.range(at + 1, word.end) },
    );
  }
  return { words: out };
}

function legacyPair(line: LogicalLine, from: number, to: number, keyword: string): Arguments {
  const { text } = line;
  let end = from;
  while (end < to && !isBlank(text.charCodeAt(end))) end++;
  if (end === to) throw new StatementError(`${keyword} must have two arguments`, line.range(from, to));
  let value = end;
  while (value < to && isBlank(text.charCodeAt(value))) value++;
  return { words: [wordAt(line, from, end), wordAt(line, value, to)], legacy: true };
}

/** `CMD` or `NONE`, and what a CMD has behind it. */
function healthcheck(line: LogicalLine, { from, to }: Span): Arguments {
  const { text } = line;
  if (from === to) return NO_WORDS;
  let end = from;
  while (end < to && skipSpaces(text, end, end + 1) === end) end++;
  const type = wordAt(line, from, end);
  const command = jsonOrString(line, { from: skipSpaces(text, end, to), to, escapeToken: '' });
  return { words: [type, ...command.words], json: command.json };
}

function onbuild(line: LogicalLine, { from, to, escapeToken }: Span): Arguments {
  if (from === to) return NO_WORDS;
  return {
    words: [],
    trigger: readStatement(line, escapeToken, from),
    triggerText: line.text.slice(from, to),
  };
}

/** Whether a line starts with an instruction's keyword in capitals, as a statement that follows would. */
export function startsWithKeyword(text: string, from: number, to: number): boolean {
  let end = from;
  while (end < to && text.charCodeAt(end) >= 0x41 && text.charCodeAt(end) <= 0x5a) end++;
  if (end === from || (end < to && !isSpace(text.charCodeAt(end)))) return false;
  return isKeyword(text.slice(from, end).toLowerCase());
}
