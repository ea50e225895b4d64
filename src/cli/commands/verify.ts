import { existsSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { type Command, readArguments } from '../command.ts';
import { isExerciseFolder, listExerciseFolders, loadExerciseFolder } from '../exercise-folder.ts';
import { describeProblem, EXERCISES } from '../find-exercise.ts';
import { type Failure, proveExercise } from '../prove-exercise.ts';
import { CommandError, EXIT, painter, type Terminal } from '../terminal.ts';

const USAGE = 'verify [folder] [--json]';

export const command: Command = {
  usage: USAGE,
  summary: 'prove that exercises keep what they promise',
  details: `[folder] is a folder of exercises or one exercise; the exercises of this
repository where it is left out.
Proves of each: the files are valid, the start leaves a goal unmet, every
solution meets all goals, every mistake leaves unmet exactly the goals that it
names, and no hint but the last holds a line of a solution.

Exit code: 0 all are proven, 1 one is not, 2 it could not run.`,
  run,
};

interface Proof {
  readonly id: string;
  readonly folder: string;
  readonly ok: boolean;
  readonly failures: readonly (Failure & { readonly line?: number })[];
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } });
  if (positionals.length > 1) {
    throw new CommandError('verify takes one folder.', `Usage: stagecraft ${USAGE}`);
  }
  const folders = foldersOf(positionals[0], terminal);
  const paint = painter(terminal.colour);
  const proofs: Proof[] = [];
  for (const folder of folders) {
    const proof = await prove(folder);
    proofs.push(proof);
    if (values.json) continue;
    const shown = relative(terminal.directory, folder) || '.';
    terminal.out(`${proof.ok ? paint('green', 'proven    ') : paint('red', 'not proven')} ${proof.id}\n`);
    for (const { file, line, message } of proof.failures) {
      terminal.out(`  ${shown}/${file}${line === undefined ? '' : `:${line}`}: ${message}\n`);
    }
  }
  const ok = proofs.every((proof) => proof.ok);
  if (values.json) terminal.out(`${JSON.stringify({ version: 1, ok, exercises: proofs })}\n`);
  else
    terminal.out(
      `\n${proofs.filter((proof) => proof.ok).length} of ${proofs.length} exercises are proven.\n`,
    );
  return ok ? EXIT.ok : EXIT.unmet;
}

function foldersOf(given: string | undefined, terminal: Terminal): string[] {
  const folder = given === undefined ? EXERCISES : resolve(terminal.directory, given);
  if (!existsSync(folder)) throw new CommandError(`There is no folder ${given ?? folder}.`);
  if (isExerciseFolder(folder)) return [folder];
  let folders: string[];
  try {
    folders = listExerciseFolders(folder);
  } catch (error) {
    throw new CommandError(`${given ?? folder} cannot be read as a folder: ${(error as Error).message}.`);
  }
  if (folders.length === 0) {
    const advice = 'An exercise is a folder with an exercise.yaml in it.';
    throw new CommandError(`There is no exercise in ${given ?? folder}.`, advice);
  }
  return folders;
}

async function prove(folder: string): Promise<Proof> {
  const id = basename(folder);
  const loaded = loadExerciseFolder(folder);
  if (loaded.ok) {
    const failures = await proveExercise(loaded.exercise);
    return { id, folder, ok: failures.length === 0, failures };
  }
  const failures = loaded.problems.map((problem) => {
    const { file, line, ...rest } = problem;
    return { file, ...(line === undefined ? {} : { line }), message: describe(rest) };
  });
  return { id, folder, ok: false, failures };
}

function describe(problem: {
  readonly key?: string;
  readonly message: string;
  readonly advice?: string;
}): string {
  return describeProblem({ file: '', ...problem }).slice(': '.length);
}
