import type { BuildResult } from '../build/types.ts';
import type { Analysis, Diagnostic, Range, RelatedLocation, Stage } from '../dockerfile/index.ts';
import type { GoalStatus } from './report.ts';
import type { Exercise, Goal } from './schema.ts';

/** What an expectation is judged against. */
export interface GoalContext {
  readonly exercise: Exercise;
  readonly goal: Goal;
  readonly analysis: Analysis;
  /** What the checks find; worked out once, when an expectation first asks. */
  readonly findings: () => readonly Diagnostic[];
  /** The simulated build, where one was made: the one seam through which behaviour comes in. */
  readonly build?: BuildResult;
}

/** What one expectation has to say. */
export interface Verdict {
  readonly status: GoalStatus;
  /** Empty where it is met. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges one kind of expectation. Never throws, whatever the Dockerfile holds. */
export type Judge<Value> = (value: Value, context: GoalContext) => Verdict;

/** What a learner reads about an expectation that is not met. */
export interface Explanation {
  /** What is missing, as a sentence. */
  readonly message: string;
  /** The line to look at; the base image of the final stage where absent. */
  readonly range?: Range;
  /** Why it matters; the goal's own reason goes before it. */
  readonly why?: string;
  /** Why it came to this, in this Dockerfile: it goes before every reason. */
  readonly cause?: string | undefined;
  /** What to do, in words that do not hold the answer. */
  readonly advice?: string;
  readonly related?: readonly RelatedLocation[];
}

export const MET: Verdict = { status: 'met', diagnostics: [] };

/** The expectation is not met. */
export function unmet(context: GoalContext, ...explanations: readonly Explanation[]): Verdict {
  return {
    status: 'unmet',
    diagnostics: explanations.map((explanation) => toDiagnostic(context, 'warning', explanation)),
  };
}

/** It cannot be told whether the expectation is met. */
export function unknown(context: GoalContext, ...explanations: readonly Explanation[]): Verdict {
  return {
    status: 'unknown',
    diagnostics: explanations.map((explanation) => toDiagnostic(context, 'info', explanation)),
  };
}

/** It cannot be told because a line that it depends on cannot be read. */
export function unreadable(context: GoalContext, cause: Diagnostic): Verdict {
  return unknown(context, {
    message: `This cannot be told yet: line ${cause.range.start.line + 1} cannot be read.`,
    range: cause.range,
    advice: 'Repair that line first. What Docker says about it stands among the problems.',
  });
}

function toDiagnostic(
  context: GoalContext,
  severity: 'warning' | 'info',
  explanation: Explanation,
): Diagnostic {
  const { message, range, cause, why, advice, related } = explanation;
  const reason = cause ?? context.goal.why ?? why;
  return {
    rule: 'Goal',
    severity,
    message,
    range: range ?? placeToLook(context.analysis),
    ...(reason === undefined ? {} : { why: reason }),
    ...(advice === undefined ? {} : { advice }),
    ...(related === undefined || related.length === 0 ? {} : { related }),
  };
}

/** The stage that becomes the image; undefined where there is none. */
export function finalStage(analysis: Analysis): Stage | undefined {
  return analysis.graph.target === undefined ? undefined : analysis.stages[analysis.graph.target];
}

/** The base image of the final stage; of the last stage where there is no target; else the first line. */
export function placeToLook(analysis: Analysis): Range {
  const stage = finalStage(analysis) ?? analysis.stages.at(-1);
  if (stage !== undefined) return stage.from.baseName.range;
  return {
    start: { line: 0, character: 0 },
    end: { line: 0, character: analysis.source.line(0).length },
  };
}

/** Why there is no final stage: nothing was written, or the stage that the exercise builds has no name yet. */
export function withoutFinalStage(context: GoalContext): Verdict {
  const { exercise, analysis } = context;
  if (analysis.stages.length === 0) {
    return unmet(context, {
      message: 'There is no stage yet.',
      why: 'An image starts from somewhere: the first instruction of a stage names its base image.',
      advice: 'Begin with the base image that your program is compiled or run on.',
    });
  }
  return unmet(context, {
    message: `No stage is named "${exercise.target ?? ''}", which this exercise builds.`,
    why: 'The build is asked for that stage, so Docker stops when it is not there.',
    advice: 'Give the stage that becomes the image this name.',
  });
}

/** A stage in words: "stage "build"", or "the second stage" where it has no name. */
export function stageTitle(stage: Stage): string {
  return stage.name === undefined ? `stage ${stage.index}` : `stage "${stage.name}"`;
}

/** The stages at the bottom of which a stage stands: its root first, itself last. */
export function stageChain(analysis: Analysis, stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  const seen = new Set<number>();
  for (let at: Stage | undefined = stage; at !== undefined && !seen.has(at.index); ) {
    seen.add(at.index);
    chain.unshift(at);
    at = at.base.kind === 'stage' ? analysis.stages[at.base.index] : undefined;
  }
  return chain;
}
