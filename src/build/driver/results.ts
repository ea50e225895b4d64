/** Results of steps and stages, and the layers and images that they become. */
import type { Stage, Step } from '../../dockerfile/stages/types.ts';
import type { Build } from '../driver.ts';
import { diff } from '../filesystem/diff.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Provenance } from '../filesystem/types.ts';
import type { CacheKey, Image, Layer, StageResult, StepResult, StepStatus } from '../types.ts';
import { layerSize, total } from './sizes.ts';
import type { Progress } from './types.ts';

export const SILENT_KEYWORDS: ReadonlySet<string> = new Set(['FROM']);

/** Whether an earlier build has the step. */
export function statusOf(build: Build, key: CacheKey): StepStatus {
  return build.world.cached?.has(key.digest) ? 'cached' : 'ran';
}

/** Adds the layer of what changed since `before`; `unknown` says why its size is not sure. */
export function addLayer(
  progress: Progress,
  before: Snapshot,
  createdBy: string,
  provenance: Provenance,
  unknown: string | undefined,
): Layer {
  const changes = diff(before, progress.snapshot);
  const size = layerSize(changes, unknown);
  const layer: Layer = {
    createdBy,
    changes,
    size,
    provenance,
  };
  progress.layers.push(layer);
  progress.history.push({ createdBy, comment: COMMENT });
  return layer;
}

export const COMMENT = 'buildkit.dockerfile.v0';

/** The result of a step of which nothing is to be said. */
export function plain(stage: Stage, index: number, step: Step) {
  return { stage: stage.index, index, step, certainty: 'known' as const, stdout: '', stderr: '' };
}

/** The result of a stage that did not run. */
export function skipped(stage: Stage): StageResult {
  const steps = stage.steps
    .map((step, index): StepResult => ({ ...plain(stage, index, step), status: 'skipped' }))
    .filter((one) => !SILENT_KEYWORDS.has(one.step.instruction.keyword));
  return { stage: stage.index, status: 'skipped', steps, baseLayers: 0 };
}

/** The image that a stage has become. */
export function imageOf(progress: Progress): Image {
  const { config, layers, history, snapshot } = progress;
  return { config, layers, history, snapshot, size: total(layers.map((layer) => layer.size)) };
}
