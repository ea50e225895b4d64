/** What a build is given besides the Dockerfile, and the state of a stage while it is built. */
import type { BuildContext } from '../context.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Certainty } from '../filesystem/types.ts';
import type { BuildError, CacheKey, HistoryEntry, ImageConfig, Layer } from '../types.ts';

/** What a build is given besides the Dockerfile. */
export interface BuildWorld {
  readonly context: BuildContext;
  /** Named contexts (--build-context), by name. */
  readonly namedContexts?: ReadonlyMap<string, Snapshot>;
  /** Ids of the secrets handed in; undefined: every secret that is asked for is there. */
  readonly secrets?: ReadonlySet<string>;
  /** Digests of the cache keys of an earlier build: steps that have them are cached. */
  readonly cached?: ReadonlySet<string>;
  /** Contents of cache mounts that an earlier build left, by id. */
  readonly caches?: ReadonlyMap<string, Snapshot>;
  /** Called before each step, for a log that grows while the build runs. */
  readonly onStep?: (stage: number, step: number) => void;
}

/** State of a stage while it is built. */
export interface Progress {
  snapshot: Snapshot;
  config: ImageConfig;
  key: CacheKey;
  certainty: Certainty;
  layers: Layer[];
  history: HistoryEntry[];
  ownCmd: boolean;
}

/** An error that is known before any step has run. */
export interface Foreseen {
  readonly stage: number;
  readonly index: number;
  readonly error: BuildError;
}
