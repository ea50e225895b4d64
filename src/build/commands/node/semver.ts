/**
 * Whether a version fits a range, for the ranges that people write (https://docs.npmjs.com/cli/v11/configuring-npm/package-json#dependencies):
 * `1.2.3`, `^1.2`, `~1.2.3`, `1.x`, `>=18`, several of them, `||` between them.
 */

type Version = readonly [number, number, number];

/** True or false; undefined where the range is of another kind (a tag, an address, a pre-release). */
export function satisfies(version: string, range: string): boolean | undefined {
  const own = /^v?(\d+)\.(\d+)\.(\d+)$/.exec(version.trim());
  if (!own) return undefined;
  const found: Version = [Number(own[1]), Number(own[2]), Number(own[3])];
  let answer: boolean | undefined = false;
  for (const part of range.split('||')) {
    const fits = fitsAll(found, part.trim());
    if (fits === true) return true;
    if (fits === undefined) answer = undefined;
  }
  return answer;
}

function fitsAll(version: Version, text: string): boolean | undefined {
  if (text === '' || text === '*' || text === 'x') return true;
  if (text.includes(' - ')) return undefined;
  for (const one of text.replace(/([<>=~^])\s+/g, '$1').split(/\s+/)) {
    const fits = fitsOne(version, one);
    if (fits !== true) return fits;
  }
  return true;
}

function fitsOne(version: Version, text: string): boolean | undefined {
  const match = /^(\^|~|>=|<=|>|<|=)?v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', ...numbers] = match;
  const known = numbers.filter((one) => one !== undefined && /^\d+$/.test(one)).map(Number);
  const [major = 0, minor = 0, patch = 0] = known;
  const low: Version = [major, minor, patch];
  // The first version that the written numbers no longer cover.
  const next = (at: number): Version =>
    at === 0 ? [major + 1, 0, 0] : at === 1 ? [major, minor + 1, 0] : [major, minor, patch + 1];
  const end = next(known.length - 1);
  const since = (bound: Version) => compare(version, bound) >= 0;
  if (sign === '>=') return since(low);
  if (sign === '>') return since(end);
  if (sign === '<') return !since(low);
  if (sign === '<=') return !since(end);
  if (sign === '~') return since(low) && !since(next(Math.min(1, known.length - 1)));
  if (sign === '^') {
    const at = major > 0 ? 0 : minor > 0 || known.length < 3 ? Math.min(1, known.length - 1) : 2;
    return since(low) && !since(next(at));
  }
  return since(low) && !since(end);
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
