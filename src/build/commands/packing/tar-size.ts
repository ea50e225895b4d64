/** How large a tar archive is, and bytes that compress like it. */
import { joinBytes, toBytes } from '../../filesystem/content.ts';
import type { PackedMember, Size } from '../../filesystem/types.ts';

const BLOCK = 512;
/** GNU tar and BusyBox fill the last record: 20 blocks. */
const RECORD = 20 * BLOCK;
/** Longer names and targets take blocks of their own. */
const NAME = 100;

function blocks(bytes: number): number {
  return Math.ceil(bytes / BLOCK) * BLOCK;
}

function memberBytes({ path, entry, link }: PackedMember): number {
  const target = link ?? (entry.type === 'symlink' ? entry.target : '');
  const long = [path, target].filter((name) => name.length > NAME);
  const extra = long.reduce((sum, name) => sum + BLOCK + blocks(name.length + 1), 0);
  return BLOCK + extra + (entry.type === 'file' && link === undefined ? blocks(entry.size.bytes) : 0);
}

/** Bytes of an archive with these members. */
export function tarSize(members: readonly PackedMember[], record = RECORD): Size {
  const bytes = members.reduce((sum, member) => sum + memberBytes(member), 2 * BLOCK);
  const sizes = members.flatMap(({ entry }) => (entry.type === 'file' ? [entry.size] : []));
  const unsure =
    sizes.find(({ certainty }) => certainty === 'unknown') ??
    sizes.find(({ certainty }) => certainty === 'estimated');
  const size = Math.ceil(bytes / record) * record;
  return unsure ? { ...unsure, bytes: size } : { bytes: size, certainty: 'known' };
}

/** Names and contents one after another, to be compressed; undefined where a content is not known. */
export function tarBytes(members: readonly PackedMember[]): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (const { path, entry, link } of members) {
    parts.push(toBytes(path.padEnd(BLOCK, '\0')));
    if (entry.type !== 'file' || link !== undefined) continue;
    if (entry.content === undefined) return undefined;
    const bytes = toBytes(entry.content);
    parts.push(bytes, new Uint8Array(blocks(bytes.length) - bytes.length));
  }
  return joinBytes(parts);
}
