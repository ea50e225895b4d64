import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearest } from '../grading/distance.ts';
import {
  type ExerciseFolder,
  type ExerciseProblem,
  isExerciseFolder,
  listExerciseFolders,
  loadExerciseFolder,
} from './exercise-folder.ts';
import { CommandError } from './terminal.ts';

/** The exercises of this repository. */
export const EXERCISES = fileURLToPath(new URL('../../exercises', import.meta.url));

/**
 * Finds an exercise by its id or by the path of its folder, and loads it. Throws CommandError where there
 * is none or where it is broken.
 */
export function findExercise(name: string, directory: string): ExerciseFolder {
  const path = resolve(directory, name);
  const folder = isFolder(path) && (isExerciseFolder(path) || name.includes('/')) ? path : undefined;
  const known = existsSync(EXERCISES) ? listExerciseFolders(EXERCISES) : [];
  const byId = known.find((candidate) => basename(candidate) === name);
  const found = folder ?? byId;
  if (found === undefined) {
    const near = nearest(
      name,
      known.map((candidate) => basename(candidate)),
    );
    throw new CommandError(
      `There is no exercise "${name}"${near === undefined ? '' : ` (did you mean "${near}"?)`}.`,
      `Exercises: ${known.map((candidate) => basename(candidate)).join(', ') || 'none'}. A path to an exercise's folder works, too.`,
    );
  }
  const loaded = loadExerciseFolder(found);
  if (loaded.ok) return loaded.exercise;
  throw new CommandError(
    `The exercise in ${found} is broken:\n${loaded.problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`,
  );
}

/** A problem of an exercise's folder in one line: file, line, key, reason, what to do. */
export function describeProblem({ file, line, key, message, advice }: ExerciseProblem): string {
  const where = `${file}${line === undefined ? '' : `:${line}`}`;
  return `${where}: ${key === undefined ? '' : `${key}: `}${message}${advice === undefined ? '' : ` ${advice}`}`;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
