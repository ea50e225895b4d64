import type { StagePicture } from '../../../worker/messages.ts';

/** Why BuildKit does not build a stage that the target does not need, in a few words. */
export function skippedBecause(stage: StagePicture, stages: readonly StagePicture[]): string {
  const takers = stages.filter(
    (one) => one.index !== stage.index && one.takes.some((take) => take.stage === stage.index),
  );
  const names = takers.map((one) => one.name ?? `stage ${one.index}`);
  if (names.length === 0) return 'nothing takes from it';
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `only ${list} ${names.length === 1 ? 'takes' : 'take'} from it, and ${names.length === 1 ? 'is' : 'are'} not needed`;
}
