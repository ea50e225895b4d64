/** Small helpers that every instruction's file uses. */
import type { Instruction } from '../../dockerfile/instructions/types.ts';
import type { ImageConfig } from '../../dockerfile/stages/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import { FilesystemError } from '../filesystem/types.ts';
import type { BuildError, Outcome, StepEnvironment } from '../types.ts';
import { CopyError } from './copy-files.ts';
import { ModeError } from './mode.ts';
import { OwnerError } from './owner.ts';

/** An instruction that changes the config alone. */
export function configured(
  snapshot: Snapshot,
  environment: StepEnvironment,
  createdBy: string,
  change: Partial<ImageConfig>,
): Outcome {
  return {
    snapshot,
    config: { ...environment.config, ...change },
    certainty: 'known',
    createdBy,
    makesLayer: false,
  };
}

/** An instruction that stops the build. */
export function failed(
  snapshot: Snapshot,
  environment: StepEnvironment,
  instruction: Instruction,
  message: string,
  more: Partial<BuildError> = {},
): Outcome {
  return {
    snapshot,
    config: environment.config,
    certainty: 'known',
    createdBy: '',
    makesLayer: false,
    error: { message, lines: instruction.lines, ...more },
  };
}

/** Docker's words for what went wrong while files were written; undefined for an error of our own. */
export function wordsFor(error: unknown): string | undefined {
  if (error instanceof CopyError || error instanceof ModeError || error instanceof OwnerError) {
    return error.message;
  }
  if (error instanceof FilesystemError) return error.code === 'ELOOP' ? error.reason : error.message;
  return undefined;
}

/** Go's %q of a string: double quotes with escapes. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f]/g, '\\x7f');
}

/** Go's %q of a list: `["a" "b"]`. */
export function quotedList(list: readonly string[]): string {
  return `[${list.map(quoted).join(' ')}]`;
}
