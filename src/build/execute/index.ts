/** Runs one instruction of a stage, except FROM and RUN, which the driver and the shell do. */
import type { Step } from '../../dockerfile/stages/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { executeAdd } from './add.ts';
import { executeArg } from './arg.ts';
import { executeCmd } from './cmd.ts';
import { executeCopy } from './copy.ts';
import { executeEntrypoint } from './entrypoint.ts';
import { executeEnv } from './env.ts';
import { executeExpose } from './expose.ts';
import { executeHealthcheck } from './healthcheck.ts';
import { executeLabel } from './label.ts';
import { executeMaintainer } from './maintainer.ts';
import { executeOnbuild } from './onbuild.ts';
import { configured } from './outcome.ts';
import { executeShell } from './shell.ts';
import { executeStopsignal } from './stopsignal.ts';
import { executeUser } from './user.ts';
import { executeVolume } from './volume.ts';
import { executeWorkdir } from './workdir.ts';

export { commandArgs, shellOf } from './command.ts';
export { baseConfig, emptyConfig } from './config.ts';
export { ModeError, parseMode } from './mode.ts';
export { groupRows, OwnerError, passwdRows, resolveOwner } from './owner.ts';
export { type EarlyError, precheck } from './precheck.ts';

/** What an instruction must know of the stage around it. */
export interface StageState {
  /** Whether the stage itself has set CMD before: then ENTRYPOINT leaves it. */
  readonly ownCmd: boolean;
  /** Build arguments as they stand behind the step; for ARG's line in the history. */
  readonly argsAfter?: ReadonlyMap<string, string>;
}

/**
 * Runs a step. It never throws for what a learner wrote: an error comes back in the outcome, in
 * Docker's words. FROM changes nothing; RUN is not for this function (`RunStep` in `types.ts`).
 */
export async function execute(
  snapshot: Snapshot,
  step: Step,
  environment: StepEnvironment,
  state: StageState,
): Promise<Outcome> {
  const instruction = step.expanded;
  switch (instruction.keyword) {
    case 'COPY':
      return executeCopy(snapshot, step, environment);
    case 'ADD':
      return executeAdd(snapshot, step, environment);
    case 'WORKDIR':
      return executeWorkdir(snapshot, instruction, environment);
    case 'ENV':
      return executeEnv(snapshot, instruction, environment);
    case 'LABEL':
      return executeLabel(snapshot, instruction, environment);
    case 'ARG':
      return executeArg(snapshot, step, environment, state.argsAfter);
    case 'CMD':
      return executeCmd(snapshot, instruction, environment);
    case 'ENTRYPOINT':
      return executeEntrypoint(snapshot, instruction, environment, state.ownCmd);
    case 'EXPOSE':
      return executeExpose(snapshot, instruction, environment);
    case 'VOLUME':
      return executeVolume(snapshot, instruction, environment);
    case 'USER':
      return executeUser(snapshot, instruction, environment);
    case 'HEALTHCHECK':
      return executeHealthcheck(snapshot, instruction, environment);
    case 'SHELL':
      return executeShell(snapshot, instruction, environment);
    case 'STOPSIGNAL':
      return executeStopsignal(snapshot, instruction, environment);
    case 'ONBUILD':
      return executeOnbuild(snapshot, instruction, environment);
    case 'MAINTAINER':
      return executeMaintainer(snapshot, instruction, environment);
    case 'FROM':
      return configured(snapshot, environment, '', {});
    case 'RUN':
      throw new Error('RUN is run by the shell, not here');
  }
}
