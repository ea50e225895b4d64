/** The exercise folders as the site needs them, read by the same code as the terminal's. */
import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { type ExerciseFolder, listExerciseFolders, loadExerciseFolder } from '../cli/exercise-folder.ts';

/** @param root Absolute path of the folder of exercises. @throws An Error that names every problem of every folder. */
export function readExercises(root: string): ExerciseFolder[] {
  if (!existsSync(root)) return [];
  const found: ExerciseFolder[] = [];
  const problems: string[] = [];
  for (const folder of listExerciseFolders(root)) {
    const loaded = loadExerciseFolder(folder);
    if (loaded.ok) found.push(loaded.exercise);
    else
      for (const { file, line, key, message, advice } of loaded.problems) {
        const place = `${join(basename(root), relative(root, folder), file)}${line === undefined ? '' : `:${line}`}`;
        problems.push(`${place}: ${key ? `${key}: ` : ''}${message}${advice ? ` ${advice}` : ''}`);
      }
  }
  if (problems.length > 0)
    throw new Error(
      `Exercises that cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
  return found;
}
