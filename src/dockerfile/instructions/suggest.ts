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

/** Levenshtein distance of two words; `TOO_FAR` as soon as their lengths alone say so. */
function editDistance(a: string, b: string): number {
  // A letter has at most two code units: words of very different length need not be taken apart.
  if (a.length > 2 * (b.length + TOO_FAR)) return TOO_FAR;
  const from = Array.from(a);
  const to = Array.from(b);
  if (Math.abs(from.length - to.length) >= TOO_FAR) return TOO_FAR;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      const substituted = (row[j] as number) + (letter === other ? 0 : 1);
      next.push(Math.min(substituted, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
