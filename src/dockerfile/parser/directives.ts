import { isSpace, skipSpaces } from '../go-text.ts';
import type { Range } from '../source.ts';
import type { Directive } from './types.ts';

/** The directives that BuildKit knows; any other `# name=value` is a comment and ends them. */
const KNOWN = new Set(['syntax', 'escape', 'check']);

/**
 * Reads parser directives line by line. They stand at the top of the file, before anything else; the
 * first line that is none ends them.
 */
export class DirectiveReader {
  readonly #seen: string[] = [];
  readonly #marker: string;
  #done = false;

  /** `marker` is what starts a directive: `#`, or `//` where a frontend is looked for. */
  constructor(marker = '#') {
    this.#marker = marker;
  }

  get ended(): boolean {
    return this.#done;
  }

  /**
   * The directive on a line (without its line end, and without the blanks before it), with the offsets
   * of its value; undefined where there is none. An error in BuildKit's words where a directive comes
   * a second time.
   */
  read(text: string): { name: string; value: string; start: number; end: number } | string | undefined {
    if (this.#done) return undefined;
    const found = directiveIn(text, this.#marker);
    if (found === undefined || !KNOWN.has(found.name)) {
      this.#done = true;
      return undefined;
    }
    if (this.#seen.includes(found.name)) return `only one ${found.name} parser directive can be used`;
    this.#seen.push(found.name);
    return found;
  }
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** What the regular expression `\s` matches in Go: five blanks, less than `isSpace`. */
function isPatternSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0c || code === 0x0d;
}

/** `<marker> name = value`; the name starts with a letter and goes on with letters and digits. */
function directiveIn(text: string, marker: string) {
  if (!text.startsWith(marker)) return undefined;
  const length = text.length;
  const nameStart = skipSpaces(text, marker.length, length);
  let at = nameStart;
  if (!isLetter(text.charCodeAt(at))) return undefined;
  while (at < length && (isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at)))) at++;
  const nameEnd = at;
  while (at < length && isPatternSpace(text.charCodeAt(at))) at++;
  if (text[at] !== '=') return undefined;
  at++;
  while (at < length && isPatternSpace(text.charCodeAt(at))) at++;
  let end = length;
  while (end > at && isPatternSpace(text.charCodeAt(end - 1))) end--;
  if (end === at) return undefined;
  return { name: text.slice(nameStart, nameEnd).toLowerCase(), value: text.slice(at, end), start: at, end };
}

/** What `# syntax=…` (or one of its other forms) names. */
export interface Syntax {
  /** The image reference of the frontend: the value up to its first blank. */
  readonly reference: string;
  /** The whole value. */
  readonly commandLine: string;
  /** 0-based line. */
  readonly line: number;
}

/**
 * The frontend that a file asks for, as BuildKit looks for it: `# syntax=…`, else `// syntax=…`, else
 * a JSON document with a `syntax` key, each behind an optional `#!` line.
 */
export function detectSyntax(text: string): Syntax | undefined {
  let line = 0;
  let rest = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (rest.startsWith('#!')) {
    const end = rest.indexOf('\n');
    rest = end === -1 ? '' : rest.slice(end + 1);
    line = 1;
  }
  return syntaxBehind('#', rest, line) ?? syntaxBehind('//', rest, line) ?? syntaxInJson(rest, line);
}

function syntaxBehind(marker: string, text: string, line: number): Syntax | undefined {
  const reader = new DirectiveReader(marker);
  for (let from = 0; from <= text.length && !reader.ended; line++) {
    const newline = text.indexOf('\n', from);
    const end = newline === -1 ? text.length : newline;
    const found = reader.read(text.slice(from, end));
    if (typeof found === 'string') return undefined;
    if (found?.name === 'syntax') {
      const blank = found.value.indexOf(' ');
      const reference = blank === -1 ? found.value : found.value.slice(0, blank);
      return { reference, commandLine: found.value, line };
    }
    from = end + 1;
  }
  return undefined;
}

function syntaxInJson(text: string, line: number): Syntax | undefined {
  const start = skipSpaces(text, 0, text.length);
  if (text[start] !== '{' || isSpace(text.charCodeAt(start))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const syntax = (value as { syntax?: unknown }).syntax;
    return typeof syntax === 'string' ? { reference: syntax, commandLine: syntax, line } : undefined;
  } catch {
    return undefined;
  }
}

/** A directive as the parser hands it on. */
export function directiveAt(name: string, value: string, range: Range): Directive {
  return { name, value, range };
}
