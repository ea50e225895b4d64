import type { Diagnostic } from '../dockerfile/index.ts';
import type { Report } from '../grading/report.ts';
import type { Exercise } from '../grading/schema.ts';

/** What the engine is asked: one exercise, one text, and the context as it stands. */
export interface CheckRequest {
  readonly exercise: Exercise;
  readonly text: string;
  /** Paths of the build context, relative and `/`-separated. */
  readonly files: readonly string[];
  /** The `.dockerignore` as it stands; absent where there is none. */
  readonly dockerignore?: string;
}

/** A stage as the picture of the stages shows it. */
export interface StagePicture {
  readonly index: number;
  /** As stored: lower case; absent for a stage without a name. */
  readonly name?: string;
  /** The base as written after FROM, variables filled in. */
  readonly base: string;
  /** Size of the image at the bottom of the chain of FROMs; absent where it is not known. */
  readonly size?: BaseSize;
  /** `ships`: it becomes the image. `left`: needed, left behind. `unused`: nothing needs it. */
  readonly role: 'ships' | 'left' | 'unused';
  /** 0-based line of FROM. */
  readonly line: number;
  /** What it takes, and from where, in the order of the text. */
  readonly takes: readonly StageTake[];
}

/** How large a base image is on disk, and how sure that is. */
export interface BaseSize {
  readonly bytes: number;
  /** Day of the fact: `2026-09-17`. */
  readonly date?: string;
  /** The figure is that of a near relative of the image. */
  readonly estimated: boolean;
}

/** Something that a stage takes from elsewhere. */
export interface StageTake {
  readonly kind: 'from' | 'copy' | 'mount';
  /** Index of the stage, or undefined where it is an image or a context. */
  readonly stage?: number;
  /** What to call the source: "build", "stage 0", "nginx:alpine". */
  readonly source: string;
  /** The paths that are copied; empty for `from`. */
  readonly paths: readonly string[];
  /** 0-based line. */
  readonly line: number;
}

/** What the engine answers: plain data, safe to send between threads. */
export interface CheckResult {
  readonly report: Report;
  /** Report.problems again, each once, in the order of the text. */
  readonly problems: readonly Diagnostic[];
  readonly stages: readonly StagePicture[];
}

/** To the worker. `id` comes back with the answer. */
export interface WorkerRequest {
  readonly id: number;
  readonly request: CheckRequest;
}

/** From the worker: the answer, or what went wrong. */
export type WorkerResponse =
  | { readonly id: number; readonly result: CheckResult }
  | { readonly id: number; readonly error: string };
