/** What real shells and tools said of every script (`record.ts`) against what the simulation says of it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { comparable, type ScriptCase, type SeenScript } from './case.ts';
import { scriptCases } from './cases/index.ts';
import { CANNOT_TELL, DIFFERS } from './differs.ts';
import { asked, simulateScript } from './simulate.ts';

const goldens: Record<string, SeenScript & { readonly asked: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8'),
);

/** Both answers without what neither can be held to: the content of files that the simulation does not know. */
async function both(
  one: ScriptCase,
): Promise<{ ours: SeenScript; real: SeenScript; unknown: readonly string[] }> {
  const { unknown, ...said } = await simulateScript(one);
  const ours = comparable(one, said);
  const real = comparable(one, goldens[one.name] as SeenScript);
  const open = new Set(ours.files.filter((line) => line.endsWith(' ?')).map((line) => line.slice(0, -1)));
  const files = real.files.map((line) => {
    const start = line.replace(/\S+$/, '');
    return open.has(start) ? `${start}?` : line;
  });
  return { ours, real: { ...real, files }, unknown };
}

describe('the simulation says what the real shell and tools said', () => {
  test('every script has a golden of its own words, and every golden a script', () => {
    const names = scriptCases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(goldens).sort()).toEqual([...names].sort());
    for (const one of scriptCases) {
      const digest = createHash('sha256').update(asked(one)).digest('hex').slice(0, 12);
      expect(goldens[one.name]?.asked, `${one.name} was changed: record it again`).toBe(digest);
    }
    for (const name of [...Object.keys(DIFFERS), ...Object.keys(CANNOT_TELL)]) expect(names).toContain(name);
  });

  const listed = (name: string) => name in DIFFERS || name in CANNOT_TELL;
  test.each(scriptCases.filter(({ name }) => !listed(name)).map((one) => [one.name, one] as const))(
    '%s',
    async (_, one) => {
      const { ours, real, unknown } = await both(one);
      expect({ ...ours, unknown }).toEqual({ ...real, unknown: [] });
    },
  );

  test('what differs still differs', async () => {
    for (const one of scriptCases.filter(({ name }) => name in DIFFERS)) {
      const { ours, real } = await both(one);
      expect(ours, `${one.name} agrees: take it out of differs.ts`).not.toEqual(real);
    }
  });

  test('what cannot be told says so', async () => {
    for (const one of scriptCases.filter(({ name }) => name in CANNOT_TELL)) {
      const { unknown } = await both(one);
      expect(unknown, `${one.name} can be told: take it out of differs.ts`).not.toEqual([]);
    }
  });
});
