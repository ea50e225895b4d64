import type { OnbuildInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** ONBUILD: keeps a trigger for images that are built on this one. It leaves no line in the history. */
export function executeOnbuild(
  snapshot: Snapshot,
  instruction: OnbuildInstruction,
  environment: StepEnvironment,
): Outcome {
  const onbuild = [...environment.config.onbuild, instruction.expression.text];
  return configured(snapshot, environment, '', { onbuild });
}
