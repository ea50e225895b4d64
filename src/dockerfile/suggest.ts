/** "Did you mean …?", with the distance and the limits of BuildKit, so that its messages come out the same. */

/** Only words that are fewer edits away than this are suggested. */
const LIMIT = 3;

/**
 * The option that is nearest to `value`, the first of several; `undefined` where none is near or where
 * one is `value` itself (then the error was about something else).
 */
export function suggest(
  value: string,
  options: Iterable<string>,
  caseSensitive: boolean,
): string | undefined {
  const wanted = caseSensitive ? value : value.toLowerCase();
  let best: string | undefined;
  let least = LIMIT;
  for (const option of options) {
    const candidate = caseSensitive ? option : option.toLowerCase();
    if (candidate === wanted) return undefined;
    const edits = distance(wanted, candidate, least);
    if (edits >= least) continue;
    least = edits;
    best = caseSensitive ? option : matchCase(candidate, value);
  }
  return best;
}

/** The message with " (did you mean …?)" behind it where there is something to suggest. */
export function withSuggestion(
  message: string,
  value: string,
  options: Iterable<string>,
  caseSensitive: boolean,
): string {
  const match = suggest(value, options, caseSensitive);
  return match === undefined ? message : `${message} (did you mean ${match}?)`;
}

function matchCase(option: string, like: string): string {
  if (like === like.toLowerCase()) return option.toLowerCase();
  return like === like.toUpperCase() ? option.toUpperCase() : option;
}

/** Levenshtein distance, given up (as `limit`) once it cannot fall below `limit` any more. */
function distance(one: string, other: string, limit: number): number {
  const a = Array.from(one);
  const b = Array.from(other);
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const value = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + same,
      );
      current.push(value);
      if (value < least) least = value;
    }
    if (least >= limit) return limit;
    previous = current;
  }
  return previous[b.length] as number;
}
