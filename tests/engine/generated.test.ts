/** The generated cases: what Docker said (`record-generated.ts`) against the simulation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedCases } from './generated.ts';
import { simulate } from './simulate.ts';
import { summary } from './summary.ts';

const goldens = JSON.parse(readFileSync(join(import.meta.dirname, 'goldens-generated.json'), 'utf8'));

/** Where Docker says one thing today and another tomorrow. */
const explained: Record<string, string> = {
  'generated-copy-274':
    'a path below a file of another stage: "not found" or "not a directory", whichever its checksum meets first',
};

test('every generated case has a golden', () => {
  expect(Object.keys(goldens)).toEqual(generatedCases.map((one) => one.name));
});

const compared = generatedCases.filter((one) => !(one.name in explained));
test.each(compared.map((one) => [one.name, one] as const))('%s', async (name, one) => {
  expect(summary(await simulate(one))).toEqual(goldens[name]);
});
