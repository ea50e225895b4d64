/** What Docker said of every answer to every exercise (`record.ts`) against what the simulation says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { caseDigest, exerciseCases, type SeenExercise } from './case.ts';
import { type Comparison, compare } from './compare.ts';
import { DIFFERS } from './differs.ts';
import { simulateExercise } from './simulate.ts';

const goldens: Record<string, SeenExercise> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8'),
);
const cases = exerciseCases();

/** Answers of which the simulation cannot tell whether they are built or start. */
const CANNOT_TELL: readonly string[] = ['name-the-stage/mistakes/name-misspelt'];

const comparisons = new Map<string, Comparison>();
beforeAll(async () => {
  for (const one of cases) {
    const golden = goldens[one.name];
    if (golden) comparisons.set(one.name, compare(golden, await simulateExercise(one)));
  }
}, 60_000);

describe('the simulation says what Docker said of every answer', () => {
  test('every answer has a golden of its present text, and every golden an answer', () => {
    expect(Object.fromEntries(Object.entries(goldens).map(([name, { of }]) => [name, of]))).toEqual(
      Object.fromEntries(cases.map((one) => [one.name, caseDigest(one)])),
    );
  });

  test.each(cases.map(({ name }) => name))('%s', (name) => {
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
