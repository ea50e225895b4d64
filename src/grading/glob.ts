/** Options of `matchesGlob`. */
export interface GlobOptions {
  /** True: `*` stands for any characters, "/" included. False (default): for any but "/". */
  readonly anything?: boolean;
}

/**
 * Whether a whole text matches a glob: `*` any characters but "/", `**` any characters, `?` one
 * character but "/". Everything else stands for itself. Takes time in proportion to pattern times text,
 * whatever they hold: it follows all ways to match at once, as a finite automaton does.
 */
export function matchesGlob(pattern: string, text: string, options: GlobOptions = {}): boolean {
  const tokens = tokenize(pattern, options.anything === true);
  let active = closure([0], tokens);
  for (const character of text) {
    const next: number[] = [];
    for (const at of active) {
      const token = tokens[at];
      if (token === undefined) continue;
      if (token.kind === 'star') {
        if (token.anything || character !== '/') next.push(at);
      } else if (token.kind === 'one' ? character !== '/' : token.text === character) next.push(at + 1);
    }
    if (next.length === 0) return false;
    active = closure(next, tokens);
  }
  return active.has(tokens.length);
}

/** Whether one of the globs matches. */
export function matchesAnyGlob(
  patterns: string | readonly string[],
  text: string,
  options: GlobOptions = {},
): boolean {
  return listOf(patterns).some((pattern) => matchesGlob(pattern, text, options));
}

/** A value that may stand alone, as a list. */
export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'star'; readonly anything: boolean };

function tokenize(pattern: string, anything: boolean): Token[] {
  const tokens: Token[] = [];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string;
    if (character === '?') tokens.push({ kind: 'one' });
    else if (character !== '*') tokens.push({ kind: 'text', text: character });
    else {
      const double = characters[at + 1] === '*';
      if (double) at++;
      tokens.push({ kind: 'star', anything: anything || double });
    }
  }
  return tokens;
}

/** The places that can be reached without reading a character: behind any number of stars. */
function closure(places: readonly number[], tokens: readonly Token[]): Set<number> {
  const reached = new Set<number>();
  for (let at of places) {
    while (!reached.has(at)) {
      reached.add(at);
      if (tokens[at]?.kind !== 'star') break;
      at++;
    }
  }
  return reached;
}
