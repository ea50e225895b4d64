/**
 * Finds the nearest listed relative of a tag: `golang:1.24-alpine` is much like `golang:1.25-alpine`,
 * and nothing like `golang:1.25`. What a program finds in an image hangs on its flavour (alpine, slim,
 * jre, nonroot …), so a relative must have the same flavours; among those the nearest version wins.
 */
import type { ImageRow } from './types.ts';

/** Words in a tag that change what is in the image; a relative must have exactly the same. */
const FLAVOURS = new Set([
  'alpine',
  'slim',
  'jdk',
  'jre',
  'nonroot',
  'debug',
  'chiseled',
  'fpm',
  'cli',
  'apache',
  'zts',
  'extra',
  'aot',
  'composite',
  'distroless',
  'windowsservercore',
  'nanoserver',
  'musl',
  'glibc',
  'uclibc',
  'perl',
  'otel',
  'onbuild',
  'tip',
  'rc',
]);

/** Releases of the system below: they matter, but less than the flavour. */
const RELEASES = new Set([
  'stretch',
  'buster',
  'bullseye',
  'bookworm',
  'trixie',
  'forky',
  'sid',
  'bionic',
  'focal',
  'jammy',
  'noble',
  'resolute',
]);

interface TagParts {
  readonly version: readonly number[];
  readonly flavours: readonly string[];
  readonly releases: readonly string[];
  /** Numbers behind a word, such as 21 in `eclipse-temurin-21`. */
  readonly inner: readonly number[];
}

function numbers(text: string): number[] {
  return text
    .split('.')
    .map(Number)
    .filter((part) => Number.isFinite(part));
}

/** Takes a tag apart at its hyphens. */
export function tagParts(tag: string): TagParts {
  const version: number[] = [];
  const flavours: string[] = [];
  const releases: string[] = [];
  const inner: number[] = [];
  for (const [index, part] of tag.toLowerCase().split('-').entries()) {
    const digits = part.search(/[0-9]/);
    if (digits === 0) {
      (index === 0 ? version : inner).push(...numbers(part));
      continue;
    }
    const word = digits < 0 ? part : part.slice(0, digits);
    if (FLAVOURS.has(word)) flavours.push(word);
    else if (RELEASES.has(word)) releases.push(word);
    if (digits > 0 && word !== 'alpine') inner.push(...numbers(part.slice(digits)));
  }
  return { version, flavours: flavours.sort(), releases, inner };
}

/** How far two versions are from each other: the first number that differs counts most. */
function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < 3; i++) sum += Math.min(999, Math.abs((a[i] ?? 0) - (b[i] ?? 0))) * 1000 ** (2 - i);
  return sum;
}

function isOlder(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The row nearest to a tag among those of its repository; undefined where none has its flavours. */
export function nearestRow(rows: readonly ImageRow[], tag: string): ImageRow | undefined {
  const wanted = tagParts(tag);
  let best: { row: ImageRow; score: number } | undefined;
  for (const row of rows) {
    const names = [row.tag, ...(row.aliases ?? [])].map(tagParts);
    const own = tagParts(row.tag);
    if (own.flavours.join() !== wanted.flavours.join()) continue;
    const version = names.map((parts) => distance(parts.version, wanted.version));
    // A tag without a version (`alpine`, `latest`) stands for the newest: that is where versions are highest.
    const near =
      wanted.version.length === 0
        ? -(own.version[0] ?? 0) * 1e6 - (own.version[1] ?? 0)
        : Math.min(...version);
    const inner = distance(own.inner, wanted.inner) / 1e6;
    const release = wanted.releases.some((name) => !names.some((parts) => parts.releases.includes(name)))
      ? 0.5
      : 0;
    // Halfway between two, the newer one.
    const older =
      distance(own.version, wanted.version) > 0 && isOlder(own.version, wanted.version) ? 0.25 : 0;
    const score = near + inner + release + older;
    if (!best || score < best.score) best = { row, score };
  }
  return best?.row;
}
