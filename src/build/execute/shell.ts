import type { ShellInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** SHELL: what shell form goes through from here on. */
export function executeShell(
  snapshot: Snapshot,
  instruction: ShellInstruction,
  environment: StepEnvironment,
): Outcome {
  const shell = instruction.shell.map((word) => word.text);
  return configured(snapshot, environment, `SHELL [${shell.join(' ')}]`, { shell });
}
