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
  /** Where the stages and what travels between them stand in the picture. */
  readonly layout: GraphLayout;
  /** What the goals ask of the stages and the text does not have yet; it has its places in `layout`. */
  readonly wanted: Wanted;
}

/** What the goals ask of the stages and the text does not have yet. */
export interface Wanted {
  readonly stages: readonly WantedStage[];
  readonly takes: readonly WantedTake[];
  readonly marks: readonly WantedMark[];
}

/** A goal that asks for something, and its title. */
interface Asked {
  readonly goal: string;
  readonly title: string;
}

/** A stage that is not there yet. */
export interface WantedStage extends Asked {
  /** Follows those of the text. */
  readonly index: number;
  /** It is to become the image. */
  readonly ships: boolean;
  /** The name that a goal asks for. */
  readonly name?: string;
}

/** A copy that is not there yet, between stages that are there or not. */
export interface WantedTake extends Asked {
  readonly from: number;
  readonly to: number;
}

/** Something that is asked of a stage that is there. */
export interface WantedMark extends Asked {
  readonly stage: number;
}

/** A place in the picture, in CSS pixels at a text size of 16. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The picture of the stages, laid out from left to right. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** One a stage that is drawn, those that the goals ask for at the end; `x` and `y` are the upper left corner. */
  readonly nodes: readonly (Point & {
    readonly index: number;
    readonly width: number;
    readonly height: number;
  })[];
  readonly edges: readonly GraphEdge[];
}

/** What travels between two stages. */
export interface GraphEdge {
  readonly kind: StageTake['kind'];
  /** Index of the stage that gives. */
  readonly from: number;
  /** Index of the stage that takes. */
  readonly to: number;
  /** 0-based line; of several that are drawn as one, the first. */
  readonly line: number;
  /** All the lines, 0-based. */
  readonly lines: readonly number[];
  /** The goal that asks for it, where it is not there yet. */
  readonly wanted?: string;
  readonly label: string;
  readonly points: readonly Point[];
  /** The middle of the label. */
  readonly at: Point;
}

/** To the worker. `id` comes back with the answer. */
export interface WorkerRequest<Request = CheckRequest> {
  readonly id: number;
  readonly request: Request;
}

/** How many steps of how many are done. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

/** From the worker: the answer, what went wrong, or how far it has come. */
export type WorkerResponse<Result = CheckResult> =
  | { readonly id: number; readonly result: Result }
  | { readonly id: number; readonly error: string }
  | { readonly id: number; readonly progress: Progress };
