/** What Docker said of every small project (`record.ts`) against what the simulation says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { caseDigest, type SeenExercise } from '../exercises/case.ts';
import type { Comparison } from '../exercises/compare.ts';
import { simulateExercise } from '../exercises/simulate.ts';
import { asExercise } from './case.ts';
import { languageCases } from './cases/index.ts';
import { compareWords } from './compare.ts';
import { CANNOT_TELL, DIFFERS } from './differs.ts';

const goldens: Record<string, SeenExercise> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8'),
);

const comparisons = new Map<string, Comparison>();
beforeAll(async () => {
  for (const one of languageCases) {
    const golden = goldens[one.name];
    if (golden) comparisons.set(one.name, compareWords(golden, await simulateExercise(asExercise(one))));
  }
}, 120_000);

describe('the simulation says what Docker said of every project', () => {
  test('every project has a golden of its present text, and every golden a project', () => {
    expect(Object.fromEntries(Object.entries(goldens).map(([name, { of }]) => [name, of]))).toEqual(
      Object.fromEntries(languageCases.map((one) => [one.name, caseDigest(asExercise(one))])),
    );
  });

  test.each(languageCases.map(({ name }) => name))('%s', (name) => {
    const excused = DIFFERS.filter((one) => one.answer.test(name));
    const differs = (comparisons.get(name)?.differs ?? ['not compared']).filter(
      (line) => !excused.some(({ what }) => what.test(line)),
    );
    expect(differs).toEqual([]);
  });

  test('nothing is excused that agrees', () => {
    const idle = DIFFERS.filter(
      ({ answer, what }) =>
        ![...comparisons].some(
          ([name, { differs }]) => answer.test(name) && differs.some((line) => what.test(line)),
        ),
    );
    expect(idle.map(({ why }) => why)).toEqual([]);
  });

  test('whether it is built and starts can be told of all but these', () => {
    const unsure = [...comparisons]
      .filter(([, { cannotTell }]) => cannotTell.some((line) => !line.startsWith('file ')))
      .map(([name]) => name);
    expect(unsure.sort()).toEqual([...CANNOT_TELL].sort());
  });
});
