/** What Docker said of each case (`record.ts`) against what our simulation says of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Seen } from './case.ts';
import { cases } from './cases/index.ts';
import { simulate } from './simulate.ts';

const folder = join(import.meta.dirname, 'goldens');

describe('the simulation says what Docker said', () => {
  test('every case has a golden and every golden a case', () => {
    const names = cases.map((one) => `${one.name}.json`).sort();
    expect(new Set(names).size).toBe(names.length);
    expect(readdirSync(folder).sort()).toEqual(names);
  });

  for (const one of cases) {
    const path = join(folder, `${one.name}.json`);
    if (!existsSync(path)) continue;
    test.skipIf(one.differs !== undefined)(one.name, async () => {
      const golden = JSON.parse(readFileSync(path, 'utf8')) as Seen;
      const seen = await simulate(one);
      expect(seen.error).toBe(golden.error);
      expect(seen.files).toEqual(golden.files);
      expect(seen.config).toEqual(golden.config);
      expect(seen.history).toEqual(golden.history);
      expect(seen.layers).toEqual(golden.layers);
    });
  }
});
