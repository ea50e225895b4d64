/** What the build worker is asked and what it answers: plain data, safe to send between threads. */
import type { ContextFile } from '../build/context.ts';
import type { LogLine } from '../build/log.ts';
import type { StartResult } from '../build/start/index.ts';
import type { Certainty, Size } from '../build/types.ts';
import type { Report } from '../grading/report.ts';
import type { Exercise } from '../grading/schema.ts';

/** A Dockerfile and the world that it is built in. */
export interface BuildRequest {
  readonly kind: 'build';
  readonly text: string;
  readonly files: readonly ContextFile[];
  /** Graded with the build, where there is one; its target and build arguments count. */
  readonly exercise?: Exercise;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** A Dockerfile to compare with: the one that the learner started from. */
  readonly start?: string;
}

/** One thing that changes between two builds. */
export type ContextChange =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'argument'; readonly name: string; readonly value: string };

/** Builds, changes one thing, builds again: which steps come from the cache? */
export interface RebuildRequest extends Omit<BuildRequest, 'kind' | 'start'> {
  readonly kind: 'rebuild';
  readonly change: ContextChange;
}

export type BuildQuestion = BuildRequest | RebuildRequest;
export type BuildAnswer = BuildView | RebuildView;

/** One step as it is shown. Lines count from 0. */
export interface StepView {
  readonly stage: number;
  readonly index: number;
  readonly keyword: string;
  /** The instruction's first line, as written. */
  readonly text: string;
  readonly line: number;
  readonly status: 'ran' | 'cached' | 'failed' | 'skipped';
  readonly certainty: Certainty;
  readonly why?: string;
  /** True for RUN, COPY, ADD and WORKDIR: the others only change the config. */
  readonly visible: boolean;
}

/** One stage as it was built. */
export interface StageView {
  readonly index: number;
  /** "build", or "stage 0". */
  readonly name: string;
  readonly line: number;
  readonly status: 'built' | 'failed' | 'skipped';
  readonly steps: readonly StepView[];
  /** Absent where it was skipped. */
  readonly size?: Size;
}

/** A step on the time line; ms from the start of the build, estimated. */
export interface TimeView {
  readonly stage: number;
  readonly line: number;
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** False where nobody knows how long it takes. */
  readonly known: boolean;
}

/** What a layer does with one path. */
export interface ChangeView {
  readonly path: string;
  readonly kind: 'add' | 'modify' | 'delete';
  readonly directory: boolean;
  readonly size: Size;
}

/** A layer of the image. */
export interface LayerView {
  readonly text: string;
  readonly line: number;
  readonly stage: number;
  readonly stageName: string;
  /** The layers of the base image, together. */
  readonly base: boolean;
  readonly size: Size;
  readonly changes: readonly ChangeView[];
  /** Changes that are not listed. */
  readonly more: number;
}

/** One path of the final image. */
export interface FileView {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'unknown';
  /** Of a directory: all that is known in it. */
  readonly size: Size;
  /** Octal digits: `755`. */
  readonly mode: string;
  readonly owner: string;
  readonly certainty: Certainty;
  readonly why?: string;
  readonly target?: string;
  /** "from build, line 6" and the like. */
  readonly from: string;
  /** 0-based line to go to. */
  readonly line?: number;
  /** True for what the base image brought. */
  readonly base: boolean;
  /** Index of the layer that put it there last; absent for the base's. */
  readonly layer?: number;
  /** Why a directory may hold more than is listed. */
  readonly unlisted?: string;
}

/** What a build yields. */
export interface ImageView {
  readonly size: Size;
  readonly layers: readonly LayerView[];
  /** Sorted by path, parents first. */
  readonly files: readonly FileView[];
  /** Files of the base image that are not listed. */
  readonly moreFiles: number;
  /** Bytes in lower layers that later ones hide or replace: they still travel. */
  readonly wasted: { readonly bytes: number; readonly paths: readonly string[] };
  readonly config: readonly { readonly name: string; readonly value: string }[];
  readonly start: StartResult;
}

/** A build, as the page shows it. */
export interface BuildView {
  readonly kind: 'build';
  readonly ok: boolean;
  /** Docker's words, ours, and the 0-based line. */
  readonly error?: {
    readonly message: string;
    readonly why?: string;
    readonly advice?: string;
    readonly line: number;
  };
  readonly log: readonly LogLine[];
  readonly stages: readonly StageView[];
  readonly time: readonly TimeView[];
  readonly totalMs: number;
  /** Bytes that each edge of the picture carries, by the 0-based line of its instruction. */
  readonly carried: readonly { readonly line: number; readonly size: Size }[];
  readonly image?: ImageView;
  /** The size of what the learner started from. */
  readonly startSize?: Size;
  /** What was gained over the start, in sentences; only what is sure. */
  readonly gains: readonly string[];
  readonly context: {
    readonly bytes: number;
    readonly ignored: readonly string[];
    readonly files: readonly string[];
  };
  /** Build arguments that may be given, with the value that they have. */
  readonly buildArgs: readonly { readonly name: string; readonly value: string }[];
  readonly report?: Report;
}

/** Which steps ran again after a change. */
export interface RebuildView {
  readonly kind: 'rebuild';
  readonly change: ContextChange;
  /** The second build stopped here, in Docker's words. */
  readonly error?: string;
  readonly steps: readonly (StepView & {
    readonly stageName: string;
    /** Why it ran again, or what it found. */
    readonly reason: string;
  })[];
}
