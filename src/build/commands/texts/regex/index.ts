/** Regular expressions of sed, grep, awk and expr. */
import { compile, type Flags, find, type Match, MOST_WORK } from './match.ts';
import { readRegex, type SyntaxOptions } from './syntax.ts';
import { findByWays } from './ways.ts';

export type { Match } from './match.ts';
export { RegexBeyond, RegexError } from './syntax.ts';

export interface Regex {
  /** How many groups it has. */
  readonly groups: number;
  /** The longest of the matches that begin first, at `from` or behind it; undefined where there is none. */
  find(text: string, from?: number): Match | undefined;
  test(text: string): boolean;
}

/**
 * An expression, ready to be looked for. Throws RegexError (the C library's words) where it is wrong, RegexBeyond where
 * it is not followed; `find` throws RegexBeyond where an expression with `\1` takes too long.
 */
export function regex(text: string, options: SyntaxOptions & Flags): Regex {
  const { tree, groups, hasBackReference } = readRegex(text, options);
  const steps = hasBackReference ? [] : compile(tree);
  const work = { left: MOST_WORK };
  const search = (whole: string, from = 0) =>
    hasBackReference ? findByWays(tree, whole, from, options) : find(steps, whole, from, options, work);
  return { groups, find: search, test: (whole) => search(whole) !== undefined };
}

/** Text of a group of a match; empty where it has none. */
export function group(match: Match, index: number, text: string): string {
  const from = match[index * 2] ?? -1;
  const to = match[index * 2 + 1] ?? -1;
  return from < 0 || to < 0 ? '' : text.slice(from, to);
}
