import type { Diagnostic } from '../diagnostic.ts';
import type { Instruction } from '../instructions/types.ts';
import type { Range } from '../source.ts';
import type { BuildPhase } from './types.ts';

/** An error with its place in Docker's work. */
export interface BuildError {
  readonly diagnostic: Diagnostic;
  readonly phase: BuildPhase;
  /** Index of the stage in whose instructions it lies; absent for what concerns the whole file. */
  readonly stage?: number;
  /** Whether it is an ONBUILD trigger of the base that is wrong. */
  readonly trigger?: boolean;
}

/** A diagnostic of rule `BuildError`. No instruction: BuildKit gives no line for it. */
export function buildError(
  message: string,
  range: Range,
  instruction: Instruction | undefined,
  related?: Diagnostic['related'],
): Diagnostic {
  return {
    rule: 'BuildError',
    severity: 'error',
    message,
    range,
    ...(related && { related }),
    ...(instruction && { lines: [instruction.lines] }),
  };
}
