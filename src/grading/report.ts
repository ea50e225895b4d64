import type { Diagnostic } from '../dockerfile/diagnostic.ts';

/** `met`, `unmet`, or `unknown`: it depends on something that cannot be known without running it. */
export type GoalStatus = 'met' | 'unmet' | 'unknown';

/** One goal of an exercise against one Dockerfile. */
export interface GoalResult {
  readonly id: string;
  readonly title: string;
  readonly status: GoalStatus;
  /**
   * Why the goal is not met or cannot be told: what is missing, where to look, why it matters, what
   * to do. Empty where the goal is met.
   */
  readonly diagnostics: readonly Diagnostic[];
}

/** The grade of a Dockerfile. */
export interface Report {
  readonly goals: readonly GoalResult[];
  /** True where every goal is met (nothing unmet, nothing unknown) and nothing stops the build. */
  readonly met: boolean;
  /** What stops the build and what the checks found: errors, then warnings, then notes; each in the order of the text. */
  readonly problems: readonly Diagnostic[];
}
