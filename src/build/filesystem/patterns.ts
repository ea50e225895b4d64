/**
 * Lists of patterns as `.dockerignore` and `COPY --exclude` use them: order counts, `!` takes back, `**`
 * crosses directories, and a pattern that matches a directory matches all in it. The semantics are those
 * of github.com/moby/patternmatcher, its oddities included: where a pattern has a wildcard, `|` outside a
 * class separates alternatives and `^` stands for the start, because it is made a regular expression there.
 */

import { matcher } from './match.ts';
import { clean } from './path.ts';

type Token =
  | { readonly kind: 'char'; readonly code: number }
  /** `?`: one character but `/`. */
  | { readonly kind: 'any' }
  /** `*`: any run without `/`. */
  | { readonly kind: 'star' }
  /** `**` at the end: anything. */
  | { readonly kind: 'rest' }
  /** `**` before something: nothing, or anything that ends in `/`. */
  | { readonly kind: 'directories' }
  | { readonly kind: 'start' }
  | {
      readonly kind: 'class';
      readonly negated: boolean;
      readonly ranges: readonly (readonly [number, number])[];
    };

interface Alternative {
  readonly fromStart: boolean;
  readonly toEnd: boolean;
  readonly tokens: readonly Token[];
}

/** One line of the list. */
export interface Pattern {
  /** Clean, without `!`. */
  readonly text: string;
  /** Whether it takes back what earlier lines matched. */
  readonly exclusion: boolean;
  readonly match: (path: string) => boolean;
}

/** A broken list, in the words of patternmatcher. */
export class PatternError extends Error {}

const SLASH = 47;

function classToken(chars: readonly string[], from: number): { token: Token; next: number } | undefined {
  let at = from;
  const negated = chars[at] === '^';
  if (negated) at += 1;
  const ranges: [number, number][] = [];
  for (let first = true; first || chars[at] !== ']'; first = false) {
    const read = (): number | undefined => {
      if (chars[at] === '\\') at += 1;
      return chars[at++]?.codePointAt(0);
    };
    const low = read();
    if (low === undefined || at > chars.length) return undefined;
    let high = low;
    if (chars[at] === '-' && chars[at + 1] !== ']' && at + 1 < chars.length) {
      at += 1;
      high = read() ?? low;
    }
    ranges.push([low, high]);
    if (at >= chars.length) return undefined;
  }
  return { token: { kind: 'class', negated, ranges }, next: at + 1 };
}

/** States as flags; a state that needs no character is followed on to the next one. */
function close(tokens: readonly Token[], states: Uint8Array, position: number): void {
  for (let state = 0; state < tokens.length; state++) {
    if (states[state] === 0) continue;
    const kind = tokens[state]?.kind;
    if (
      kind === 'star' ||
      kind === 'rest' ||
      kind === 'directories' ||
      (kind === 'start' && position === 0)
    ) {
      states[state + 1] = 1;
    }
  }
}

/** What a character does to one state: 1 goes on to the next, 2 stays, 0 neither. */
function step(token: Token, code: number): 0 | 1 | 2 {
  switch (token.kind) {
    case 'char':
      return token.code === code ? 1 : 0;
    case 'any':
      return code === SLASH ? 0 : 1;
    case 'star':
      return code === SLASH ? 0 : 2;
    case 'rest':
      return 2;
    case 'class':
      return token.ranges.some(([low, high]) => low <= code && code <= high) === token.negated ? 0 : 1;
    default:
      return 0;
  }
}

/** All states at once, one character after the other: time is the product of both lengths, never more. */
function runAlternative({ tokens, fromStart, toEnd }: Alternative, text: readonly number[]): boolean {
  const count = tokens.length;
  // States inside a `**/`: it has swallowed something and waits for a slash.
  const inside = new Uint8Array(count + 1);
  let states = new Uint8Array(count + 1);
  let next = new Uint8Array(count + 1);
  states[0] = 1;
  close(tokens, states, 0);
  for (let position = 0; ; position++) {
    if (!toEnd && states[count] === 1) return true;
    if (position === text.length) return states[count] === 1;
    const code = text[position] as number;
    next.fill(0);
    for (let state = 0; state < count; state++) {
      const token = tokens[state] as Token;
      if (token.kind === 'directories') {
        if (states[state] === 1) inside[state] = 1;
        if (code === SLASH && inside[state] === 1) next[state + 1] = 1;
      } else if (states[state] === 1) {
        const moved = step(token, code);
        if (moved !== 0) next[moved === 1 ? state + 1 : state] = 1;
      }
    }
    if (!fromStart) next[0] = 1;
    [states, next] = [next, states];
    close(tokens, states, position + 1);
  }
}

/** The plain characters with which every match ends; most paths are told apart by them. */
function tail({ tokens, toEnd }: Alternative): readonly number[] {
  const out: number[] = [];
  for (let at = tokens.length - 1; toEnd && at >= 0; at--) {
    const token = tokens[at] as Token;
    if (token.kind !== 'char') break;
    out.push(token.code);
  }
  return out;
}

function endsWith(text: readonly number[], reversed: readonly number[]): boolean {
  if (reversed.length > text.length) return false;
  return reversed.every((code, index) => text[text.length - 1 - index] === code);
}

/** The characters of a path; many patterns ask for the same path one after the other. */
let lastText = '';
let lastCodes: readonly number[] = [];
function codes(text: string): readonly number[] {
  if (text !== lastText) {
    lastCodes = Array.from(text, (char) => char.codePointAt(0) as number);
    lastText = text;
  }
  return lastCodes;
}

