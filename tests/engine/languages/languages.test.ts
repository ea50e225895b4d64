/** What Docker said of every small project (`record.ts`) against what the simulation says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testAgreement } from '../exercises/agreement.ts';
import { asExercise } from './case.ts';
import { languageCases } from './cases/index.ts';
import { compareWords } from './compare.ts';
import { CANNOT_TELL, DIFFERS } from './differs.ts';

testAgreement({
  one: 'project',
  // Goldens go by the project's own name.
  cases: languageCases.map((one) => ({ ...asExercise(one), name: one.name })),
  goldens: JSON.parse(readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8')),
  compare: compareWords,
  differs: DIFFERS,
  cannotTell: CANNOT_TELL,
  within: 120_000,
});
