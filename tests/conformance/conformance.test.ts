import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/cli/inspect.ts';
import { type Case, casesFile, readCases } from './cases.ts';
import { compare, type Difference, fields } from './compare.ts';

/** What must agree at least, field by field: `npm run test:conformance` fails below. Raise it with the code. */
const floor = readJson('./floor.json') as Record<string, number>;
/** Differences that are right, each with its reason: the two versions of Docker that were asked. */
const explained = readJson('./explained.json') as { id: string; field: string; reason: string }[];

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

interface Row {
  cases: number;
  agree: number;
  explained: number;
}

function run(cases: readonly Case[]) {
  const rows: Record<string, Row> = {};
  const differences: Difference[] = [];
  for (const field of fields) rows[field.name] = { cases: 0, agree: 0, explained: 0 };
  for (const one of cases) {
    const inspection = inspect(one.dockerfile);
    for (const field of fields) {
      const row = rows[field.name] as Row;
      const result = compare(one, inspection, field);
      if (result === 'none') continue;
      row.cases++;
      if (result === 'same') {
        row.agree++;
        continue;
      }
      differences.push(result);
      if (explained.some(({ id, field: name }) => id === one.id && name === field.name)) row.explained++;
    }
  }
  return { rows, differences };
}

function table(rows: Record<string, Row>): string {
  const lines = Object.entries(rows).map(([name, { cases, agree, explained: reasons }]) => {
    const percent = ((100 * (agree + reasons)) / cases).toFixed(2);
    const counts = `${String(agree).padStart(4)} of ${String(cases).padStart(4)}`;
    return `  ${name.padEnd(28)} ${counts}  explained ${String(reasons).padStart(2)}  ${percent.padStart(6)} %`;
  });
  return `Agreement with Docker\n${lines.join('\n')}\n`;
}

const cases = readCases();
if (cases === undefined) {
  console.warn(
    `SKIPPED: no conformance cases at ${casesFile}; set STAGECRAFT_SHARED to the folder that has them.`,
  );
}

describe.skipIf(cases === undefined)('what Docker says', () => {
  const { rows, differences } = run(cases ?? []);

  test('is written to a report', () => {
    const folder = new URL('../../reports/', import.meta.url);
    mkdirSync(folder, { recursive: true });
    const report = { cases: cases?.length, fields: rows, explained, differences };
    writeFileSync(new URL('conformance.json', folder), `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(table(rows));
    expect(cases?.length).toBeGreaterThan(0);
  });

  test.each(fields.map(({ name }) => name))('%s: no worse than the floor', (name) => {
    const row = rows[name] as Row;
    expect(floor, `floor.json names ${name}`).toHaveProperty([name]);
    const open = differences.filter(({ id, field }) => field === name && !isExplained(id, name));
    const first = open.slice(0, 3).map((difference) => JSON.stringify(difference).slice(0, 600));
    expect(row.agree + row.explained, first.join('\n')).toBeGreaterThanOrEqual(floor[name] as number);
  });

  test('every explained difference is one', () => {
    for (const { id, field } of explained) {
      const found = differences.some((difference) => difference.id === id && difference.field === field);
      expect(found, `${id}, ${field}: agrees now, or no such case`).toBe(true);
    }
  });
});

function isExplained(id: string, field: string): boolean {
  return explained.some((entry) => entry.id === id && entry.field === field);
}
