import type { LineRange, Range, TextEdit } from './source.ts';

/** `error`: Docker would stop. `warning`: worth changing. `info`: good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** A change to the text that certainly does what its title says. */
export interface QuickFix {
  /** Imperative and short: "Rename the stage to build". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A second place that belongs to a diagnostic: the other of two lines that disagree. */
export interface RelatedLocation {
  readonly range: Range;
  /** What stands there: "the stage is named here". */
  readonly message: string;
}

/**
 * One finding: what is wrong (`message`), where (`range`), why it matters (`why`), what to do (`fix`).
 */
export interface Diagnostic {
  /**
   * Name of the check (`StageNameCasing`); for what stops a build `SyntaxError` (the text cannot be
   * parsed), `InstructionError` (an instruction is wrong in itself) or `BuildError` (the stages do not
   * fit together); for a goal that is not met `Goal`.
   */
  readonly rule: string;
  readonly severity: Severity;
  /** Where BuildKit has the rule or the error: its words, exactly. */
  readonly message: string;
  /** Why it matters, in a sentence or two for someone who has written one Dockerfile. */
  readonly why?: string;
  /** What to do, in words. */
  readonly advice?: string;
  /** What to do, as edits: only where the edit is certainly right. */
  readonly fix?: QuickFix;
  /** The word that is wrong. */
  readonly range: Range;
  /** The lines that BuildKit reports for it, where BuildKit has the rule (`docker build --check`). */
  readonly lines?: readonly LineRange[];
  readonly related?: readonly RelatedLocation[];
}
