/**
 * Patterns of file names as Go's `path/filepath.Match` reads them, which is what COPY and ADD use:
 * `*` any run without `/`, `?` one character but `/`, `[a-z]` and `[^a-z]` one of a class, `\` takes
 * the next character as it is. The whole path must match. Documented at https://pkg.go.dev/path/filepath#Match
 */

interface Class {
  readonly kind: 'class';
  readonly negated: boolean;
  readonly ranges: readonly (readonly [number, number])[];
}
type Token =
  | { readonly kind: 'literal'; readonly code: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | Class;

const SLASH = 47;

/** What Go says of a broken pattern. */
export const BAD_PATTERN = 'syntax error in pattern';

/** Reads `[…]` behind the bracket; undefined where it is broken. */
function readClass(pattern: readonly string[], from: number): { token: Class; next: number } | undefined {
  let at = from;
  const negated = pattern[at] === '^';
  if (negated) at += 1;
  const ranges: [number, number][] = [];
  const char = (): number | undefined => {
    let text = pattern[at];
    if (text === undefined || text === '-' || text === ']') return undefined;
    if (text === '\\') {
      at += 1;
      text = pattern[at];
    }
    at += 1;
    return text?.codePointAt(0);
  };
  while (!(pattern[at] === ']' && ranges.length > 0)) {
    const low = char();
    if (low === undefined || at >= pattern.length) return undefined;
    let high = low;
    if (pattern[at] === '-') {
      at += 1;
      const end = char();
      if (end === undefined || at >= pattern.length) return undefined;
      high = end;
    }
    ranges.push([low, high]);
  }
  return { token: { kind: 'class', negated, ranges }, next: at + 1 };
}

function compile(pattern: string): readonly Token[] | undefined {
  const chars = [...pattern];
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; ) {
    const char = chars[at] as string;
    if (char === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
      at += 1;
    } else if (char === '?') {
      tokens.push({ kind: 'any' });
      at += 1;
    } else if (char === '[') {
      const found = readClass(chars, at + 1);
      if (!found) return undefined;
      tokens.push(found.token);
      at = found.next;
    } else {
      const taken = char === '\\' ? chars[at + 1] : char;
      if (taken === undefined) return undefined;
      tokens.push({ kind: 'literal', code: taken.codePointAt(0) as number });
      at += char === '\\' ? 2 : 1;
    }
  }
  return tokens;
}

/** Whether a character is in a class. */
export function inClass(code: number, token: Class): boolean {
  const within = token.ranges.some(([low, high]) => low <= code && code <= high);
  return within !== token.negated;
}

function accepts(token: Token, code: number): boolean {
  if (token.kind === 'literal') return token.code === code;
  if (token.kind === 'class') return inClass(code, token);
  return code !== SLASH;
}

/** Matches with one step back to the last star, as all but that one can never do better: linear in practice. */
function run(tokens: readonly Token[], text: readonly number[]): boolean {
  let t = 0;
  let at = 0;
  let starToken = -1;
  let starAt = -1;
  while (at < text.length) {
    const token = tokens[t];
    const code = text[at] as number;
    if (token?.kind === 'star') {
      starToken = t;
      starAt = at;
      t += 1;
    } else if (token && accepts(token, code)) {
      t += 1;
      at += 1;
    } else if (starToken >= 0 && text[starAt] !== SLASH) {
      starAt += 1;
      at = starAt;
      t = starToken + 1;
    } else return false;
  }
  while (tokens[t]?.kind === 'star') t += 1;
  return t === tokens.length;
}

const codes = (text: string) => Array.from(text, (char) => char.codePointAt(0) as number);

/** A compiled pattern. */
export type Matcher = (path: string) => boolean;

/** Compiles a pattern; undefined where it is broken (`BAD_PATTERN`). */
export function matcher(pattern: string): Matcher | undefined {
  const tokens = compile(pattern);
  return tokens && ((path) => run(tokens, codes(path)));
}

/** Whether a text holds `*`, `?` or `[` that is not escaped. */
export function hasWildcards(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '*' || char === '?' || char === '[') return true;
  }
  return false;
}
