/**
 * Asks the engine of DOCKER_HOST for every case without an answer, and keeps the answers.
 *
 *   node tests/engine/running/record.ts            cases without an answer
 *   node tests/engine/running/record.ts mount-     those whose name starts so, again
 *
 * ENGINE_BUSYBOX names a static BusyBox, of which the base is made.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineAnswers } from '../docker.ts';
import type { SeenRun } from './case.ts';
import { runCases } from './cases/index.ts';
import { askDocker } from './docker.ts';

const path = join(import.meta.dirname, 'goldens.json');
const busyboxPath = process.env.ENGINE_BUSYBOX;
if (!(await engineAnswers()) || !busyboxPath) {
  process.stderr.write(
    'Set DOCKER_HOST to an engine and ENGINE_BUSYBOX to a static BusyBox, then run this again.\n',
  );
  process.exit(2);
}
const busybox = readFileSync(busyboxPath).toString('base64');
const wanted = process.argv.slice(2);
const old: Record<string, SeenRun> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const goldens: Record<string, SeenRun> = {};
for (const one of runCases) {
  const known = old[one.name];
  if (known && !wanted.some((prefix) => one.name.startsWith(prefix))) goldens[one.name] = known;
  else {
    goldens[one.name] = await askDocker(one, busybox);
    process.stdout.write(`${one.name}: ${goldens[one.name]?.error ?? 'built'}\n`);
  }
  writeFileSync(path, `${JSON.stringify(goldens, null, 1)}\n`);
}
