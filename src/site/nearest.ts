/**
 * The pages whose address is most like the one asked for: by letter pairs shared between the last
 * words of both, so that a missing letter, a swapped one or an old prefix still finds its page.
 * @returns At most three paths, best first; none where nothing is alike.
 */
export function nearestPages(asked: string, paths: readonly string[]): string[] {
  const wanted = pairs(slug(asked));
  return paths
    .map((path) => ({ path, score: likeness(wanted, pairs(slug(path))) }))
    .filter(({ score }) => score >= 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ path }) => path);
}

/** The last part of a path, bounded: an address may be as long as it likes. */
function slug(path: string): string {
  const parts = path
    .slice(-300)
    .split('/')
    .filter((part) => part !== '');
  return (parts.at(-1) ?? '')
    .toLowerCase()
    .replace(/\.html?$/, '')
    .slice(0, 80);
}

function pairs(word: string): Map<string, number> {
  const found = new Map<string, number>();
  const padded = `^${word}$`;
  for (let at = 0; at + 1 < padded.length; at++) {
    const pair = padded.slice(at, at + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}

/** Dice's coefficient: twice the pairs that both have, over the pairs of both. 0 to 1. */
function likeness(a: Map<string, number>, b: Map<string, number>): number {
  const count = (map: Map<string, number>) => [...map.values()].reduce((sum, n) => sum + n, 0);
  let both = 0;
  for (const [pair, times] of a) both += Math.min(times, b.get(pair) ?? 0);
  return (2 * both) / Math.max(1, count(a) + count(b));
}