const CONTROLS: Record<string, number> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const CLASSES: Record<string, readonly (readonly [number, number])[]> = {
  d: [[48, 57]],
  s: [
    [9, 10],
    [12, 13],
    [32, 32],
  ],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
};

/** `\\x`: the character itself, but letters mean what they mean in Go's regular expressions. */
function escaped(char: string): Token {
  const ranges = CLASSES[char.toLowerCase()];
  if (ranges) return { kind: 'class', negated: char !== char.toLowerCase(), ranges };
  return { kind: 'char', code: CONTROLS[char] ?? (char.codePointAt(0) as number) };
}

type Kind = 'exact' | 'prefix' | 'suffix' | 'expression';

function compile(pattern: string): (path: string) => boolean {
  const chars = [...pattern];
  let kind: Kind = 'exact';
  const alternatives: Token[][] = [[]];
  const push = (token: Token) => alternatives.at(-1)?.push(token);
  for (let at = 0, index = 0; at < chars.length; index++) {
    const char = chars[at++] as string;
    if (char === '*' && chars[at] === '*') {
      at += 1;
      if (chars[at] === '/') at += 1;
      if (at >= chars.length) {
        if (kind !== 'exact') push({ kind: 'rest' });
        kind = kind === 'exact' ? 'prefix' : 'expression';
      } else {
        push({ kind: 'directories' });
        kind = 'expression';
      }
      if (index === 0) kind = 'suffix';
    } else if (char === '*') {
      push({ kind: 'star' });
      kind = 'expression';
    } else if (char === '?') {
      push({ kind: 'any' });
      kind = 'expression';
    } else if (char === '[') {
      kind = 'expression';
      const found = classToken(chars, at);
      if (!found) throw new PatternError('syntax error in pattern');
      push(found.token);
      at = found.next;
    } else if (char === '\\' && at < chars.length) {
      push(escaped(chars[at++] as string));
      kind = 'expression';
    } else if (char === '|') alternatives.push([]);
    else if (char === '^') push({ kind: 'start' });
    else {
      if (char === ']') kind = 'expression';
      push({ kind: 'char', code: char.codePointAt(0) as number });
    }
  }
  if (kind === 'exact') return (path) => path === pattern;
  if (kind === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  if (kind === 'suffix') {
    const suffix = pattern.slice(2);
    return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
  }
  const last = alternatives.length - 1;
  const compiled = alternatives.map((tokens, index) => ({
    tokens,
    fromStart: index === 0,
    toEnd: index === last,
  }));
  const tails = compiled.map(tail);
  return (path) => {
    const text = codes(path);
    return compiled.some((one, index) => endsWith(text, tails[index] ?? []) && runAlternative(one, text));
  };
}

/** What earlier levels of a walk found: for each pattern whether it matched a directory above. */
export type ParentMatches = readonly boolean[];

/** An ordered list of patterns. */
export class PatternList {
  readonly patterns: readonly Pattern[];
  /** Whether any line takes back. */
  readonly hasExclusions: boolean;

  /** Throws `PatternError` for a broken pattern. */
  constructor(lines: readonly string[]) {
    const patterns: Pattern[] = [];
    for (const line of lines) {
      const trimmed = line.trim();
      if (trimmed === '') continue;
      let text = clean(trimmed);
      const exclusion = text.startsWith('!');
      if (exclusion) {
        if (text.length === 1) throw new PatternError('illegal exclusion pattern: "!"');
        text = text.slice(1);
      }
      if (!matcher(text)) throw new PatternError('syntax error in pattern');
      patterns.push({ text, exclusion, match: compile(text) });
    }
    this.patterns = patterns;
    this.hasExclusions = patterns.some((pattern) => pattern.exclusion);
  }

  /** Whether a path matches, given what matched its directory (nothing for the top). */
  matches(path: string, parent?: ParentMatches): { readonly matched: boolean; readonly own: ParentMatches } {
    let matched = false;
    const own: boolean[] = [];
    for (const [index, pattern] of this.patterns.entries()) {
      let match = parent?.[index] ?? false;
      if (!match && pattern.exclusion === matched) match = pattern.match(path);
      own.push(match);
      if (match) matched = !pattern.exclusion;
    }
    return { matched, own };
  }

  /** Whether something inside a matched directory may be taken back. */
  mayTakeBackIn(directory: string): boolean {
    if (!this.hasExclusions) return false;
    const bare = (text: string) => text.replace(/\/\*\*$/, '').replace(/\/\*$/, '');
    const back = this.patterns.filter((pattern) => pattern.exclusion).map((pattern) => bare(pattern.text));
    if (back.some((text) => /[*[\]?^\\]/.test(text))) return true;
    return back.some((text) => `${text}/`.startsWith(`${directory}/`));
  }
}

/** The lines of a `.dockerignore`: comments and blank lines gone, paths clean, a leading `/` dropped. */
export function ignoreLines(text: string): string[] {
  const lines: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index === 0 && raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
    if (line.startsWith('#')) continue;
    let pattern = line.trim();
    if (pattern === '') continue;
    const exclusion = pattern.startsWith('!');
    if (exclusion) pattern = pattern.slice(1).trim();
    if (pattern !== '') {
      pattern = clean(pattern);
      if (pattern.length > 1 && pattern.startsWith('/')) pattern = pattern.slice(1);
    }
    lines.push(exclusion ? `!${pattern}` : pattern);
  }
  return lines;
}
