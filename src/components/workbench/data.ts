import type { Exercise } from '../../grading/schema.ts';

/** A file of the build context that has a tab. */
export interface ContextFile {
  readonly path: string;
  /** The exercise lets the learner edit it. */
  readonly editable: boolean;
  /** As it came with the exercise; only of editable files. */
  readonly text?: string;
}

/** A right answer. */
export interface Solution {
  readonly title: string;
  readonly note?: string;
  readonly text: string;
}

/** Where to read about an exercise. */
export interface LessonLinks {
  readonly href: string;
  readonly title: string;
  /** By goal id: the heading that explains this goal. */
  readonly goals?: Readonly<Record<string, { readonly href: string; readonly title: string }>>;
}

/** What the page hands to its script, as JSON in a `<script type="application/json">`. */
export interface WorkbenchData {
  readonly exercise: Exercise;
  /** The Dockerfile that the exercise starts with. */
  readonly start: string;
  readonly files: readonly ContextFile[];
  readonly dockerignore?: string;
  readonly solutions: readonly Solution[];
  /** Address of the context's files as JSON, for the build; loaded when one runs. */
  readonly contextHref: string;
  /** The lesson that leads here. */
  readonly lesson?: LessonLinks;
  /** The exercise that follows in the track; absent after the last. */
  readonly next?: { readonly href: string; readonly title: string };
  /** Address of the page about checks; a check's own page is below it. */
  readonly checksHref: string;
}

/** JSON that may stand inside a script element: no `<` can end it. */
export function embed(data: WorkbenchData): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
