import type { ArgInstruction } from '../../dockerfile/instructions/types.ts';
import type { Step } from '../../dockerfile/stages/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/**
 * ARG: nothing of it is in the config, but its value is in the history for anyone to read.
 * @param after build arguments as they stand behind the instruction, where they are known
 */
export function executeArg(
  snapshot: Snapshot,
  step: Step,
  environment: StepEnvironment,
  after?: ReadonlyMap<string, string>,
): Outcome {
  const instruction = step.expanded as ArgInstruction;
  const parts = instruction.args.map(({ key, value }) => {
    // An ARG without a value stands in the table of arguments as an empty one.
    const known = after?.get(key.text) || value?.text;
    return known === undefined ? key.text : `${key.text}=${known}`;
  });
  return configured(snapshot, environment, `ARG ${parts.join(' ')}`, {});
}
