/**
 * Asks the engine of DOCKER_HOST for every answer to an exercise without a golden, or whose text has changed
 * since, and keeps what it said. `make-stand-ins.sh` must have run.
 *
 *   node tests/engine/exercises/record.ts                what is missing or old
 *   node tests/engine/exercises/record.ts go-scratch/    those whose name starts so, again
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineAnswers } from '../docker.ts';
import { caseDigest, counts, exerciseCases, type SeenExercise } from './case.ts';
import { askDocker } from './docker.ts';

const path = join(import.meta.dirname, 'goldens.json');
if (!(await engineAnswers())) {
  process.stderr.write('Set DOCKER_HOST to an engine with the stand-ins, then run this again.\n');
  process.exit(2);
}
const wanted = process.argv.slice(2);
const old: Record<string, SeenExercise> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const goldens: Record<string, SeenExercise> = {};
const cases = exerciseCases();
const queue = cases.filter((one) => {
  const known = old[one.name];
  if (!known || known.of !== caseDigest(one) || wanted.some((prefix) => one.name.startsWith(prefix)))
    return true;
  // A path that no longer counts need not be kept.
  const files = known.files?.filter((line) => counts(line.split(' ', 1)[0]?.replace(/^-/, '') ?? ''));
  goldens[one.name] = { ...known, ...(files && { files }) };
  return false;
});

/** Writes what is known by now, in the order of the exercises. */
function keep(): void {
  const known = cases.flatMap(({ name }) => (goldens[name] ? [[name, goldens[name]]] : []));
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(known), null, 1)}\n`);
}

// A container that runs on is watched for some seconds; meanwhile the next ones are built.
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const seen = await askDocker(one);
      goldens[one.name] = seen;
      const start = seen.start;
      const said =
        seen.error?.message ?? `built; ${start?.state} ${start?.exitCode ?? ''} ${start?.said ?? ''}`;
      process.stdout.write(`${one.name}: ${said}\n`);
      keep();
    }
  }),
);
keep();
