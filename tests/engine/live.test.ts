/** Asks a real engine again, so that the goldens stay true. Needs DOCKER_HOST. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cases } from './cases/index.ts';
import { buildWithDocker, engineAnswers } from './docker.ts';

const answers = await engineAnswers();
if (!answers) {
  process.stderr.write(
    'SKIPPED: no Docker engine answers (DOCKER_HOST), so only recorded answers are compared.\n',
  );
}

describe.skipIf(!answers)('Docker says what the goldens say', () => {
  for (const one of cases) {
    test(one.name, async () => {
      const golden = JSON.parse(
        readFileSync(join(import.meta.dirname, 'goldens', `${one.name}.json`), 'utf8'),
      );
      expect(await buildWithDocker(one)).toEqual(golden);
    });
  }
});
