import type { UserInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** USER: who runs what follows and the container. Nobody looks whether the name exists. */
export function executeUser(
  snapshot: Snapshot,
  instruction: UserInstruction,
  environment: StepEnvironment,
): Outcome {
  const user = instruction.user.text;
  return configured(snapshot, environment, `USER ${user}`, { user });
}
