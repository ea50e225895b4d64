import { expect, test } from 'vitest';
import { satisfies } from './semver.ts';

/** Answers of the semver package that npm brings, asked on 2026-11-21. */
test.each([
  ['3.0.1', '^2.0.0', false],
  ['2.9.9', '^2.0.0', true],
  ['0.3.0', '^0.2.3', false],
  ['0.2.9', '^0.2.3', true],
  ['0.0.4', '^0.0.3', false],
  ['0.5.0', '^0', true],
  ['1.2.9', '~1.2.3', true],
  ['1.3.0', '~1.2.3', false],
  ['1.9.0', '~1', true],
  ['1.9.0', '1.x', true],
  ['2.0.0', '1', false],
  ['24.2.0', '>=18', true],
  ['24.2.0', '>=18 <24', false],
  ['24.2.0', '>24', false],
  ['24.2.0', '<=24', true],
  ['24.2.0', '^20 || ^22', false],
  ['24.2.0', '>= 20', true],
  ['24.2.0', '*', true],
  ['1.2.3', '=1.2.3', true],
  ['1.2.3', 'latest', undefined],
  ['1.2.3', 'github:a/b', undefined],
] as const)('%s in %s', (version, range, fits) => {
  expect(satisfies(version, range)).toBe(fits);
});
