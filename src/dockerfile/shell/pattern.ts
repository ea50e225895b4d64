/**
 * The patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}`: `*`, `?` and `\`
 * before one of them; no brackets. As in Go's regular expressions, to which BuildKit turns them,
 * neither `*` nor `?` stands for a line feed.
 *
 * Matching goes segment by segment (what stands between two `*`), so its time grows with the length
 * of the value and never doubles with each `*`.
 */

/** A run of characters without `*`; `undefined` is `?`. */
type Segment = readonly (string | undefined)[];

/** Segments with a `*` between each two of them; never empty. */
export type Pattern = readonly Segment[];

/** Reads a pattern. The error is BuildKit's, without what stands around it. */
export function parsePattern(text: string): Pattern | { readonly error: string } {
  const characters = Array.from(text);
  let segment: (string | undefined)[] = [];
  const segments = [segment];
  for (let at = 0; at < characters.length; at++) {
    let character = characters[at] as string;
    if (character === '*') {
      segment = [];
      segments.push(segment);
      continue;
    }
    if (character === '?') {
      segment.push(undefined);
      continue;
    }
    if (character === '\\') {
      const next = characters[at + 1];
      // `}` and `/` are escaped for the sake of `${}`; the pattern has them plain.
      if (next === '}' || next === '/') continue;
      at++;
      if (next !== '*' && next !== '?' && next !== '\\') {
        return { error: `invalid escape '\\${next ?? '\ufffd'}'` };
      }
      character = next;
    }
    segment.push(character);
  }
  return segments;
}

/** How many characters at the start of `value` the pattern takes; -1 where it does not match. */
export function matchPrefix(pattern: Pattern, value: readonly string[], longest: boolean): number {
  return matchAt(pattern, value, 0, longest);
}

/** How many characters at the end of `value` the pattern takes; -1 where it does not match. */
export function matchSuffix(pattern: Pattern, value: readonly string[], longest: boolean): number {
  const backwards = pattern.map((segment) => [...segment].reverse()).reverse();
  return matchAt(backwards, [...value].reverse(), 0, longest);
}

/** Replaces the first match of the pattern, or all of them, as Go's `regexp` does with greedy `*`. */
export function replaceMatches(
  pattern: Pattern,
  value: readonly string[],
  replacement: string,
  all: boolean,
): string {
  let out = '';
  let done = 0;
  let from = 0;
  while (from <= value.length) {
    const found = find(pattern, value, from);
    if (found === undefined) break;
    out += value.slice(done, found.start).join('');
    if (!all) return out + replacement + value.slice(found.end).join('');
    // An empty match right behind another match does not count.
    if (found.end > done || found.start === 0) {
      out += template(replacement, value.slice(found.start, found.end).join(''));
    }
    done = found.end;
    from = Math.max(from + 1, found.end);
  }
  return out + value.slice(done).join('');
}

/** The leftmost place where the pattern matches, with every `*` as long as can be. */
function find(
  pattern: Pattern,
  value: readonly string[],
  from: number,
): { readonly start: number; readonly end: number } | undefined {
  const first = pattern[0] as Segment;
  let start = first.length === 0 ? from : search(first, value, from, value.length);
  while (start !== -1) {
    const length = matchAt(pattern, value, start, true);
    if (length !== -1) return { start, end: start + length };
    // Without line feeds what fails here fails further right too.
    if (!value.includes('\n')) return undefined;
    start =
      start >= value.length
        ? -1
        : first.length === 0
          ? start + 1
          : search(first, value, start + 1, value.length);
  }
  return undefined;
}

/** Length of the match that starts at `start`; -1 where there is none. */
function matchAt(pattern: Pattern, value: readonly string[], start: number, longest: boolean): number {
  const first = pattern[0] as Segment;
  if (!fits(first, value, start)) return -1;
  if (pattern.length === 1) return first.length;
  if (value.includes('\n')) return matchAcrossLines(pattern, value, start, longest);
  let at = start + first.length;
  for (let index = 1; index < pattern.length - 1; index++) {
    const segment = pattern[index] as Segment;
    const found = search(segment, value, at, value.length);
    if (found === -1) return -1;
    at = found + segment.length;
  }
  const last = pattern[pattern.length - 1] as Segment;
  const found = longest ? searchLast(last, value, at) : search(last, value, at, value.length);
  return found === -1 ? -1 : found + last.length - start;
}

/**
 * The same where the value has line feeds: all places that can be reached are followed side by side,
 * because the first place of a segment need not be the one from which the next can be reached.
 */
function matchAcrossLines(
  pattern: Pattern,
  value: readonly string[],
  start: number,
  longest: boolean,
): number {
  let places = new Set([start + (pattern[0] as Segment).length]);
  for (let index = 1; index < pattern.length; index++) {
    const segment = pattern[index] as Segment;
    const next = new Set<number>();
    let reached = false;
    for (let at = start; at <= value.length; at++) {
      if (places.has(at)) reached = true;
      if (reached && fits(segment, value, at)) next.add(at + segment.length);
      if (value[at] === '\n') reached = false;
    }
    places = next;
  }
  if (places.size === 0) return -1;
  let best = -1;
  for (const place of places) {
    if (best === -1 || (longest ? place > best : place < best)) best = place;
  }
  return best - start;
}

function fits(segment: Segment, value: readonly string[], at: number): boolean {
  if (at + segment.length > value.length) return false;
  for (let index = 0; index < segment.length; index++) {
    const wanted = segment[index];
    const there = value[at + index];
    if (wanted === undefined ? there === '\n' : there !== wanted) return false;
  }
  return true;
}

function search(segment: Segment, value: readonly string[], from: number, to: number): number {
  for (let at = from; at + segment.length <= to; at++) if (fits(segment, value, at)) return at;
  return -1;
}

function searchLast(segment: Segment, value: readonly string[], from: number): number {
  for (let at = value.length - segment.length; at >= from; at--) if (fits(segment, value, at)) return at;
  return -1;
}

/** Go's `Regexp.Expand` with a pattern without groups: `$0` is the match, other names are empty, `$$` is `$`. */
function template(replacement: string, match: string): string {
  if (!replacement.includes('$')) return replacement;
  return replacement.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    if (whole === '$$') return '$';
    return (braced ?? bare) === '0' ? match : '';
  });
}
