import type { Analysis, Stage, Step } from '../dockerfile/index.ts';
import { resolvePath } from './paths.ts';

/** A step with the stage that it stands in and the working directory before it. */
export interface PlacedStep {
  readonly stage: Stage;
  readonly step: Step;
  /** Absolute; undefined where the base image decides it and is not known. */
  readonly cwd: string | undefined;
}

const walked = new WeakMap<Stage, readonly PlacedStep[]>();

/** The stages that a stage is made of: the bottom of its chain of FROMs first, itself last. */
export function chainOf(analysis: Analysis, stage: Stage): readonly Stage[] {
  const chain = [stage];
  for (let below = stage.base; below.kind === 'stage'; ) {
    const next = analysis.stages[below.index];
    // A cycle is an error of the build; here it must only not be endless.
    if (next === undefined || chain.includes(next)) break;
    chain.unshift(next);
    below = next.base;
  }
  return chain;
}

/** All steps that make a stage's files and config, those of the stages below it first. */
export function stepsOf(analysis: Analysis, stage: Stage): readonly PlacedStep[] {
  const known = walked.get(stage);
  if (known !== undefined) return known;
  const { rootBase } = stage;
  let cwd: string | undefined;
  if (rootBase.kind === 'scratch') cwd = '/';
  else if (rootBase.kind === 'image') cwd = rootBase.facts?.workdir || undefined;
  const steps: PlacedStep[] = [];
  for (const each of chainOf(analysis, stage)) {
    for (const step of each.steps) {
      steps.push({ stage: each, step, cwd });
      if (step.expanded.keyword === 'WORKDIR') cwd = resolvePath(cwd, step.expanded.path.text);
    }
  }
  walked.set(stage, steps);
  return steps;
}

/** The stage that is built; undefined where there is none. */
export function finalStage(analysis: Analysis): Stage | undefined {
  return analysis.graph.target === undefined ? undefined : analysis.stages[analysis.graph.target];
}

/** The steps behind the final image; none where there is no stage. */
export function finalSteps(analysis: Analysis): readonly PlacedStep[] {
  const stage = finalStage(analysis);
  return stage === undefined ? [] : stepsOf(analysis, stage);
}

/** How a message calls a stage: `stage "build"`, or `stage 0` where it has no name. */
export function stageLabel(stage: Stage): string {
  return stage.name === undefined ? `stage ${stage.index}` : `stage "${stage.name}"`;
}

/** Whether the text has an error that may hide instructions: what is missing then may only be unread. */
export function isBroken(analysis: Analysis): boolean {
  return analysis.error !== undefined || analysis.diagnostics.some(({ severity }) => severity === 'error');
}
