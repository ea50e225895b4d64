/** Local archives that ADD unpacks: tar, plain or compressed. */

import { compressionOfBytes, MAX_UNPACKED, through } from '../filesystem/compression.ts';
import { sizeOf, toBytes } from '../filesystem/content.ts';
import { absolute, clean, dirname } from '../filesystem/path.ts';
import { type Draft, directory } from '../filesystem/snapshot.ts';
import type { Entry, FileEntry } from '../filesystem/types.ts';
import { type CopyOptions, madeDirectory } from './copy-files.ts';
import { looksLikeTar, readTar, type TarMember } from './tar.ts';

/** What a file is to ADD: `members` of an archive, no archive (`plain`), or `unknown` with the reason. */
export type Archive =
  | { readonly kind: 'members'; readonly members: readonly TarMember[] }
  | { readonly kind: 'plain' }
  | { readonly kind: 'unknown'; readonly why: string };

/** Reads a file as an archive. */
export async function openArchive(file: FileEntry): Promise<Archive> {
  if (file.content === undefined) {
    return {
      kind: 'unknown',
      why: 'whether the file is an archive cannot be told: its content is not known',
    };
  }
  const bytes = toBytes(file.content);
  if (looksLikeTar(bytes)) return { kind: 'members', members: readTar(bytes) };
  const compression = compressionOfBytes(bytes);
  if (compression === undefined) return { kind: 'plain' };
  if (compression !== 'gzip')
    return {
      kind: 'unknown',
      why: `the archive is compressed with ${compression}, which is not unpacked here`,
    };
  const inflated = await through(bytes, new DecompressionStream('gzip'), MAX_UNPACKED);
  if (!inflated) return { kind: 'plain' };
  return looksLikeTar(inflated) ? { kind: 'members', members: readTar(inflated) } : { kind: 'plain' };
}

function entryOf(member: TarMember, options: CopyOptions): Entry | undefined {
  const base = {
    mode: member.mode,
    uid: options.owner?.uid ?? member.uid,
    gid: options.owner?.gid ?? member.gid,
    provenance: options.provenance,
    certainty: 'known' as const,
  };
  if (member.type === 'directory') return { ...base, type: 'directory' };
  if (member.type === 'symlink') return { ...base, type: 'symlink', mode: 0o777, target: member.link };
  if (member.type === 'file')
    return { ...base, type: 'file', content: member.content, size: sizeOf(member.content) };
  return undefined;
}

/** Unpacks members under a directory. `--chown` goes for all of them; `--chmod` for none. */
export function unpack(
  members: readonly TarMember[],
  draft: Draft,
  destination: string,
  options: CopyOptions,
): void {
  const { mode: _, ...rest } = options;
  const root = draft.makeDirectories(destination, () => madeDirectory(rest));
  for (const member of members) {
    const target = clean(`${root}/${absolute(member.path).slice(1)}`);
    if (target === root) {
      draft.update(root, (entry) => ({ ...entry, mode: member.mode, uid: member.uid, gid: member.gid }));
      continue;
    }
    let entry = entryOf(member, options);
    if (member.type === 'hardlink') {
      const other = draft.lstat(clean(`${root}/${absolute(member.link).slice(1)}`));
      if (other.kind === 'found') entry = other.entry;
    }
    if (!entry) continue;
    draft.makeDirectories(dirname(target), () => directory(options.provenance));
    const there = draft.lstat(target);
    if (there.kind === 'found' && (there.entry.type !== 'directory' || entry.type !== 'directory'))
      draft.remove(target);
    draft.put(target, entry);
  }
}
