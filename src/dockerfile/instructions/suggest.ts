/** Differences at which a word is too far away to be meant. */
const TOO_FAR = 3;

/**
 * The option that a word was probably meant to be, as BuildKit chooses it: the nearest of those that
 * differ by at most two letters, the first of the list where several are as near (BuildKit takes any).
 * Undefined where none is near, and where one is the very word, which then is not what is wrong.
 */
export function suggest(word: string, options: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = TOO_FAR;
  for (const option of options) {
    if (option === word) return undefined;
    const distance = editDistance(word, option);
    if (distance >= least) continue;
    best = option;
    least = distance;
  }
  return best;
}

/** As `suggest`, whatever the case; the answer is in the word's own case where it has one. */
export function suggestAnyCase(word: string, options: readonly string[]): string | undefined {
  const match = suggest(word.toLowerCase(), options);
  return word !== word.toLowerCase() && word === word.toUpperCase() ? match?.toUpperCase() : match;
}

/** The message with BuildKit's `(did you mean …?)` behind it, where there is an answer. */
export function withSuggestion(message: string, suggestion: string | undefined): string {
  return suggestion === undefined ? message : `${message} (did you mean ${suggestion}?)`;
}

/** A letter of two code units. */
const BEYOND_ONE_UNIT = /[\ud800-\udfff]/;

function letters(word: string): ArrayLike<string> {
  return BEYOND_ONE_UNIT.test(word) ? Array.from(word) : word;
}

/** Levenshtein distance of two words; `TOO_FAR` as soon as it is certain to be that or more. */
function editDistance(a: string, b: string): number {
  // A letter has at most two code units: words of very different length need not be taken apart.
  if (a.length > 2 * (b.length + TOO_FAR)) return TOO_FAR;
  const from = letters(a);
  const to = letters(b);
  if (Math.abs(from.length - to.length) >= TOO_FAR) return TOO_FAR;
  const row: number[] = [];
  for (let j = 0; j <= to.length; j++) row.push(j);
  for (let i = 0; i < from.length; i++) {
    let diagonal = i;
    let left = i + 1;
    let least = left;
    row[0] = left;
    for (let j = 1; j <= to.length; j++) {
      const above = row[j] as number;
      left = Math.min(diagonal + (from[i] === to[j - 1] ? 0 : 1), above + 1, left + 1);
      diagonal = above;
      row[j] = left;
      if (left < least) least = left;
    }
    if (least >= TOO_FAR) return TOO_FAR;
  }
  return row[to.length] as number;
}
