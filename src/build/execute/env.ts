import type { EnvInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** ENV: sets variables of the image; one that was set keeps its place in the list. */
export function executeEnv(
  snapshot: Snapshot,
  instruction: EnvInstruction,
  environment: StepEnvironment,
): Outcome {
  const env = new Map(environment.config.env);
  let line = 'ENV';
  for (const { key, value } of instruction.pairs) {
    env.set(key.text, value.text);
    line += ` ${key.text}=${value.text}`;
  }
  return configured(snapshot, environment, line, { env });
}
