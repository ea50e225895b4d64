/**
 * Builds cases with the engine of DOCKER_HOST and writes what it said to `goldens/`.
 *
 *   node tests/engine/record.ts            all cases without a golden
 *   node tests/engine/record.ts copy- add- those whose name starts so, again
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cases } from './cases/index.ts';
import { buildWithDocker, engineAnswers } from './docker.ts';

const folder = join(import.meta.dirname, 'goldens');
const wanted = process.argv.slice(2);

if (!(await engineAnswers())) {
  process.stderr.write('No Docker engine answers. Set DOCKER_HOST to one, then run this again.\n');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const todo = cases.filter((one) =>
  wanted.length > 0
    ? wanted.some((prefix) => one.name.startsWith(prefix))
    : !existsSync(join(folder, `${one.name}.json`)),
);
for (const one of todo) {
  const seen = await buildWithDocker(one);
  writeFileSync(join(folder, `${one.name}.json`), `${JSON.stringify(seen, null, 1)}\n`);
  process.stdout.write(`${one.name}${seen.error === undefined ? '' : `: ${seen.error}`}\n`);
}
process.stdout.write(`${todo.length} recorded\n`);
