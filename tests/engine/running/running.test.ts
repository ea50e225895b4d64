/** What Docker said of every case with RUN (`record.ts`) against what the simulation says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { comparable, type SeenRun } from './case.ts';
import { runCases } from './cases/index.ts';
import { simulateRun } from './simulate.ts';

const goldens: Record<string, SeenRun> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8'),
);

describe('the simulation says what Docker said', () => {
  test('every case has a golden and every golden a case', () => {
    const names = runCases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(goldens).sort()).toEqual([...names].sort());
  });

  test.each(runCases.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    expect(comparable(await simulateRun(one))).toEqual(comparable(goldens[name] as SeenRun));
  });
});
