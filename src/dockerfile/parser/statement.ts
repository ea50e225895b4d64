import { Fault } from '../fault.ts';
import { isSpace, quote, skipSpaces, trimEnd } from '../go-text.ts';
import type { Heredoc, Word } from '../instructions/types.ts';
import type { LineRange, Range } from '../source.ts';
import { cutFlags } from './flags.ts';
import { readJsonArray } from './json.ts';
import type { LogicalLine } from './logical-line.ts';
import type { Node } from './types.ts';
import { isBlank, type QuotedWord, splitAtBlanks, splitQuoted, wordAt } from './words.ts';

/** A node that is being read. */
export type NodeDraft = { -readonly [Key in Exclude<keyof Node, 'trigger'>]: Node[Key] } & {
  trigger?: NodeDraft;
};

/** Why a statement cannot be parsed, in BuildKit's words. */
export class StatementError extends Fault {
  readonly range: Range;

  constructor(message: string, range: Range) {
    super(message);
    this.range = range;
  }
}

/** Reads the arguments, `line.text[from, to)` with spaces trimmed off, into the node. */
type Reader = (node: NodeDraft, line: LogicalLine, from: number, to: number, escapeToken: string) => void;

const NO_WORDS: readonly Word[] = [];
const NO_HEREDOCS: readonly Heredoc[] = [];
const NO_COMMENTS: readonly string[] = [];
const NO_LINES: LineRange = { start: 0, end: 0 };

/** How each keyword splits its arguments. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['add', jsonOrWords],
  ['arg', names],
  ['cmd', jsonOrString],
  ['copy', jsonOrWords],
  ['entrypoint', jsonOrString],
  ['env', pairs],
  ['expose', blankWords],
  ['from', blankWords],
  ['healthcheck', healthcheck],
  ['label', pairs],
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
 * Reads a statement: keyword, flags, and the arguments as the keyword splits them. Comments, heredocs and the
 * lines it takes are the caller's to add. An unknown keyword is no error here; its arguments are ignored.
 * Throws StatementError.
 */
export function readStatement(line: LogicalLine, escapeToken: string, from = 0): NodeDraft {
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
  const node: NodeDraft = {
    keyword,
    keywordText,
    keywordRange,
    words: NO_WORDS,
    flags,
    json: false,
    legacy: false,
    heredocs: NO_HEREDOCS,
    comments: NO_COMMENTS,
    original: text,
    range: keywordRange,
    lines: NO_LINES,
    trigger: undefined,
  };
  READERS.get(keyword)?.(node, line, skipSpaces(text, rest, end), end, escapeToken);
  return node;
}

function oneString(node: NodeDraft, line: LogicalLine, from: number, to: number): void {
  if (from !== to) node.words = [wordAt(line, from, to)];
}

function blankWords(node: NodeDraft, line: LogicalLine, from: number, to: number): void {
  node.words = splitAtBlanks(line, from, to);
}

/** Takes the JSON form; false where the arguments are none. */
function json(node: NodeDraft, line: LogicalLine, from: number, to: number): boolean {
  const words = readJsonArray(line, from, to);
  if (typeof words === 'string') throw new StatementError(words, line.range(from, to));
  if (words === undefined) return false;
  node.words = words;
  node.json = true;
  return true;
}

function jsonOrString(node: NodeDraft, line: LogicalLine, from: number, to: number): void {
  if (!json(node, line, from, to)) oneString(node, line, from, to);
}

function jsonOrWords(node: NodeDraft, line: LogicalLine, from: number, to: number): void {
  if (!json(node, line, from, to)) blankWords(node, line, from, to);
}

function names(node: NodeDraft, line: LogicalLine, from: number, to: number, escapeToken: string): void {
  node.words = splitQuoted(line, from, to, escapeToken).map((word) => quotedWord(line, word));
}

function quotedWord(line: LogicalLine, word: QuotedWord): Word {
  return { text: word.text, range: line.range(word.start, word.end) };
}

/** `KEY=value …`, or the old `KEY the rest of the line`: the first word decides, by having a `=` or not. */
function pairs(node: NodeDraft, line: LogicalLine, from: number, to: number, escapeToken: string): void {
  const words = splitQuoted(line, from, to, escapeToken);
  const first = words[0];
  if (first === undefined) return;
  if (!first.text.includes('=')) {
    legacyPair(node, line, from, to);
    return;
  }
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
  node.words = out;
}

function legacyPair(node: NodeDraft, line: LogicalLine, from: number, to: number): void {
  const { text } = line;
  let end = from;
  while (end < to && !isBlank(text.charCodeAt(end))) end++;
  if (end === to) {
    const message = `${node.keyword.toUpperCase()} must have two arguments`;
    throw new StatementError(message, line.range(from, to));
  }
  let value = end;
  while (value < to && isBlank(text.charCodeAt(value))) value++;
  node.words = [wordAt(line, from, end), wordAt(line, value, to)];
  node.legacy = true;
}

/** `CMD` or `NONE`, and what a CMD has behind it. */
function healthcheck(node: NodeDraft, line: LogicalLine, from: number, to: number): void {
  const { text } = line;
  if (from === to) return;
  let end = from;
  while (end < to && !isSpace(text.charCodeAt(end))) end++;
  jsonOrString(node, line, skipSpaces(text, end, to), to);
  node.words = [wordAt(line, from, end), ...node.words];
}

function onbuild(node: NodeDraft, line: LogicalLine, from: number, to: number, escapeToken: string): void {
  if (from === to) return;
  node.trigger = readStatement(line, escapeToken, from);
  node.trigger.original = line.text.slice(from, to);
}

/** Whether a line starts with an instruction's keyword in capitals, as a statement that follows would. */
export function startsWithKeyword(text: string, from: number, to: number): boolean {
  let end = from;
  while (end < to && text.charCodeAt(end) >= 0x41 && text.charCodeAt(end) <= 0x5a) end++;
  if (end === from || (end < to && !isSpace(text.charCodeAt(end)))) return false;
  return isKeyword(text.slice(from, end).toLowerCase());
}
