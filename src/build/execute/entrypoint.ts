import type { EntrypointInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { commandArgs } from './command.ts';
import { configured, quotedList } from './outcome.ts';

/**
 * ENTRYPOINT: what a container runs, CMD as its arguments. A CMD that came with the base is cleared,
 * because it was meant for another entrypoint.
 * @param ownCmd whether the stage itself has set CMD before
 */
export function executeEntrypoint(
  snapshot: Snapshot,
  instruction: EntrypointInstruction,
  environment: StepEnvironment,
  ownCmd: boolean,
): Outcome {
  const entrypoint = commandArgs(instruction.command, environment.config);
  return configured(snapshot, environment, `ENTRYPOINT ${quotedList(entrypoint)}`, {
    entrypoint,
    ...(!ownCmd && { cmd: null }),
  });
}
