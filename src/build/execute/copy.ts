import type { CopyInstruction } from '../../dockerfile/instructions/types.ts';
import type { Step } from '../../dockerfile/stages/types.ts';
import { absolute } from '../filesystem/path.ts';
import type { Draft, Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { type CopyOptions, copyPath } from './copy-files.ts';
import { failed, wordsFor } from './outcome.ts';
import { plan } from './plan.ts';
import { copyHeredocs, createdBy, destinationOf, markUnlisted, optionsOf, putUnknown } from './transfer.ts';

function perform(
  source: Snapshot,
  instruction: CopyInstruction,
  draft: Draft,
  destination: string,
  options: CopyOptions,
  ofContext: boolean,
): string | undefined {
  let why: string | undefined;
  const planned = instruction.sources.map((word) =>
    plan(source, word.text, { parents: instruction.parents, options, ofContext }),
  );
  for (const { items, maybeMore } of planned) {
    for (const item of items) {
      if (item.unknown === undefined) copyPath(source, item.path, draft, destination, item.options);
      else {
        why = item.unknown;
        putUnknown(draft, item.path, destination, options, item.unknown);
      }
    }
    if (maybeMore !== undefined) {
      why = maybeMore;
      const there = draft.stat(destination);
      if (there.kind === 'found') markUnlisted(draft, there.path, maybeMore);
      else
        putUnknown(
          draft,
          '/',
          destination.endsWith('/') ? destination : `${destination}/`,
          options,
          maybeMore,
        );
    }
  }
  return why;
}

/** COPY: from the build context, a stage, an image or a named context. */
export function executeCopy(snapshot: Snapshot, step: Step, environment: StepEnvironment): Outcome {
  const instruction = step.expanded as CopyInstruction;
  const { config } = environment;
  const draft = snapshot.edit();
  try {
    const { options, guess } = optionsOf(instruction, snapshot, environment);
    const destination = destinationOf(instruction.destination.text, config);
    const dependency = step.dependencies[0];
    const source = dependency ? environment.resolve(dependency) : environment.context.snapshot;
    let why = guess;
    if (source) why = perform(source, instruction, draft, destination, options, !dependency) ?? guess;
    else {
      why = 'nothing is known of what it copies from';
      for (const word of instruction.sources)
        putUnknown(draft, absolute(word.text), destination, options, why);
    }
    copyHeredocs(instruction, draft, destination, options);
    return {
      snapshot: draft.commit(),
      config,
      certainty: why === undefined ? 'known' : 'unknown',
      ...(why !== undefined && { why }),
      createdBy: createdBy(instruction),
      makesLayer: true,
    };
  } catch (error) {
    const message = wordsFor(error);
    if (message === undefined) throw error;
    return failed(snapshot, environment, step.instruction, message);
  }
}
