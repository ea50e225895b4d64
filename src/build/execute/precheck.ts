/**
 * What BuildKit finds before it runs anything. It reads all modes while it makes its plan, and it takes the
 * checksums of what is copied from the context while the first steps are still running: a COPY of a file
 * that is not there is reported before a RUN above it has failed.
 */
import type { AddInstruction, CopyInstruction, Instruction } from '../../dockerfile/instructions/types.ts';
import type { Step } from '../../dockerfile/stages/types.ts';
import type { BuildContext } from '../context.ts';
import { kindOfSource } from './add.ts';
import { CopyError, type CopyOptions } from './copy-files.ts';
import { ModeError, parseMode } from './mode.ts';
import { plan } from './plan.ts';

/** An error that needs no step to run. */
export interface EarlyError {
  /** Place in the list of steps that was handed in. */
  readonly index: number;
  /** In Docker's words. */
  readonly message: string;
}

type Transfer = CopyInstruction | AddInstruction;

function isTransfer(instruction: Instruction): instruction is Transfer {
  return instruction.keyword === 'COPY' || instruction.keyword === 'ADD';
}

function words<T extends Error>(run: () => void, kind: new (message: string) => T): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof kind) return error.message;
    throw error;
  }
}

function missing(step: Step, context: BuildContext): string | undefined {
  const instruction = step.expanded;
  if (!isTransfer(instruction) || step.dependencies.length > 0) return undefined;
  const options: CopyOptions = {
    exclude: instruction.exclude.map((word) => word.text),
    provenance: { kind: 'context' },
  };
  const parents = instruction.keyword === 'COPY' && instruction.parents;
  for (const { text } of instruction.sources) {
    if (instruction.keyword === 'ADD' && kindOfSource(text) !== 'local') continue;
    const message = words(
      () => plan(context.snapshot, text, { parents, options, ofContext: true }),
      CopyError,
    );
    // What only the copy itself notices comes in its turn.
    if (message !== undefined && !message.startsWith('lstat ')) return message;
  }
  return undefined;
}

/**
 * The first error of steps that can be told before any of them runs; undefined where there is none.
 * @param steps all steps that the target needs, stage after stage
 */
export function precheck(steps: readonly Step[], context: BuildContext): EarlyError | undefined {
  for (const [index, { expanded }] of steps.entries()) {
    const mode = isTransfer(expanded) ? expanded.chmod?.text : undefined;
    const message = mode ? words(() => parseMode(mode), ModeError) : undefined;
    if (message !== undefined) return { index, message };
  }
  for (const [index, step] of steps.entries()) {
    let message: string | undefined;
    try {
      message = missing(step, context);
    } catch {
      // A broken `--exclude` is reported when its step runs.
      continue;
    }
    if (message !== undefined) return { index, message };
  }
  return undefined;
}
