/**
 * Builds the generated cases with the engine of DOCKER_HOST and writes `goldens-generated.json`.
 *
 *   node tests/engine/record-generated.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWithDocker, engineAnswers } from './docker.ts';
import { generatedCases } from './generated.ts';
import { summary } from './summary.ts';

if (!(await engineAnswers())) {
  process.stderr.write('No Docker engine answers. Set DOCKER_HOST to one, then run this again.\n');
  process.exit(2);
}
const lines: string[] = [];
for (const one of generatedCases) {
  lines.push(`${JSON.stringify(one.name)}: ${JSON.stringify(summary(await buildWithDocker(one)))}`);
}
writeFileSync(join(import.meta.dirname, 'goldens-generated.json'), `{\n${lines.join(',\n')}\n}\n`);
process.stdout.write(`${lines.length} recorded\n`);
