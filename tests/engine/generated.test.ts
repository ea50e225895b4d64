/** The generated cases: what Docker said (`record-generated.ts`) against the simulation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedCases } from './generated.ts';
import { simulate } from './simulate.ts';
import { summary } from './summary.ts';

const goldens = JSON.parse(readFileSync(join(import.meta.dirname, 'goldens-generated.json'), 'utf8'));

test('every generated case has a golden', () => {
  expect(Object.keys(goldens)).toEqual(generatedCases.map((one) => one.name));
});

test.each(generatedCases.map((one) => [one.name, one] as const))('%s', async (name, one) => {
  expect(summary(await simulate(one))).toEqual(goldens[name]);
});
