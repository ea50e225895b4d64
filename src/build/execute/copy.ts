import type { CopyInstruction } from '../../dockerfile/instructions/types.ts';
import type { Step } from '../../dockerfile/stages/types.ts';
import { glob } from '../filesystem/glob.ts';
import { BAD_PATTERN, hasWildcards } from '../filesystem/match.ts';
import { absolute } from '../filesystem/path.ts';
import type { Draft, Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { CopyError, type CopyOptions, copyPath } from './copy-files.ts';
import { failed, wordsFor } from './outcome.ts';
import {
  checkLinks,
  checksumError,
  copyHeredocs,
  createdBy,
  destinationOf,
  markUnlisted,
  mustExist,
  optionsOf,
  putUnknown,
} from './transfer.ts';

/** One path to copy. */
interface Item {
  readonly path: string;
  readonly options: CopyOptions;
  /** Set where nobody knows whether the path exists. */
  readonly unknown?: string;
}

/** `--parents`: the part before `/./` is the source, the rest is matched and keeps its directories. */
function parentsItem(
  written: string,
  options: CopyOptions,
): { path: string; options: CopyOptions; literal?: string } {
  const pivot = written.indexOf('/./');
  const path = pivot < 0 ? '/' : absolute(written.slice(0, pivot));
  const pattern = absolute(pivot < 0 ? written : written.slice(pivot + 3)).slice(1);
  const literal = hasWildcards(pattern) ? undefined : absolute(`${path}/${pattern}`);
  const include = pattern === '' ? [] : [pattern];
  return { path, options: { ...options, include }, ...(literal !== undefined && { literal }) };
}

/** Throws CopyError with BuildKit's words where a source that is named literally is not there. */
function plan(
  source: Snapshot,
  written: string,
  parents: boolean,
  options: CopyOptions,
  ofContext: boolean,
): { items: Item[]; maybeMore?: string } {
  if (parents) {
    const { literal, ...item } = parentsItem(written, options);
    if (literal !== undefined) {
      const found = source.stat(literal);
      mustExist(found, literal);
      if (found.kind === 'unknown') return { items: [{ ...item, unknown: found.why }] };
    }
    return { items: [item] };
  }
  if (hasWildcards(written)) {
    const found = glob(source, written);
    if (!found) {
      // The client is asked for the paths first, and it is the client that cannot read the pattern.
      const list = absolute(written).slice(1);
      throw new CopyError(
        ofContext
          ? `rpc error: code = Unknown desc = invalid includepatterns: [${list}]: ${BAD_PATTERN}`
          : checksumError(BAD_PATTERN),
      );
    }
    const { paths, maybeMore } = found;
    for (const path of paths) {
      mustExist(source.stat(path), path);
    }
    return { items: paths.map((path) => ({ path, options })), ...(maybeMore !== undefined && { maybeMore }) };
  }
  const path = absolute(written);
  const found = source.stat(path);
  mustExist(found, path);
  const unknown =
    found.kind === 'unknown' ? found.why : found.entry.type === 'unknown' ? found.entry.why : undefined;
  if (unknown === undefined && options.exclude?.length) checkLinks(source, path, options);
  return { items: [{ path, options, ...(unknown !== undefined && { unknown }) }] };
}

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
    plan(source, word.text, instruction.parents, options, ofContext),
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
