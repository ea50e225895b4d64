/** Local archives that ADD unpacks: tar, plain or compressed. */

import { sizeOf, toBytes } from '../filesystem/content.ts';
import { absolute, clean, dirname } from '../filesystem/path.ts';
import { type Draft, directory } from '../filesystem/snapshot.ts';
import type { Entry, FileEntry } from '../filesystem/types.ts';
import { type CopyOptions, madeDirectory } from './copy-files.ts';
import { looksLikeTar, readTar, type TarMember } from './tar.ts';

/** First bytes of what Docker decompresses. */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** More than this is not unpacked in a browser. */
const MAX_BYTES = 256 * 1024 * 1024;

/** What a file is to ADD: `members` of an archive, no archive (`plain`), or `unknown` with the reason. */
export type Archive =
  | { readonly kind: 'members'; readonly members: readonly TarMember[] }
  | { readonly kind: 'plain' }
  | { readonly kind: 'unknown'; readonly why: string };

async function gunzip(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > MAX_BYTES) return undefined;
      chunks.push(value);
    }
    const all = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  } catch {
    return undefined;
  }
}

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
  const compression = MAGIC.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0];
  if (compression === undefined) return { kind: 'plain' };
  if (compression !== 'gzip')
    return {
      kind: 'unknown',
      why: `the archive is compressed with ${compression}, which is not unpacked here`,
    };
  const inflated = await gunzip(bytes);
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
