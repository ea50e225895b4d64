/**
 * Writes the table of base images into the project: `src/images/facts.generated.json` (what the engine
 * needs, shipped to every page with an editor) and `src/images/sources.generated.json` (digests, sources
 * and notes, for the page about images). Input: `data/base-images.json` of the folder named by
 * STAGECRAFT_SHARED (default `../shared`), whose README says what each field means and where it is from.
 *
 *   node scripts/write-images.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageRow, SourceRow } from '../src/images/types.ts';

const shared = process.env.STAGECRAFT_SHARED ?? join(import.meta.dirname, '../../shared');

/** Dates of what carries no date of its own: the commit that was read (see the catalogue's README). */
const commitDates: Record<string, string> = {
  'GoogleContainerTools/distroless': '2026-08-21',
  'dotnet/dotnet-docker': '2025-05-09',
  'docker-library/official-images': '2026-08-21',
};

interface CatalogueEntry {
  repository: string;
  tag: string;
  aliases: string[];
  digest: string | null;
  manifestDigest: string | null;
  created: string | null;
  compressedBytes: number | null;
  onDiskBytes: number | null;
  onDiskPrecision: string | null;
  layerCount: number | null;
  os: { family: string; version: string | null; libc: string; codename?: string };
  shell: string | null;
  packageManager: string | null;
  user: string | null;
  uid: number | null;
  workdir: string | null;
  env: Record<string, string> | null;
  entrypoint: string[] | null;
  cmd: string[] | null;
  exposedPorts: string[] | null;
  tools: string[];
  paths: string[];
  source: SourceRow['source'];
  onDiskSource: SourceRow['onDiskSource'];
  notes: string | null;
}

/** Drops what equals the default, which `lookup.ts` puts back; null (nobody states it) is kept. */
function row(entry: CatalogueEntry): ImageRow {
  const date = entry.created?.slice(0, 10) ?? commitDates[entry.source.repo];
  if (!date)
    throw new Error(
      `${entry.repository}:${entry.tag} has no date and ${entry.source.repo} is not in commitDates`,
    );
  return {
    repository: entry.repository,
    tag: entry.tag,
    date,
    os: entry.os,
    ...(entry.aliases.length > 0 && { aliases: entry.aliases }),
    ...(entry.digest && { digest: entry.digest.slice('sha256:'.length, 'sha256:'.length + 12) }),
    ...(entry.compressedBytes !== null && { compressed: entry.compressedBytes }),
    ...(entry.onDiskBytes !== null && { onDisk: entry.onDiskBytes }),
    ...(entry.onDiskPrecision !== null && { precision: entry.onDiskPrecision }),
    ...(entry.shell !== null && { shell: entry.shell }),
    ...(entry.packageManager !== null && { packageManager: entry.packageManager as 'apk' | 'apt' }),
    ...(entry.user !== '' && { user: entry.user }),
    ...(entry.uid !== 0 && { uid: entry.uid }),
    ...(entry.workdir !== '/' && { workdir: entry.workdir }),
    env: entry.env,
    ...(entry.entrypoint && { entrypoint: entry.entrypoint }),
    ...(entry.cmd && { cmd: entry.cmd }),
    ...(entry.exposedPorts?.length !== 0 && { exposedPorts: entry.exposedPorts }),
    ...(entry.tools.length > 0 && { tools: entry.tools }),
    ...(entry.paths.length > 0 && { paths: entry.paths }),
  };
}

const catalogue: CatalogueEntry[] = JSON.parse(readFileSync(join(shared, 'data/base-images.json'), 'utf8'));
const sources: SourceRow[] = catalogue.map((entry) => ({
  repository: entry.repository,
  tag: entry.tag,
  digest: entry.digest,
  manifestDigest: entry.manifestDigest,
  layerCount: entry.layerCount,
  source: entry.source,
  onDiskSource: entry.onDiskSource,
  notes: entry.notes,
}));
const lines = (rows: readonly object[]) => `[\n${rows.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;
const folder = join(import.meta.dirname, '../src/images');
writeFileSync(join(folder, 'facts.generated.json'), lines(catalogue.map(row)));
writeFileSync(join(folder, 'sources.generated.json'), lines(sources));
process.stdout.write(`${catalogue.length} images written to src/images/\n`);
