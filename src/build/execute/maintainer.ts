import type { MaintainerInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** MAINTAINER: deprecated; only the history shows it. */
export function executeMaintainer(
  snapshot: Snapshot,
  instruction: MaintainerInstruction,
  environment: StepEnvironment,
): Outcome {
  return configured(snapshot, environment, `MAINTAINER ${instruction.maintainer.text}`, {});
}
