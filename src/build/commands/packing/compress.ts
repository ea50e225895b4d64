/**
 * What gzip, bzip2, xz and zstd make of content, and what comes out again. The bytes in between are never worked out
 * to the last (they hold times and names); their number is estimated.
 */
import { compressionOfBytes, MAX_UNPACKED, through } from '../../filesystem/compression.ts';
import { sizeOf, toBytes } from '../../filesystem/content.ts';
import type { Compression, FileContent, Size } from '../../filesystem/types.ts';
import { tarBytes } from './tar-size.ts';

/** More than this is not packed to learn its size. */
const MAX_PACKED = 4 * 1024 * 1024;
/** How much programs shrink, where their bytes are not known: native code takes about 45 % with gzip. */
const USUAL_RATIO = 0.45;
/** Against gzip, on programs and text: what tests of the compressors' authors show, roughly. */
const AGAINST_GZIP: Readonly<Record<Compression, number>> = { gzip: 1, bzip2: 0.92, xz: 0.8, zstd: 0.97 };

/** How content is compressed, by its first bytes or by who made it; undefined where it is not, or nobody knows. */
export function compressionOf(file: FileContent): Compression | undefined {
  if (file.packed) return file.packed.kind === 'compressed' ? file.packed.by : undefined;
  if (file.content === undefined) return undefined;
  const head = toBytes(typeof file.content === 'string' ? file.content.slice(0, 8) : file.content);
  return compressionOfBytes(head);
}

/** What a compressor makes of content. */
export async function compress(content: FileContent, by: Compression, name?: string): Promise<FileContent> {
  return {
    size: await compressedSize(content, by),
    packed: { kind: 'compressed', by, content, ...(name === undefined ? {} : { name }) },
  };
}

async function compressedSize(content: FileContent, by: Compression): Promise<Size> {
  const why = `how small ${by} makes it is a rule of thumb`;
  const inner = content.packed?.kind === 'archive' ? tarBytes(content.packed.members) : content.content;
  if (inner !== undefined) {
    const bytes = toBytes(inner);
    if (bytes.length <= MAX_PACKED) {
      const packed = await through(bytes, new CompressionStream('gzip'), MAX_UNPACKED);
      if (packed) return estimate(packed.length * AGAINST_GZIP[by], `${why}: gzip was tried`);
    }
  }
  if (content.fingerprint?.endsWith(' zero bytes')) return estimate(content.size.bytes / 1000 + 30, why);
  if (content.size.certainty === 'unknown') return { bytes: 0, certainty: 'unknown', why };
  return estimate(content.size.bytes * USUAL_RATIO * AGAINST_GZIP[by], why);
}

function estimate(bytes: number, why: string): Size {
  return { bytes: Math.ceil(bytes), certainty: 'estimated', why };
}

/** What comes out of compressed content: `broken` where it is not compressed so, `unknown` where nobody knows. */
export async function expand(
  file: FileContent,
  by?: Compression,
): Promise<
  { readonly kind: 'content'; readonly content: FileContent } | { readonly kind: 'broken' | 'unknown' }
> {
  const found = compressionOf(file);
  if (file.packed) {
    if (file.packed.kind !== 'compressed' || (by !== undefined && by !== file.packed.by))
      return { kind: 'broken' };
    return { kind: 'content', content: file.packed.content };
  }
  if (file.content === undefined) return { kind: 'unknown' };
  if (found === undefined || (by !== undefined && found !== by)) return { kind: 'broken' };
  if (found !== 'gzip') return { kind: 'unknown' };
  const bytes = await through(toBytes(file.content), new DecompressionStream('gzip'), MAX_UNPACKED);
  return bytes ? { kind: 'content', content: known(bytes) } : { kind: 'broken' };
}

/** Content of which every byte is known; text where it is UTF-8, so that whoever reads it finds text. */
export function known(bytes: Uint8Array): FileContent {
  return { size: sizeOf(bytes), content: asText(bytes) ?? bytes };
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
