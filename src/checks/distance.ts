/**
 * The candidate that `word` was most likely meant to be: one letter wrong, missing, too many or
 * swapped with its neighbour in a short word, two in a long one, or another ending. Undefined where none is that near.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = word.length > 7 ? 2 : word.length > 2 ? 1 : 0;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const distance = editDistance(word, candidate);
    if (distance < least || (distance === least && best === undefined)) {
      best = candidate;
      least = distance;
    }
  }
  // `builder` for `build`: the same word with another ending.
  const sameStem = (a: string, b: string) => a.length >= 4 && b.startsWith(a) && b.length - a.length <= 3;
  return (
    best ?? candidates.find((other) => other !== word && (sameStem(word, other) || sameStem(other, word)))
  );
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; 99 for very different lengths. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2 || a.length > 200) return 99;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let value = Math.min(replace, (above[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] as number) + 1);
      }
      row.push(value);
    }
    before = above;
    above = row;
  }
  return above[b.length] as number;
}
