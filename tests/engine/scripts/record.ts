/**
 * Asks the engine of DOCKER_HOST for every script without an answer, and keeps the answers.
 *
 *   node tests/engine/scripts/record.ts            scripts without an answer, or changed ones
 *   node tests/engine/scripts/record.ts dash-      those whose name starts so, again
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineAnswers } from '../docker.ts';
import type { ScriptCase, SeenScript } from './case.ts';
import { scriptCases } from './cases/index.ts';
import { askScript } from './docker.ts';
import { asked } from './simulate.ts';

/** An answer with the question that it answers. */
export interface Golden extends SeenScript {
  readonly asked: string;
}

const path = join(import.meta.dirname, 'goldens.json');
if (!(await engineAnswers())) {
  process.stderr.write('Set DOCKER_HOST to an engine, then run this again.\n');
  process.exit(2);
}
const wanted = process.argv.slice(2);
const old: Record<string, Golden> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const SIDE_BY_SIDE = 4;

async function answer(one: ScriptCase): Promise<Golden> {
  const known = old[one.name];
  const digest = createHash('sha256').update(asked(one)).digest('hex').slice(0, 12);
  if (known?.asked === digest && !wanted.some((prefix) => one.name.startsWith(prefix))) return known;
  const said = await askScript(one);
  process.stdout.write(`${one.name}: ${said.exitCode}\n`);
  return { asked: digest, ...said };
}

const answers = new Map<string, Golden>();
const queue = [...scriptCases];
const work = async () => {
  for (let one = queue.shift(); one; one = queue.shift()) answers.set(one.name, await answer(one));
};
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
const goldens = Object.fromEntries(scriptCases.map(({ name }) => [name, answers.get(name)]));
writeFileSync(path, `${JSON.stringify(goldens, null, 1)}\n`);
