import type { ImageFacts } from '../dockerfile/stages/types.ts';

/** The system inside an image. */
export interface ImageSystem {
  readonly family: 'alpine' | 'debian' | 'ubuntu' | 'busybox' | 'none';
  /** `3.24.1`, `13`; null where no source states it. */
  readonly version: string | null;
  readonly codename?: string;
  /** Whose C library dynamically linked programs find. */
  readonly libc: 'glibc' | 'musl' | 'none';
}

/** One row of `facts.generated.json`: defaults left out, null where no source states a value. */
export interface ImageRow {
  readonly repository: string;
  readonly tag: string;
  /** Day of the build, or of the commit that was read: `2026-09-17`. */
  readonly date: string;
  readonly os: {
    readonly family: string;
    readonly version: string | null;
    readonly libc: string;
    readonly codename?: string;
  };
  readonly aliases?: readonly string[];
  /** First 12 hex digits of the image index's digest. */
  readonly digest?: string;
  /** Bytes over the network. */
  readonly compressed?: number;
  /** Bytes on disk. */
  readonly onDisk?: number;
  readonly precision?: string;
  readonly shell?: string;
  readonly packageManager?: 'apk' | 'apt';
  readonly user?: string | null;
  readonly uid?: number | null;
  readonly workdir?: string | null;
  readonly env: Readonly<Record<string, string>> | null;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly exposedPorts?: readonly string[] | null;
  readonly tools?: readonly string[];
  readonly paths?: readonly string[];
}

/** A file that was read for an entry. */
export interface ImageSource {
  readonly repo: string;
  readonly path: string;
  readonly commit: string | null;
}

/** One row of `sources.generated.json`. */
export interface SourceRow {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string | null;
  readonly manifestDigest: string | null;
  readonly layerCount: number | null;
  readonly source: ImageSource;
  readonly onDiskSource:
    | (ImageSource & { readonly imageId?: string | null; readonly sameBuild: boolean | null })
    | null;
  readonly notes: string | null;
}

/** What is known of a base image. Everything describes linux/amd64. */
export interface BaseImage extends ImageFacts {
  /** Familiar name without tag: `golang`, `gcr.io/distroless/static-debian13`. */
  readonly repository: string;
  /** The tag of the entry that the facts are from. */
  readonly tag: string;
  /**
   * `known`: the catalogue lists this very tag or digest (as it was on `date`). `estimated`: the facts
   * are those of `takenFrom`, the nearest of the same family that is listed.
   */
  readonly certainty: 'known' | 'estimated';
  /** The entry that an estimate is from: `golang:1.25-alpine`. */
  readonly takenFrom?: string;
  /** Day of the build, or of the commit that was read. */
  readonly date: string;
  /** Bytes over the network; absent where no source states it. */
  readonly compressedBytes?: number;
  /** Bytes on disk; absent where no source states it. */
  readonly onDiskBytes?: number;
  /** How exact `onDiskBytes` is: `exact`, `rounded-10kB`, `rounded-10MB`, `approximate`, `baseline`. */
  readonly onDiskPrecision?: string;
  readonly os: ImageSystem;
  readonly packageManager: 'apk' | 'apt' | null;
  /** Numeric id of the user; absent where no source states it. */
  readonly uid?: number;
  /** Main programs on PATH; not all of them. */
  readonly tools: readonly string[];
  /** Files and directories that are certainly there; not all of them. */
  readonly paths: readonly string[];
}
