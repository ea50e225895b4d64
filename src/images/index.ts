/**
 * What is known of base images, by reference. The table is dated (`date` of each entry) and describes
 * linux/amd64; `node scripts/write-images.ts` writes it anew. Where it comes from: `sources.generated.json`, which
 * only the page about images loads (`src/images/sources.ts`).
 */

import { derivedRow } from './derived.ts';
import table from './facts.generated.json' with { type: 'json' };
import { nearestRow } from './family.ts';
import { type ParsedReference, parseReference } from './reference.ts';
import type { BaseImage, ImageRow, ImageSystem } from './types.ts';

export { parseReference } from './reference.ts';
export type { BaseImage, ImageSystem } from './types.ts';

const rows = table as readonly unknown[] as readonly ImageRow[];
const byRepository = Map.groupBy(rows, (row) => row.repository);

function toImage(row: ImageRow, certainty: BaseImage['certainty']): BaseImage {
  const own = row.tag === '' ? row.repository : `${row.repository}:${row.tag}`;
  const stated = row.user !== null;
  return {
    reference: own,
    repository: row.repository,
    tag: row.tag,
    certainty,
    ...(certainty === 'estimated' && { takenFrom: own }),
    date: row.date,
    ...(row.compressed !== undefined && { compressedBytes: row.compressed }),
    ...(row.onDisk !== undefined && { onDiskBytes: row.onDisk }),
    ...(row.precision !== undefined && { onDiskPrecision: row.precision }),
    os: row.os as ImageSystem,
    packageManager: row.packageManager ?? null,
    shell: row.shell ?? null,
    ...(row.env && { env: row.env }),
    ...(stated && { user: row.user ?? '' }),
    ...(row.uid !== null && { uid: row.uid ?? 0 }),
    ...(row.workdir !== null && { workdir: row.workdir ?? '/' }),
    ...((stated || row.entrypoint) && { entrypoint: row.entrypoint ?? null }),
    ...((stated || row.cmd) && { cmd: row.cmd ?? null }),
    ...(row.exposedPorts !== null && { exposedPorts: row.exposedPorts ?? [] }),
    onbuild: [],
    tools: row.tools ?? [],
    paths: row.paths ?? [],
  };
}

/** Rows of a repository; a distroless name without a Debian release stands for the newest one listed. */
function family(repository: string): { readonly rows: readonly ImageRow[]; readonly exact: boolean } {
  const exact = byRepository.get(repository);
  if (exact) return { rows: exact, exact: true };
  if (repository.startsWith('gcr.io/distroless/')) {
    const base = repository.replace(/-debian\d+$/, '');
    const names = [...byRepository.keys()].filter((name) => name.replace(/-debian\d+$/, '') === base).sort();
    const newest = names.at(-1);
    if (newest) return { rows: byRepository.get(newest) ?? [], exact: false };
  }
  return { rows: [], exact: false };
}

function find(parsed: ParsedReference): { row: ImageRow; exact: boolean } | undefined {
  const { repository, tag, digest } = parsed;
  const derived = derivedRow(parsed, (one) => find(one)?.row);
  if (derived) return { row: derived, exact: false };
  const { rows: relatives, exact } = family(repository);
  if (digest !== undefined) {
    const hex = digest.replace(/^sha256:/, '');
    const pinned = relatives.find((row) => row.digest !== undefined && hex.startsWith(row.digest));
    if (pinned) return { row: pinned, exact: exact };
    // Nothing but a digest that is not listed: any version, any flavour. Nobody can tell.
    if (tag === undefined) return undefined;
  }
  const name = tag ?? 'latest';
  const own = relatives.find((row) => row.tag === name || row.aliases?.includes(name));
  if (own) return { row: own, exact: exact && digest === undefined };
  const nearest = nearestRow(relatives, name);
  return nearest && { row: nearest, exact: false };
}

const cache = new Map<string, BaseImage | undefined>();

/**
 * What is known of an image. A tag that is not listed is answered from its nearest relative and marked
 * `estimated`; an image of which nothing is known gives undefined. `scratch` is the empty image.
 */
export function lookupImage(reference: string): BaseImage | undefined {
  if (cache.has(reference)) return cache.get(reference);
  const found =
    reference === 'scratch' ? find({ repository: 'scratch', tag: '' }) : find(parseReference(reference));
  const image = found && toImage(found.row, found.exact ? 'known' : 'estimated');
  // What a learner types letter by letter must not fill the memory.
  if (cache.size > 500) cache.clear();
  cache.set(reference, image);
  return image;
}

/** All listed images, in the order of the table. */
export function listImages(): BaseImage[] {
  return rows.map((row) => toImage(row, 'known'));
}
