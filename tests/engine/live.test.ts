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

/**
 * Docker fails in these, but not always in the same words: where two things are wrong it reports whichever it
 * comes to first, and for a path below a file of another stage it depends on what its cache holds.
 */
const WORDS_VARY: ReadonlySet<string> = new Set([
  'error-bad-exclude-before-missing',
  'error-from-below-file',
  'error-from-glob-below-file',
  'error-from-two-below-file',
]);

describe.skipIf(!answers)('Docker says what the goldens say', () => {
  for (const one of cases) {
    test(one.name, async () => {
      const golden = JSON.parse(
        readFileSync(join(import.meta.dirname, 'goldens', `${one.name}.json`), 'utf8'),
      );
      const said = await buildWithDocker(one);
      if (WORDS_VARY.has(one.name)) expect(said).toHaveProperty('error');
      else expect(said).toEqual(golden);
    });
  }
});
