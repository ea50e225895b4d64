/** File tools: what BusyBox 1.38 and coreutils 9 (Debian testing, 2026-11) print, against what ours do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runOn } from './support/test-call.ts';

type Cases = readonly { readonly command: string; readonly output: readonly string[] }[];
const goldens: { busybox: Cases; coreutils: Cases } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'testdata/file-tools.json'), 'utf8'),
);

describe.each([
  ['busybox', 'alpine:3.24'],
  ['coreutils', 'debian:trixie-slim'],
] as const)('%s', (family, image) => {
  test.each(goldens[family].map((one) => [one.command, one.output] as const))(
    '%s',
    async (command, output) => {
      const run = await runOn({ image }, command);
      const said = (run.stdout + run.stderr)
        .split('\n')
        .filter((line) => line !== '' && !/^(Usage|Try )/.test(line));
      expect({ said, unknown: run.unknown }).toEqual({ said: output, unknown: [] });
    },
  );
});

const debian = {
  image: 'debian:trixie-slim',
  cwd: '/w',
  files: { '/w/a': 'a\n', '/w/d/e/f': 'f\n', '/w/link': '-> a' },
};

describe('what they leave', () => {
  test('chown by name and number, links followed unless -h', async () => {
    const run = await runOn(debian, 'chown www-data:games a && chown -R 1000:1001 d && chown -h 7 link');
    expect(run.exitCode).toBe(0);
    expect(run.meta('/w/a')).toBe('0644 33:60');
    expect(run.meta('/w/d/e/f')).toBe('0644 1000:1001');
    expect(run.at('/w/link')).toMatchObject({ uid: 33 });
  });
  test('chmod: symbolic modes under the umask, -R with X', async () => {
    const run = await runOn(
      debian,
      'chmod +x a && chmod -R u=rwX,go= d && mkdir -m 1777 t && chmod g+w,o-x t',
    );
    expect(run.meta('/w/a')).toBe('0755 0:0');
    expect(run.meta('/w/d/e')).toBe('0700 0:0');
    expect(run.meta('/w/d/e/f')).toBe('0600 0:0');
    expect(run.meta('/w/t')).toBe('1776 0:0');
  });
  test('cp: into a directory, over a file, -a keeps owners, a link stays a link under -r', async () => {
    const run = await runOn(
      debian,
      'chown 5:6 a && chmod 600 a && cp a d && cp -a a kept && touch there && chmod 777 there && cp a there && cp -r d copy && cp -r link l2 && cp link l3',
    );
    expect(run.stderr).toBe('');
    expect(run.meta('/w/d/a')).toBe('0600 0:0');
    expect(run.meta('/w/kept')).toBe('0600 5:6');
    expect(run.meta('/w/there')).toBe('0777 0:0');
    expect(run.text('/w/copy/e/f')).toBe('f\n');
    expect(run.at('/w/l3')).toMatchObject({ type: 'file' });
  });
  test('mv keeps owner and mode, of trees too', async () => {
    const run = await runOn(debian, 'chown -R 5:6 d && mkdir to && mv d to && mv a to/b');
    expect(run.meta('/w/to/d/e/f')).toBe('0644 5:6');
    expect(run.text('/w/to/b')).toBe('a\n');
    expect(run.at('/w/d')).toBeUndefined();
  });
  test('install: mode 0755, owner, -D and -d', async () => {
    const run = await runOn(
      debian,
      'install -D -o www-data -g games -m 640 a x/y/z && install a plain && install -d -m 700 p/q',
    );
    expect(run.meta('/w/x/y/z')).toBe('0640 33:60');
    expect(run.meta('/w/plain')).toBe('0755 0:0');
    expect(run.meta('/w/p/q')).toBe('0700 0:0');
    expect(run.meta('/w/p')).toBe('0755 0:0');
  });
  test('a user without rights cannot change what is root’s', async () => {
    const run = await runOn({ ...debian, user: 'nobody' }, 'chown nobody a; chmod 777 a; rm -f a');
    expect(run.stderr).toBe(
      "chown: changing ownership of 'a': Operation not permitted\nchmod: changing permissions of 'a': Operation not permitted\nrm: cannot remove 'a': Permission denied\n",
    );
  });
});
