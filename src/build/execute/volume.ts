import type { VolumeInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** VOLUME: says which paths a container keeps outside its own files. The files in the image stay as they are. */
export function executeVolume(
  snapshot: Snapshot,
  instruction: VolumeInstruction,
  environment: StepEnvironment,
): Outcome {
  const paths = instruction.paths.map((word) => word.text);
  const volumes = [...new Set([...environment.config.volumes, ...paths])];
  return configured(snapshot, environment, `VOLUME [${paths.join(' ')}]`, { volumes });
}
