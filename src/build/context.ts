/** The build context: the files that COPY and ADD can see. */
import type { Snapshot } from './filesystem/snapshot.ts';

/** What `.dockerignore` leaves of the context. */
export interface BuildContext {
  /** The files, under `/`. */
  readonly snapshot: Snapshot;
  /** Paths that `.dockerignore` left out, absolute in the context, sorted. A directory stands for all in it. */
  readonly ignored: readonly string[];
  /** The `.dockerignore` that counted; absent where there is none. */
  readonly ignoreFile?: { readonly path: string; readonly patterns: readonly string[] };
}
