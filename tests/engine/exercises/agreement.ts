/** The tests of a set of projects that Docker built on the stand-ins: they say what the simulation says of each. */
import { beforeAll, describe, expect, test } from 'vitest';
import { caseDigest, type ExerciseCase, type SeenExercise } from './case.ts';
import type { Comparison } from './compare.ts';
import type { Difference } from './differs.ts';
import { type Simulated, simulateExercise } from './simulate.ts';

export interface Agreement {
  /** What one of them is called: `answer`. */
  readonly one: string;
  readonly cases: readonly ExerciseCase[];
  /** By name. */
  readonly goldens: Readonly<Record<string, SeenExercise>>;
  readonly compare: (docker: SeenExercise, simulated: Simulated) => Comparison;
  readonly differs: readonly Difference[];
  /** Of which the simulation cannot tell whether they are built or start. */
  readonly cannotTell: readonly string[];
  /** For all of them together, in ms. */
  readonly within: number;
}

/** Writes the tests down; to be called at the top of a test file. */
export function testAgreement({
  one,
  cases,
  goldens,
  compare,
  differs,
  cannotTell,
  within,
}: Agreement): void {
  const comparisons = new Map<string, Comparison>();
  beforeAll(async () => {
    for (const each of cases) {
      const golden = goldens[each.name];
      if (golden) comparisons.set(each.name, compare(golden, await simulateExercise(each)));
    }
  }, within);

  describe(`the simulation says what Docker said of every ${one}`, () => {
    test(`every ${one} has a golden of its present text, and every golden belongs to one`, () => {
      expect(Object.fromEntries(Object.entries(goldens).map(([name, { of }]) => [name, of]))).toEqual(
        Object.fromEntries(cases.map((each) => [each.name, caseDigest(each)])),
      );
    });

    test.each(cases.map(({ name }) => name))('%s', (name) => {
      const excused = differs.filter(({ answer }) => answer.test(name));
      const found = (comparisons.get(name)?.differs ?? ['not compared']).filter(
        (line) => !excused.some(({ what }) => what.test(line)),
      );
      expect(found).toEqual([]);
    });

    test('nothing is excused that agrees', () => {
      const idle = differs.filter(
        ({ answer, what }) =>
          ![...comparisons].some(
            ([name, { differs: found }]) => answer.test(name) && found.some((line) => what.test(line)),
          ),
      );
      expect(idle.map(({ why }) => why)).toEqual([]);
    });

    test('whether it is built and starts can be told of all but these', () => {
      const unsure = [...comparisons]
        .filter(([, comparison]) => comparison.cannotTell.some((line) => !line.startsWith('file ')))
        .map(([name]) => name);
      expect(unsure.sort()).toEqual([...cannotTell].sort());
    });
  });
}
