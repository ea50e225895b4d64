import type { StopsignalInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** STOPSIGNAL: what `docker stop` sends first. */
export function executeStopsignal(
  snapshot: Snapshot,
  instruction: StopsignalInstruction,
  environment: StepEnvironment,
): Outcome {
  const stopSignal = instruction.signal.text;
  return configured(snapshot, environment, `STOPSIGNAL ${stopSignal}`, { stopSignal });
}
