/** Sizes of images and layers, and how sure they are. */
import { type BaseImage, lookupImage } from '../../images/index.ts';
import type { Certainty, FileEntry, Inode, Size } from '../filesystem/types.ts';
import type { Change, Layer } from '../types.ts';

/** Bytes of a base image on disk. */
export function imageSize(reference: string, given: BaseImage | undefined): Size {
  // Tags of one distroless image differ in user and shell alone.
  const image =
    given?.onDiskBytes === undefined && given?.repository.startsWith('gcr.io/distroless/')
      ? lookupImage(given.repository)
      : given;
  if (!image || image.onDiskBytes === undefined) {
    const bytes =
      image && DISTROLESS_BYTES[image.repository.replace(/^gcr\.io\/distroless\/|-debian\d+$/g, '')];
    if (bytes !== undefined) {
      return { bytes, certainty: 'estimated', why: 'its packages of Debian together (2026-11)' };
    }
    return { bytes: 0, certainty: 'unknown', why: `the size of ${reference} is not known` };
  }
  return {
    bytes: image.onDiskBytes,
    certainty: 'estimated',
    why: `${image.reference} on ${image.date}`,
  };
}

/**
 * Distroless images state no size. These are the sums of what they are made of, by the Installed-Size of Debian
 * testing (2026-11-21): static (2 MiB), libc6 5.5 MB, libssl3 8.3 MB, libgcc, libgomp and libstdc++ 3.9 MB.
 */
const DISTROLESS_BYTES: Readonly<Record<string, number>> = {
  static: 2_100_000,
  'base-nossl': 7_600_000,
  base: 16_000_000,
  cc: 20_000_000,
};

/** Bytes that a layer adds: its files. A directory or a link adds none. */
export function layerSize(changes: readonly Change[], unknown: string | undefined): Size {
  const seen = new Set<Inode>();
  const sizes = changes
    .map((change) => change.entry)
    .filter((entry): entry is FileEntry => entry?.type === 'file')
    .filter(({ inode }) => {
      // Several names of one file take its room once.
      const again = inode !== undefined && seen.has(inode);
      if (inode) seen.add(inode);
      return !again;
    })
    .map((entry) => entry.size);
  if (changes.some((change) => change.entry?.type === 'unknown')) {
    sizes.push({ bytes: 0, certainty: 'unknown', why: 'it holds something that is not known' });
  }
  const sum = total(sizes);
  return unknown === undefined ? sum : { ...sum, certainty: 'unknown', why: unknown };
}

/** Sizes together; as sure as the least sure of them. */
export function total(sizes: readonly Size[]): Size {
  let bytes = 0;
  let certainty: Certainty = 'known';
  let why: string | undefined;
  for (const size of sizes) {
    bytes += size.bytes;
    if (worse(certainty, size.certainty) !== certainty) {
      certainty = size.certainty;
      why = size.why;
    }
  }
  return { bytes, certainty, ...(why === undefined ? {} : { why }) };
}

const RANK: Readonly<Record<Certainty, number>> = { known: 0, estimated: 1, unknown: 2 };

/** The less sure of two. */
export function worse(a: Certainty, b: Certainty): Certainty {
  return RANK[b] > RANK[a] ? b : a;
}

/** A copy of many megabytes takes a moment; 200 MB/s is what a laptop's disk does with small files. */
export function copyMs(layer: Layer): number {
  return 20 + layer.size.bytes / 200_000;
}
