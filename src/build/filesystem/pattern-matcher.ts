/**
 * One pattern of a list, made a matcher. Its oddities are those of github.com/moby/patternmatcher, which makes
 * a regular expression of it: where a pattern has a wildcard, `|` outside a class separates alternatives and
 * `^` stands for the start.
 */

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

/** A broken pattern, in the words of patternmatcher. */
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

/** The matcher of one clean pattern. Throws `PatternError` where it is broken. */
export function compilePattern(pattern: string): (path: string) => boolean {
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
