/** Whatever stops a build, the learner is told what to do: by advice, or by a fix that does it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorHelp } from '../../src/dockerfile/error-help.ts';
import { analyze, explainErrorsWith } from '../../src/dockerfile/index.ts';
import { readCases } from './cases.ts';

const cases = readCases();

describe.skipIf(cases === undefined)('every error says what to do', () => {
  beforeAll(() => explainErrorsWith(errorHelp));
  afterAll(() => explainErrorsWith(undefined));

  test('in all cases that have one', () => {
    const errors = (cases ?? []).flatMap(({ dockerfile }) =>
      analyze(dockerfile).diagnostics.filter(({ severity }) => severity === 'error'),
    );
    expect(errors.length).toBeGreaterThan(100);
    const silent = errors.filter(({ advice, fix }) => advice === undefined && fix === undefined);
    expect(silent.map(({ message }) => message)).toEqual([]);
  });
});
