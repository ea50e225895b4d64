/** Any other instruction within its stage, and what every step is given. */
import type { Stage, Step } from '../../dockerfile/stages/types.ts';
import { filesKey } from '../cache.ts';
import type { Build } from '../driver.ts';
import { execute } from '../execute/index.ts';
import type { CacheKey, Layer, StepEnvironment, StepResult } from '../types.ts';
import { addLayer, COMMENT, plain, statusOf } from './results.ts';
import { copyMs, worse } from './sizes.ts';
import type { Progress } from './types.ts';

/** What a step is given of its stage and of the build. */
export function stepEnvironment(build: Build, stage: Stage, step: Step, progress: Progress): StepEnvironment {
  const root = stage.rootBase;
  return {
    stage: stage.index,
    config: progress.config,
    provenance: { kind: 'step', stage: stage.index, line: step.instruction.lines.start },
    platform: build.analysis.options.platform ?? 'linux/amd64',
    ...(root.kind === 'image' ? { baseReference: root.reference } : {}),
    context: build.world.context,
    resolve: (dependency) => build.resolve(dependency),
  };
}

/** Executes an instruction that is no RUN, and keeps what it did in `progress`. */
export async function executeInstruction(
  build: Build,
  stage: Stage,
  index: number,
  step: Step,
  progress: Progress,
  environment: StepEnvironment,
): Promise<StepResult> {
  const before = progress.snapshot;
  const next = stage.steps[index + 1];
  const outcome = await execute(before, step, environment, {
    ownCmd: progress.ownCmd,
    argsAfter: next?.args ?? step.args,
  });
  if (outcome.error) build.error ??= outcome.error;
  if (step.expanded.keyword === 'CMD') progress.ownCmd = true;
  progress.snapshot = outcome.snapshot;
  progress.config = outcome.config;
  progress.certainty = worse(progress.certainty, outcome.certainty);
  let layer: Layer | undefined;
  let key: CacheKey | undefined;
  if (outcome.makesLayer && !outcome.error) {
    const unsure = outcome.certainty === 'unknown' ? (outcome.why ?? 'not known') : undefined;
    layer = addLayer(progress, before, outcome.createdBy, environment.provenance, unsure);
    key = filesKey(progress.key, step, layer.changes);
    progress.key = key;
  } else if (!outcome.error && outcome.createdBy !== '') {
    progress.history.push({ createdBy: outcome.createdBy, comment: COMMENT, emptyLayer: true });
  }
  return {
    ...plain(stage, index, step),
    status: outcome.error ? 'failed' : key ? statusOf(build, key) : 'ran',
    certainty: outcome.certainty,
    ...(outcome.why === undefined ? {} : { why: outcome.why }),
    ...(layer ? { layer } : {}),
    ...(outcome.error ? { error: outcome.error } : {}),
    ...(key ? { cacheKey: key } : {}),
    estimatedMs: layer ? copyMs(layer) : 0,
  };
}
