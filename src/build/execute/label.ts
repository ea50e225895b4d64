import type { LabelInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** LABEL: adds labels to the image; the last of a name wins. */
export function executeLabel(
  snapshot: Snapshot,
  instruction: LabelInstruction,
  environment: StepEnvironment,
): Outcome {
  const labels = new Map(environment.config.labels);
  let line = 'LABEL';
  for (const { key, value } of instruction.pairs) {
    labels.set(key.text, value.text);
    line += ` ${key.text}=${value.text}`;
  }
  return configured(snapshot, environment, line, { labels });
}
