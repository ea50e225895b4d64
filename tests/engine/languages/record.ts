/**
 * Asks the engine of DOCKER_HOST for every case without a golden, or whose text has changed since.
 * `exercises/make-stand-ins.sh` must have run.
 *
 *   node tests/engine/languages/record.ts          what is missing or old
 *   node tests/engine/languages/record.ts node-    those whose name starts so, again
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineAnswers } from '../docker.ts';
import { caseDigest, type SeenExercise } from '../exercises/case.ts';
import { askDocker } from '../exercises/docker.ts';
import { asExercise } from './case.ts';
import { languageCases } from './cases/index.ts';

const path = join(import.meta.dirname, 'goldens.json');
if (!(await engineAnswers())) {
  process.stderr.write('Set DOCKER_HOST to an engine with the stand-ins, then run this again.\n');
  process.exit(2);
}
const wanted = process.argv.slice(2);
const old: Record<string, SeenExercise> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const goldens: Record<string, SeenExercise> = {};
const queue = languageCases.filter((one) => {
  const known = old[one.name];
  const again = wanted.some((prefix) => one.name.startsWith(prefix));
  if (known?.of !== caseDigest(asExercise(one)) || again) return true;
  goldens[one.name] = known;
  return false;
});

/** Writes what is known by now, in the order of the cases. */
function keep(): void {
  const known = languageCases.flatMap(({ name }) => (goldens[name] ? [[name, goldens[name]]] : []));
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(known), null, 1)}\n`);
}

await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const seen = await askDocker(asExercise(one));
      goldens[one.name] = seen;
      const { error, start } = seen;
      const words = error
        ? `${error.line} ${error.exitCode} ${error.words?.at(-1) ?? error.message}`
        : `built; ${start?.state} ${start?.exitCode ?? ''} ${start?.said ?? ''}`;
      process.stdout.write(`${one.name}: ${words}\n`);
      keep();
    }
  }),
);
keep();
