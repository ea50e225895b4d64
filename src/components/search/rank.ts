/** The order of what was found: pages that explain come before pages about one check, unless that check is meant. */

/** One page that was found. */
export interface Ranked {
  /** The index's own figure: the larger, the better. */
  readonly score: number;
  readonly title: string;
  /** `Lesson`, `Exercise`, `Check` or `Guide`. */
  readonly kind: string;
}

/** By how much a kind's score counts. A lesson says what a word means, a check where it may go wrong. */
const WEIGHT: Readonly<Record<string, number>> = { Lesson: 1, Guide: 1, Exercise: 0.8, Check: 0.2 };
/** A page whose title has the query itself is what was looked for. */
const NAMED = 8;

/** The pages, best first. Equal ones keep the order of the index. */
export function rank<Page extends Ranked>(pages: readonly Page[], query: string): Page[] {
  const wanted = plain(query);
  const value = ({ score, title, kind }: Ranked): number => {
    // The name of a check is one word without blanks: `unreachable stage` means UnreachableStage.
    const named =
      wanted.length > 3 && plain(title) === wanted
        ? NAMED
        : wanted !== '' && kind !== 'Check' && plain(title).includes(wanted)
          ? 2
          : 1;
    // A word inside a name such as PackageCacheInFinalImage counts ten times as much to the index: its logarithm counts.
    return Math.log1p(score) * (WEIGHT[kind] ?? 1) * named;
  };
  return [...pages].sort((a, b) => value(b) - value(a));
}

/** Letters and digits alone, lower case. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
