import type { CmdInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { commandArgs } from './command.ts';
import { configured, quotedList } from './outcome.ts';

/** CMD: what a container runs, or the arguments of its entrypoint. */
export function executeCmd(
  snapshot: Snapshot,
  instruction: CmdInstruction,
  environment: StepEnvironment,
): Outcome {
  const cmd = commandArgs(instruction.command, environment.config);
  return configured(snapshot, environment, `CMD ${quotedList(cmd)}`, { cmd });
}
