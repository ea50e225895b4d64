/** One path under examination, and what is asked of it. */
import type { Entry } from '../types.ts';

/** One path under examination. */
export interface Found {
  /** As find prints it. */
  readonly shown: string;
  /** Absolute. */
  readonly path: string;
  readonly entry: Entry;
  readonly depth: number;
}

export type Test = (one: Found) => boolean | Promise<boolean>;

/** What is wrong with the words, in find's own. */
export class Wrong extends Error {}
