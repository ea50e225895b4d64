import { isSpace } from '../go-text.ts';
import type { Flag } from '../instructions/types.ts';
import type { LogicalLine } from './logical-line.ts';

/** Flags cut off the front of the arguments, and where the arguments go on. */
export interface FlagsAndRest {
  readonly flags: readonly Flag[];
  /** Offset in the line at which the arguments start. */
  readonly rest: number;
}

const NONE: readonly Flag[] = [];
/** Anything but ASCII. */
const BEYOND_ASCII = /[\x80-\uffff]/;
const DASH = 0x2d;
const BACKSLASH = 0x5c;
const SINGLE_QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;

/**
 * Cuts `--name=value` words off the front of `line.text[from, to)`. Quotes are taken off and `\` escapes
 * (whatever the escape token is); a lone `--` ends the flags and is dropped.
 *
 * BuildKit cuts byte by byte and takes each byte for a character, so that a letter outside ASCII comes
 * out as several others; as faithful as that is useless, and as visible in its messages.
 */
export function cutFlags(line: LogicalLine, from: number, to: number): FlagsAndRest {
  const start = skip(line.text, from, to);
  if (line.text.charCodeAt(start) !== DASH || line.text.charCodeAt(start + 1) !== DASH) {
    return { flags: NONE, rest: start };
  }
  const bytes = new Bytes(line.text, to);
  const flags: Flag[] = [];
  let at = bytes.at(start);
  for (;;) {
    at = skip(bytes.text, at, bytes.end);
    // A word of one dash, or a dash at the very end, is an argument.
    if (at + 1 >= bytes.end || bytes.code(at) !== DASH || bytes.code(at + 1) !== DASH) break;
    const word = cutWord(bytes, at);
    at = word.end;
    if (word.text === '--') break;
    flags.push(flag(line, bytes, word));
  }
  return { flags, rest: bytes.offset(at) };
}

function skip(text: string, at: number, to: number): number {
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}

interface FlagWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the first `=` stands, -1 where there is none. */
  readonly equals: number;
}

/** Reads one word: the state machine is `word`, or `quoted` while `quote` is set. */
function cutWord(bytes: Bytes, start: number): FlagWord {
  let at = start;
  while (at < bytes.end && !isMarked(bytes.code(at))) at++;
  // Most flags are written plainly: up to here nothing has to be taken off.
  let text = bytes.text.slice(start, at);
  let equals = text.indexOf('=');
  if (equals !== -1) equals += start;
  let quote = 0;
  for (; at < bytes.end; at++) {
    let code = bytes.code(at);
    if (quote === 0) {
      if (isSpace(code)) break;
      if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) {
        quote = code;
        continue;
      }
    } else if (code === quote) {
      quote = 0;
      continue;
    }
    if (code === BACKSLASH) {
      if (at + 1 === bytes.end) continue;
      at++;
      code = bytes.code(at);
    }
    if (code === 0x3d && equals === -1) equals = at;
    text += String.fromCharCode(code);
  }
  return { text, start, end: at, equals };
}

/** Whether a character ends a word, or is not simply part of it. */
function isMarked(code: number): boolean {
  return code === SINGLE_QUOTE || code === DOUBLE_QUOTE || code === BACKSLASH || isSpace(code);
}

function flag(line: LogicalLine, bytes: Bytes, word: FlagWord): Flag {
  const range = line.range(bytes.offset(word.start), bytes.endOffset(word.end));
  const equals = word.text.indexOf('=');
  if (equals === -1) return { name: word.text.slice(2), range };
  return {
    name: word.text.slice(2, equals),
    value: word.text.slice(equals + 1),
    range,
    valueRange: line.range(bytes.offset(word.equals) + 1, bytes.endOffset(word.end)),
  };
}

/** A text as its UTF-8 bytes, one character a byte; the text itself where it is ASCII. */
class Bytes {
  readonly text: string;
  readonly end: number;
  /** UTF-16 offset of each byte; absent for ASCII, where they are the same. */
  readonly #offsets: number[] | undefined;

  constructor(text: string, end: number) {
    if (!BEYOND_ASCII.test(text)) {
      this.text = text;
      this.end = end;
      return;
    }
    const offsets: number[] = [];
    let out = '';
    let at = 0;
    for (const character of text.slice(0, end)) {
      for (const byte of encode(character.codePointAt(0) ?? 0)) {
        out += String.fromCharCode(byte);
        offsets.push(at);
      }
      at += character.length;
    }
    offsets.push(at);
    this.text = out;
    this.end = out.length;
    this.#offsets = offsets;
  }

  code(at: number): number {
    return this.text.charCodeAt(at);
  }

  /** UTF-16 offset of a byte. */
  offset(at: number): number {
    return this.#offsets === undefined ? at : (this.#offsets[at] as number);
  }

  /** UTF-16 offset behind the character that the byte before `at` belongs to. */
  endOffset(at: number): number {
    const offsets = this.#offsets;
    if (offsets === undefined) return at;
    while (at > 0 && offsets[at] === offsets[at - 1]) at++;
    return offsets[at] as number;
  }

  /** First byte of the character at a UTF-16 offset. */
  at(offset: number): number {
    return this.#offsets === undefined ? offset : this.#offsets.indexOf(offset);
  }
}

function encode(code: number): number[] {
  if (code < 0x80) return [code];
  if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
  const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return [0xc0 | (code >> 6), tail(0)];
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)];
  return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)];
}
