/** Package managers and downloads: what they need, say and leave. Words of apt 3 and apk-tools 3. */
import { expect, test } from 'vitest';
import { runOn } from './support/test-call.ts';

const debian = { image: 'debian:trixie-slim' };
const alpine = { image: 'alpine:3.24' };

test('apt-get install without lists does not find the package', async () => {
  const run = await runOn(debian, 'apt-get install -y curl');
  expect(run).toMatchObject({ exitCode: 100, stderr: 'E: Unable to locate package curl\n', unknown: [] });
});

test('apt-get install without -y stops at the question', async () => {
  const run = await runOn(debian, 'apt-get update && apt-get install curl');
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('Do you want to continue? [Y/n] Abort.');
});

test('apt-get: lists stay until they are removed, the program is there', async () => {
  const kept = await runOn(debian, 'apt-get update && apt-get install -y curl');
  expect(kept.unknown).toEqual([]);
  expect(kept.paths('/var/lib/apt/lists').length).toBeGreaterThan(2);
  expect(kept.at('/usr/bin/curl')).toMatchObject({ mode: 0o755, program: { libc: 'glibc' } });
  const gone = await runOn(
    debian,
    'apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
  );
  expect(gone).toMatchObject({ exitCode: 0, unknown: [] });
  expect(gone.paths('/var/lib/apt/lists')).toEqual([]);
});

test('apt-get as another user has no rights', async () => {
  const run = await runOn({ ...debian, user: 'nobody' }, 'apt-get update');
  expect(run.exitCode).toBe(100);
  expect(run.stderr).toContain('Permission denied');
});

test('a manager of the wrong family is not there', async () => {
  expect(await runOn(alpine, 'apt-get update')).toMatchObject({
    exitCode: 127,
    stderr: '/bin/sh: apt-get: not found\n',
  });
  expect(await runOn(debian, 'apk add curl')).toMatchObject({
    exitCode: 127,
    stderr: '/bin/sh: 1: apk: not found\n',
  });
});

test('apk add brings programs; without --no-cache the index stays', async () => {
  const run = await runOn(alpine, 'apk add --no-cache curl && curl -fsSL -o /x https://example.com/x');
  expect(run).toMatchObject({ exitCode: 0, unknown: [] });
  expect(run.at('/x')).toMatchObject({ type: 'file', size: { certainty: 'unknown' } });
  expect(run.paths('/var/cache/apk')).toEqual([]);
  expect((await runOn(alpine, 'apk add curl')).paths('/var/cache/apk')).not.toEqual([]);
});

test('apk del of a virtual package takes its members away', async () => {
  const run = await runOn(
    alpine,
    'apk add --no-cache --virtual .deps git curl && apk del .deps && git --version',
  );
  expect(run.stderr).toBe('/bin/sh: git: not found\n');
});

test('a package that is not listed makes what follows unsure, never wrong', async () => {
  const run = await runOn(alpine, 'apk add --no-cache some-thing && go version');
  expect(run.unknown.length).toBeGreaterThan(0);
});

test('a fetched archive is unpacked into something that nobody knows', async () => {
  const run = await runOn(alpine, 'mkdir /opt/x && wget -qO- https://example.com/x.tgz | tar -xz -C /opt/x');
  expect(run).toMatchObject({ exitCode: 0, unknown: [] });
  expect(run.at('/opt/x')).toMatchObject({ type: 'directory', unlisted: expect.any(String) });
});

test('what is no archive is refused', async () => {
  const run = await runOn({ ...debian, files: { '/a.tar': 'no archive' } }, 'tar -xf /a.tar');
  expect(run).toMatchObject({ exitCode: 2 });
  expect(run.stderr).toContain('This does not look like a tar archive');
});
