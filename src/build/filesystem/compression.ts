/** Compressed bytes: how they are told by their beginning, and the streams of the platform that undo it. */
import { joinBytes } from './content.ts';
import type { Compression } from './types.ts';

/** More than this is not unpacked in a browser. */
export const MAX_UNPACKED = 256 * 1024 * 1024;

const MAGIC: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** How bytes are compressed, by the first of them; undefined where they are not. */
export function compressionOfBytes(bytes: Uint8Array): Compression | undefined {
  return MAGIC.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0];
}

/** Bytes through a stream of the platform; undefined where they are broken or more than `limit` come out. */
export async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array | undefined> {
  try {
    const reader = new Blob([bytes as BlobPart]).stream().pipeThrough(stream).getReader();
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) return undefined;
      chunks.push(value);
    }
    return joinBytes(chunks);
  } catch {
    return undefined;
  }
}
