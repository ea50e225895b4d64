/**
 * What a simulated build is made of and what it yields. Snapshots and their entries are described in
 * `filesystem/types.ts`; here stand layers, images, steps and results, under BuildKit's and OCI's names.
 */
import type { LineRange } from '../dockerfile/source.ts';
import type { Dependency, ImageConfig, Step } from '../dockerfile/stages/types.ts';
import type { BuildContext } from './context.ts';
import type { Snapshot } from './filesystem/snapshot.ts';
import type { Certainty, Entry, Provenance, Size } from './filesystem/types.ts';
import type { StartResult } from './start/types.ts';

export type { BuildContext, Certainty, Entry, ImageConfig, Provenance, Size, Snapshot, StartResult };

/** One path that a layer adds, changes or hides. */
export interface Change {
  /** Absolute and clean: `/app/server`. */
  readonly path: string;
  /** `delete` is a whiteout in the layer. */
  readonly kind: 'add' | 'modify' | 'delete';
  /** What stands there after the change; absent for a whiteout. */
  readonly entry?: Entry;
  /**
   * Set on a directory that replaces one of the layer below instead of changing it: an opaque whiteout
   * hides everything that was in it.
   */
  readonly opaque?: boolean;
}

/** What one instruction changed. A layer of a base image has a size and no listed changes. */
export interface Layer {
  /** The history line, as `docker history` prints it. */
  readonly createdBy: string;
  readonly changes: readonly Change[];
  /** Bytes that the layer adds on disk: the sum of its files. */
  readonly size: Size;
  readonly provenance: Provenance;
}

/** One line of an image's history, as in the OCI image config. */
export interface HistoryEntry {
  readonly createdBy: string;
  /** `buildkit.dockerfile.v0` for what BuildKit made. */
  readonly comment?: string;
  /** True where the instruction made no layer. */
  readonly emptyLayer?: boolean;
}

/** What a stage (in the end: the target) yields. */
export interface Image {
  readonly config: ImageConfig;
  readonly layers: readonly Layer[];
  readonly history: readonly HistoryEntry[];
  readonly snapshot: Snapshot;
  /** All layers together, the base image's included. */
  readonly size: Size;
}

/** Why a step failed, in Docker's words. */
export interface BuildError {
  /** As `docker build` prints it behind `ERROR: failed to build: failed to solve: `. */
  readonly message: string;
  /** 0-based lines of the instruction. */
  readonly lines: LineRange;
  /** Exit code of a RUN that failed. */
  readonly exitCode?: number;
  /** What it means, for someone who reads it for the first time. */
  readonly why?: string;
  readonly advice?: string;
}

/** What BuildKit compares to decide whether a step has to run again. */
export interface CacheKey {
  /** Equal digests: the step comes from the cache. */
  readonly digest: string;
  /** What went into the digest; the first part that differs is the reason for a rebuild. */
  readonly parts: readonly { readonly label: string; readonly digest: string }[];
}

/** `skipped`: the target does not need it, or a step before it failed. */
export type StepStatus = 'ran' | 'cached' | 'failed' | 'skipped';

/** What one instruction did. */
export interface StepResult {
  readonly stage: number;
  /** Index among the stage's steps (ONBUILD triggers included). */
  readonly index: number;
  readonly step: Step;
  readonly status: StepStatus;
  /** How sure we are of what it did; `unknown` where a RUN holds something that is not modelled. */
  readonly certainty: Certainty;
  /** Why it is not `known`. */
  readonly why?: string;
  /** Absent where the instruction changes no files. */
  readonly layer?: Layer;
  readonly stdout: string;
  readonly stderr: string;
  readonly error?: BuildError;
  readonly cacheKey?: CacheKey;
  /** Estimated milliseconds on an ordinary machine; absent where no model knows. */
  readonly estimatedMs?: number;
}

/** One stage as it was built. */
export interface StageResult {
  readonly stage: number;
  readonly status: 'built' | 'failed' | 'skipped';
  readonly steps: readonly StepResult[];
  /** Absent where the stage was skipped; after a failure, what stood before the failing step. */
  readonly image?: Image;
  /** How many of the image's layers the base brought. */
  readonly baseLayers: number;
}

/** A build from end to end. */
export interface BuildResult {
  readonly ok: boolean;
  /** Why the simulation itself came to no end; nothing of the result counts then. */
  readonly gaveUp?: string;
  /** The first error, at which Docker stops. */
  readonly error?: BuildError;
  readonly stages: readonly StageResult[];
  /** Index of the stage that was asked for. */
  readonly target?: number;
  /** The target's image; absent after an error. */
  readonly image?: Image;
  /** What the RUNs left in their cache mounts, by id. */
  readonly caches?: ReadonlyMap<string, Snapshot>;
  /** What was sent to the builder; `rehearse` fills it in. */
  readonly context?: BuildContext;
  /** What starting the image says; `rehearse` fills it in. */
  readonly start?: StartResult;
  /** What building again after a change does; `rehearse` fills it in. */
  readonly rebuilds?: readonly Rebuild[];
}

/** A second build, after a file of the context has changed. */
export interface Rebuild {
  readonly change: string;
  readonly result: BuildResult;
}

/** What an instruction sees besides the filesystem. */
export interface StepEnvironment {
  /** Index of the stage. */
  readonly stage: number;
  /** The config as it stands before the step. */
  readonly config: ImageConfig;
  /** Where a new path comes from: this stage, this line. */
  readonly provenance: Provenance;
  /** `linux/amd64`. */
  readonly platform: string;
  /** The image at the bottom of the stage, as the catalogue knows it; absent for scratch and what is not known. */
  readonly baseReference?: string;
  /** What `.dockerignore` leaves of the build context. */
  readonly context: BuildContext;
  /**
   * The files of what COPY --from or a mount takes from: another stage as it was built, an image, a
   * named context. Undefined where nothing is known of them.
   */
  readonly resolve: (dependency: Dependency) => Snapshot | undefined;
}

/** What a RUN did. */
export interface RunResult {
  /** The files after the step, also where it failed. */
  readonly snapshot: Snapshot;
  readonly stdout: string;
  readonly stderr: string;
  /** 0 for success. */
  readonly exitCode: number;
  readonly certainty: Certainty;
  /** Why it is not `known`. */
  readonly why?: string;
  readonly estimatedMs?: number;
  /** Why the command could not be started at all, in BuildKit's words behind "did not complete successfully: ". */
  readonly failure?: string;
}

/**
 * Runs one RUN instruction: its mounts, its shell, its commands. Never throws for what a learner wrote:
 * a command that fails has an exit code, one that nobody modelled makes the result `unknown`.
 */
export type RunStep = (snapshot: Snapshot, step: Step, environment: StepEnvironment) => Promise<RunResult>;

/** What any other instruction did: new files, a new config, or an error in Docker's words. */
export interface Outcome {
  readonly snapshot: Snapshot;
  readonly config: ImageConfig;
  readonly certainty: Certainty;
  readonly why?: string;
  /** The history line without its comment. */
  readonly createdBy: string;
  /** True where the instruction makes a layer (COPY, ADD, WORKDIR), even an empty one. */
  readonly makesLayer: boolean;
  readonly error?: BuildError;
}
