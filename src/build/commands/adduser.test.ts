/** Accounts: Debian's tools against what the real ones did, BusyBox's against its source's rules. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runOn } from './support/test-call.ts';

interface Golden {
  readonly command: string;
  readonly output: readonly string[];
  readonly exitCode: number;
  /** `passwd > LINE` for a new line, `<` for one that is gone. */
  readonly changes: readonly string[];
  readonly home: readonly string[];
}
const goldens: { files: Record<string, string>; skel: string[]; cases: Golden[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'testdata/debian-accounts.json'), 'utf8'),
);

describe('Debian', () => {
  const before = new Map(Object.entries(goldens.files));
  test.each(goldens.cases.map((one) => [one.command, one] as const))('%s', async (command, golden) => {
    const files: Record<string, string> = { '/home/': '', '/srv/': '', '/root/': '', '/var/www/': '' };
    for (const [name, text] of before) files[`/etc/${name}`] = text;
    for (const name of goldens.skel) files[`/etc/skel/${name}`] = 'x';
    const run = await runOn(
      { image: 'debian:trixie-slim', bare: true, files },
      `export PATH=/usr/bin; ${command}`,
    );
    const changes = [...before].flatMap(([name, text]) => {
      const old = text.split('\n');
      const now = (run.text(`/etc/${name}`) ?? '').split('\n');
      return [
        ...old.filter((line) => !now.includes(line)).map((line) => `${name} < ${line}`),
        ...now.filter((line) => !old.includes(line)).map((line) => `${name} > ${line}`),
      ];
    });
    const home = [...run.paths('/home'), ...run.paths('/srv')].map(
      (path) => `${path} ${run.meta(path)?.replace(/^0/, '')}`,
    );
    const said = run.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Usage:'));
    expect({ exitCode: run.exitCode, said, changes: changes.sort(), home: home.sort() }).toEqual({
      exitCode: golden.exitCode,
      said: command === 'useradd -D' ? [] : golden.output,
      changes: [...golden.changes].sort(),
      home: [...golden.home].sort(),
    });
  });
});
