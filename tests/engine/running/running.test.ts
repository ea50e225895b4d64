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

/** Where the answers differ, and why that is left so. */
const DIFFERS: Readonly<Record<string, string>> = {
  'run-glob': 'the layer holds /tmp, of which nothing but the time changed',
  'run-umask': 'umask is always 022',
  'mount-bind-relative-target': 'the layer holds /w, of which nothing but the time changed',
  'cache-linked':
    "the engine's classic image store treats --link like COPY; the default store of Docker 29 does not",
  'project-background': 'open',
  'project-backtick-escape': 'open',
  'project-entrypoint-script': 'open',
  'project-entrypoint-script-fails': 'open',
  'project-home-set': 'open',
  'project-lost-shell-state': 'open',
  'project-parameters': 'open',
  'project-sed-in-place': 'open',
  'project-trace': 'open',
  'project-trace-set': 'open',
  'assets-arithmetic': 'open',
  'assets-awk-report': 'open',
  'assets-crlf-and-charset': 'open',
  'assets-find-and-xargs': 'open',
  'assets-sed-kinds': 'open',
  'assets-template-by-env': 'open',
  'copies-changed-mode-later': 'open',
  'copies-manifests-first': 'open',
  'copies-non-root-service': 'open',
  'copies-owners-and-modes': 'open',
  'copies-secret-and-env': 'open',
  'packing-checksums': 'open',
  'packing-devices': 'open',
  'packing-hard-links-copied': 'open',
};

describe('the simulation says what Docker said', () => {
  test('every case has a golden and every golden a case', () => {
    const names = runCases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(goldens).sort()).toEqual([...names].sort());
  });

  test('nothing is excused that agrees', async () => {
    for (const one of runCases.filter(({ name }) => name in DIFFERS)) {
      const seen = comparable(await simulateRun(one));
      expect(seen).not.toEqual(comparable(goldens[one.name] as SeenRun));
    }
  });

  const strict = runCases.filter(({ name }) => !(name in DIFFERS));
  test.each(strict.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    expect(comparable(await simulateRun(one))).toEqual(comparable(goldens[name] as SeenRun));
  });
});
