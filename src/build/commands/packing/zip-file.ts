/** Reads zip archives by their central directory: stored and deflated members. */
import { MAX_UNPACKED, through } from '../../filesystem/compression.ts';
import { sizeOf } from '../../filesystem/content.ts';
import type { PackedMember, Provenance } from '../../filesystem/types.ts';
import { known } from './compress.ts';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const MAX_MEMBERS = 20_000;

/** Whether bytes begin as a zip archive does. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Members in their order; `broken` where a part is missing; undefined where they are encrypted or packed in another way. */
export async function readZip(
  bytes: Uint8Array,
  provenance: Provenance,
): Promise<readonly PackedMember[] | 'broken' | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 0xffff);
  if (end < 0) return 'broken';
  while (end >= lowest && view.getUint32(end, true) !== END) end -= 1;
  if (end < lowest) return 'broken';
  const members: PackedMember[] = [];
  let at = view.getUint32(end + 16, true);
  const count = Math.min(view.getUint16(end + 10, true), MAX_MEMBERS);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return 'broken';
    const short = (offset: number) => view.getUint16(at + offset, true);
    const long = (offset: number) => view.getUint32(at + offset, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + short(28)));
    const start = long(42);
    if (start + 30 > bytes.length) return 'broken';
    const data = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const packed = bytes.subarray(data, data + long(20));
    const method = short(10);
    if ((short(8) & 1) !== 0 || (method !== 0 && method !== 8)) return undefined;
    const unix = long(38) >>> 16;
    const isDirectory = name.endsWith('/');
    const mode = unix === 0 ? (isDirectory ? 0o755 : 0o644) : unix & 0o7777;
    const content =
      method === 0 ? packed : await through(packed, new DecompressionStream('deflate-raw'), MAX_UNPACKED);
    if (!content) return undefined;
    const base = { mode, uid: 0, gid: 0, provenance, certainty: 'known' as const };
    const path = name.replace(/\/$/, '');
    if (isDirectory) members.push({ path, entry: { ...base, type: 'directory' } });
    else if ((unix & 0o170000) === 0o120000) {
      const target = new TextDecoder().decode(content);
      members.push({ path, entry: { ...base, type: 'symlink', mode: 0o777, target } });
    } else
      members.push({
        path,
        entry: {
          ...base,
          type: 'file',
          ...(content.length === 0 ? { size: sizeOf(''), content: '' } : known(content)),
        },
      });
    at += 46 + short(28) + short(30) + short(32);
  }
  return members;
}
