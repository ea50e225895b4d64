/** Every exercise of the repository proves itself, as `stagecraft verify` does. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listExerciseFolders, loadExerciseFolder } from '../../src/cli/exercise-folder.ts';
import { describeProblem, EXERCISES } from '../../src/cli/find-exercise.ts';
import { proveExercise } from '../../src/cli/prove-exercise.ts';

const folders = listExerciseFolders(EXERCISES);

it('there are exercises', () => {
  expect(folders.length).toBeGreaterThanOrEqual(8);
});

describe.each(folders.map((folder) => [basename(folder), folder] as const))('%s', (_, folder) => {
  it('is valid and proven', async () => {
    const loaded = loadExerciseFolder(folder);
    expect(loaded.ok ? [] : loaded.problems.map(describeProblem)).toEqual([]);
    if (!loaded.ok) return;
    expect((await proveExercise(loaded.exercise)).map(({ file, message }) => `${file}: ${message}`)).toEqual(
      [],
    );
  });

  it('names its schema for editors', () => {
    const [first] = readFileSync(join(folder, 'exercise.yaml'), 'utf8').split('\n', 1);
    expect(first).toBe('# yaml-language-server: $schema=../schema.json');
  });

  it('has something to build', () => {
    const loaded = loadExerciseFolder(folder);
    expect(loaded.ok && loaded.exercise.context.length).toBeGreaterThan(0);
  });
});

it('no two exercises share a place in a track', () => {
  const places = folders.flatMap((folder) => {
    const loaded = loadExerciseFolder(folder);
    return loaded.ok ? [`${loaded.exercise.exercise.track} ${loaded.exercise.exercise.order}`] : [];
  });
  expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([]);
});
