// `node tests/bench/build.ts`: how long a simulated build takes, for every solution of every exercise.
import { join } from 'node:path';
import { rehearse } from '../../src/build/index.ts';
import { listExerciseFolders, loadExerciseFolder } from '../../src/cli/exercise-folder.ts';
import { contextFiles } from '../../src/cli/grade-text.ts';
import { analyze } from '../../src/dockerfile/index.ts';
import { analyzeOptions } from '../../src/grading/index.ts';

const ROUNDS = 21;
const GOAL_MS = 50;
let worst = 0;
for (const folder of listExerciseFolders(join(import.meta.dirname, '../../exercises'))) {
  const loaded = loadExerciseFolder(folder);
  if (!loaded.ok) throw new Error(`${folder} is not valid`);
  const { exercise } = loaded;
  const files = contextFiles(exercise);
  for (const solution of exercise.solutions) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      await rehearse(analyze(solution.text, analyzeOptions(exercise.exercise)), files);
      times.push(performance.now() - start);
    }
    const median = times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
    worst = Math.max(worst, median);
    console.log(
      `  ${`${exercise.exercise.id}/${solution.file}`.padEnd(48)} ${median.toFixed(1).padStart(6)} ms`,
    );
  }
}
console.log(
  `the slowest simulated build: ${worst.toFixed(1)} ms (goal ${GOAL_MS}: ${worst <= GOAL_MS ? 'met' : 'MISSED'})`,
);
