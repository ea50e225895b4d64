/** Members of an archive: of one that was packed here, or of one whose bytes are known. */

import { looksLikeTar, readTar, type TarMember } from '../../execute/tar.ts';
import { sizeOf, toBytes } from '../../filesystem/content.ts';
import type { FileContent, PackedMember, Provenance } from '../../filesystem/types.ts';
import { expand, known } from './compress.ts';
import { looksLikeZip, readZip } from './zip-file.ts';

export type Opened =
  | { readonly kind: 'members'; readonly members: readonly PackedMember[] }
  /** No archive; or not compressed as was said. */
  | { readonly kind: 'plain' | 'not-compressed' }
  | { readonly kind: 'unknown' };

/**
 * Opens a tar archive.
 * @param compressed whether it is compressed; undefined where tar is to find out
 */
export async function openTar(
  content: FileContent,
  provenance: Provenance,
  compressed?: boolean,
): Promise<Opened> {
  if (content.packed?.kind === 'archive')
    return content.packed.format === 'tar' && compressed !== true
      ? { kind: 'members', members: content.packed.members }
      : { kind: compressed ? 'not-compressed' : 'plain' };
  if (compressed !== false) {
    const inner = await expand(content);
    if (inner.kind === 'unknown') return { kind: 'unknown' };
    if (inner.kind === 'content') return openTar(inner.content, provenance, false);
    if (compressed) return { kind: 'not-compressed' };
  }
  if (content.packed) return { kind: 'plain' };
  if (content.content === undefined) return { kind: 'unknown' };
  const bytes = toBytes(content.content);
  if (bytes.length > 0 && bytes.every((byte) => byte === 0)) return { kind: 'members', members: [] };
  if (!looksLikeTar(bytes)) return { kind: 'plain' };
  return {
    kind: 'members',
    members: readTar(bytes).flatMap((member) => packedMember(member, provenance) ?? []),
  };
}

/** Opens a zip archive. */
export async function openZip(content: FileContent, provenance: Provenance): Promise<Opened> {
  if (content.packed)
    return content.packed.kind === 'archive' && content.packed.format === 'zip'
      ? { kind: 'members', members: content.packed.members }
      : { kind: 'plain' };
  if (content.content === undefined) return { kind: 'unknown' };
  const bytes = toBytes(content.content);
  if (!looksLikeZip(bytes)) return { kind: 'plain' };
  const members = await readZip(bytes, provenance);
  if (members === 'broken') return { kind: 'plain' };
  return members ? { kind: 'members', members } : { kind: 'unknown' };
}

function packedMember(member: TarMember, provenance: Provenance): PackedMember | undefined {
  const { path, type, mode, uid, gid } = member;
  const base = { mode, uid, gid, provenance, certainty: 'known' as const };
  if (type === 'directory') return { path, entry: { ...base, type } };
  if (type === 'symlink') return { path, entry: { ...base, type, mode: 0o777, target: member.link } };
  if (type === 'file') return { path, entry: { ...base, type, ...known(member.content) } };
  if (type === 'hardlink')
    return { path, entry: { ...base, type: 'file', size: sizeOf(''), content: '' }, link: member.link };
  return undefined;
}
