import { diffLines } from 'diff';

/**
 * A Dockerfile without what makes no difference: comments, empty lines, blanks, the case of keywords, and what
 * its stages are called. Read line by line, without the engine; good enough to tell which text is the nearest.
 */
export function plainLines(text: string): string[] {
  const stages = new Map<string, number>();
  const out: string[] = [];
  let count = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim().replace(/\s+/g, ' ');
    if (line === '' || line.startsWith('#')) continue;
    const [keyword = '', ...rest] = line.split(' ');
    const call = (name: string): string => {
      const index = stages.get(name.toLowerCase()) ?? (/^\d{1,4}$/.test(name) ? Number(name) : undefined);
      return index === undefined ? name : `stage ${index}`;
    };
    if (keyword.toUpperCase() !== 'FROM') {
      const words = rest.map((word) =>
        word.replace(/^--from=(.+)$|(?<=[=,]from=)([^,]+)/, (_, copy: string, mount: string) =>
          copy === undefined ? call(mount) : `--from=${call(copy)}`,
        ),
      );
      out.push([keyword.toUpperCase(), ...words].join(' '));
      continue;
    }
    const as = rest.findIndex((word) => word.toLowerCase() === 'as');
    const base = as === -1 ? rest : rest.slice(0, as);
    out.push(['FROM', ...base.map((word) => (stages.has(word.toLowerCase()) ? call(word) : word))].join(' '));
    const name = as === -1 ? undefined : rest[as + 1];
    if (name !== undefined) stages.set(name.toLowerCase(), count);
    count++;
  }
  return out;
}

/** How many lines two Dockerfiles do not share. */
export function distance(left: string, right: string): number {
  const [a, b] = [left, right].map((text) =>
    plainLines(text)
      .map((line) => `${line}\n`)
      .join(''),
  ) as [string, string];
  return diffLines(a, b)
    .filter((part) => part.added || part.removed)
    .reduce((sum, part) => sum + part.value.split('\n').length - 1, 0);
}

/** Index of the text with the fewest lines that are not shared; the first of several; 0 where there is none. */
export function nearest(mine: string, others: readonly string[]): number {
  const distances = others.map((other) => distance(mine, other));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}
