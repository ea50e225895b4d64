import type { Analysis, Stage, StageSource } from '../dockerfile/index.ts';
import { matchesSource } from './reference.ts';
import type { StageSelector } from './schema.ts';
import { allOf, type Tri, tri } from './tri.ts';

/** A base and a name, both of which may be left out. */
export interface StageDescription {
  readonly base?: string | readonly string[] | undefined;
  readonly name?: string | undefined;
}

/** Whether a stage has this base (followed through stages that build on stages) and this name. */
export function matchesStage(wanted: StageDescription, stage: Stage): Tri {
  return allOf([
    wanted.base === undefined ? 'yes' : matchesSource(wanted.base, stage.rootBase),
    wanted.name === undefined ? 'yes' : tri(stage.name === wanted.name.toLowerCase()),
  ]);
}

/** Whether a selector means a stage. `context` means none. */
export function selectsStage(selector: StageSelector, stage: Stage, analysis: Analysis): Tri {
  if (selector === 'context') return 'no';
  if (selector === 'final') return tri(stage.index === analysis.graph.target);
  if (selector === 'any') return tri(stage.index !== analysis.graph.target);
  return matchesStage(selector, stage);
}

/** Whether a selector means a source of files: a stage, an image named directly, the build context. */
export function selectsSource(
  selector: StageSelector,
  source: StageSource | 'build-context',
  analysis: Analysis,
): Tri {
  if (source === 'build-context') return tri(selector === 'context');
  if (source.kind === 'unresolved') return 'unknown';
  if (source.kind === 'context') return tri(selector === 'context');
  if (source.kind === 'stage') {
    const stage = analysis.stages[source.index];
    return stage === undefined ? 'unknown' : selectsStage(selector, stage, analysis);
  }
  // COPY --from=busybox is a stage of one line that nobody wrote: its base counts, a name it has none.
  if (selector === 'any') return 'yes';
  if (typeof selector === 'string' || selector.name !== undefined) return 'no';
  return selector.base === undefined ? 'yes' : matchesSource(selector.base, source);
}

/** A selector in words, without the base that it asks for: that may be the answer. */
export function describeSelector(selector: StageSelector): string {
  if (selector === 'final') return 'the final stage';
  if (selector === 'context') return 'the build context';
  if (selector === 'any') return 'another stage';
  return selector.name === undefined
    ? 'a stage on the base that this goal asks for'
    : `a stage named "${selector.name}"`;
}
