/** What Docker said of every answer to every exercise (`record.ts`) against what the simulation says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testAgreement } from './agreement.ts';
import { exerciseCases } from './case.ts';
import { compare } from './compare.ts';
import { DIFFERS } from './differs.ts';

testAgreement({
  one: 'answer',
  cases: exerciseCases(),
  goldens: JSON.parse(readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8')),
  compare,
  differs: DIFFERS,
  cannotTell: ['name-the-stage/mistakes/name-misspelt'],
  within: 60_000,
});
