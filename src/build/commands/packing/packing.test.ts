/** Archives of real tools are read as they are; what is packed here comes out again, in any form and later step. */
import { describe, expect, test } from 'vitest';
import { runOn } from '../support/test-call.ts';

/** `tar -czf` of GNU tar 1.35: d/a.txt with a hard link d/hard, d/link to a.txt, d/sub/run (0755), all of 1001:50. */
const TAR_GZ =
  'H4sIAAAAAAAAA+3WTQqDMBAF4Kx7ipTum0xMzHmUVJSKBX+gx6/VbiqItDAp1PctjGJgBh7RCUqw0yPv3HMl72h61qmZ19ni3htthHT8rQkxdH3WSrm5b9xWFPztxBZUdu7vPWuNKW5r1/NP0vf8SdP4WmrWrl52nn95qeubXLkeft0dcAuqzNrAW2Pz/C+//0QmsUJSjI/Tzs9/UHXVXHlrTP9/7z/JX1stpOFPH/mrbsiZZ8Av5j/vE8x/Mcz5t0PDWGMzfzLL+c9RivkvhtNR5VWjuhKzHgAAAAAAAAAAAAAAwF94ADcgNP8AKAAA';
/** Python's zipfile: d/a.txt and d/sub/run (0755) deflated, d/stored.txt stored. */
const ZIP =
  'UEsDBBQAAAAIAAlKdV1oAjFmDAAAAB4AAAAHAAAAZC9hLnR4dMtIzcnJV8jATnIBAFBLAwQUAAAACAAJSnVdHZ37BAwAAAAKAAAACQAAAGQvc3ViL3J1blNW1E/KzNMvzuACAFBLAwQUAAAAAAAJSnVdC88OGwEAAAABAAAADAAAAGQvc3RvcmVkLnR4dHNQSwECFAMUAAAACAAJSnVdaAIxZgwAAAAeAAAABwAAAAAAAAAAAAAApIEAAAAAZC9hLnR4dFBLAQIUAxQAAAAIAAlKdV0dnfsEDAAAAAoAAAAJAAAAAAAAAAAAAADtgTEAAABkL3N1Yi9ydW5QSwECFAMUAAAAAAAJSnVdC88OGwEAAAABAAAADAAAAAAAAAAAAAAAgAFkAAAAZC9zdG9yZWQudHh0UEsFBgAAAAADAAMApgAAAI8AAAAAAA==';

const debian = { image: 'debian:trixie-slim', programs: ['zip', 'unzip', 'xz', 'bzip2', 'zstd', 'base64'] };
const alpine = { image: 'alpine:3.24' };

describe('archives of real tools', () => {
  test.each([debian, alpine])('tar.gz on $image', async (system) => {
    const run = await runOn(system, `echo ${TAR_GZ} | base64 -d > /t.tgz; mkdir /o; tar -xzf /t.tgz -C /o`);
    expect(run).toMatchObject({ exitCode: 0, stderr: '', unknown: [] });
    expect(run.paths('/o')).toEqual([
      '/o/d',
      '/o/d/a.txt',
      '/o/d/hard',
      '/o/d/link',
      '/o/d/sub',
      '/o/d/sub/run',
    ]);
    expect(run.text('/o/d/hard')).toBe('hello hello hello hello hello\n');
    expect(run.meta('/o/d/sub/run')).toBe('0755 1001:50');
    expect(run.entries('/o').find(({ path }) => path === '/o/d/link')?.entry).toMatchObject({
      target: 'a.txt',
    });
  });
  test.each([debian, alpine])('zip on $image', async (system) => {
    const run = await runOn(system, `echo ${ZIP} | base64 -d > /z.zip; unzip -q /z.zip -d /o`);
    expect(run).toMatchObject({ exitCode: 0, stderr: '', unknown: [] });
    expect(run.text('/o/d/a.txt')).toBe('hello hello hello hello hello\n');
    expect(run.text('/o/d/stored.txt')).toBe('s');
    expect(run.meta('/o/d/sub/run')).toBe('0755 0:0');
  });
  test('an archive that was cut off is not unpacked', async () => {
    const cut = await runOn(
      alpine,
      `echo ${TAR_GZ.slice(0, 120)} | base64 -d > /t.tgz; tar -xzf /t.tgz -C /tmp`,
    );
    expect(cut.exitCode).toBe(1);
    const zip = await runOn(debian, `echo ${ZIP.slice(0, 120)} | base64 -d > /z.zip; unzip -q /z.zip`);
    expect(zip.exitCode !== 0 || zip.unknown.length > 0).toBe(true);
  });
});

const FILES = { '/p/a.txt': 'text\n', '/p/b/c.sh': '#!/bin/sh\n', '/p/b/l': '-> ../a.txt' };

describe('what is packed comes out again', () => {
  test.each([
    ['tar -C /p -cf /x . && tar -C /o -xf /x'],
    ['tar -C /p -czf /x.tgz . && cp /x.tgz /y && rm /x.tgz && tar -C /o -xzf /y'],
    ['tar -C /p -cJf /x.txz . && tar -C /o -xf /x.txz'],
    ['tar -C /p -cf - . | tar -C /o -xf -'],
    ['tar -C /p -c . | gzip > /x.gz && zcat /x.gz | tar -C /o -x'],
    ['tar -C /p -cf /x.tar . && gzip /x.tar && gunzip /x.tar.gz && tar -C /o -xf /x.tar'],
    ['tar -C /p -c . | xz | tee /x.xz | xz -d | tar -C /o -x'],
    ['tar -C /p --zstd -cf /x.tar.zst . && cat /x.tar.zst | tar -C /o --zstd -x'],
    ['cd /p && zip -qry /x.zip . && unzip -q /x.zip -d /o'],
  ])('%s', async (script) => {
    const run = await runOn({ ...debian, files: { ...FILES, '/o/': '' }, executable: ['/p/b/c.sh'] }, script);
    expect(run).toMatchObject({ exitCode: 0, stderr: '', unknown: [] });
    expect(run.paths('/o')).toEqual(['/o/a.txt', '/o/b', '/o/b/c.sh', '/o/b/l']);
    expect(run.text('/o/a.txt')).toBe('text\n');
    expect(run.meta('/o/b/c.sh')).toBe('0755 0:0');
    expect(run.entries('/o').at(-1)?.entry).toMatchObject({ type: 'symlink', target: '../a.txt' });
  });
  test('what only the bytes would say is not known', async () => {
    for (const script of [
      'tar -c /p | sha256sum -',
      'tar -czf /x /p; cmp /x /x',
      'gzip -c /p/a.txt | grep x',
    ]) {
      const run = await runOn({ ...debian, files: FILES }, script);
      const said = run.unknown.length > 0 || run.estimated.length > 0;
      expect(said, script).toBe(true);
      expect(run.stdout).not.toMatch(/[0-9a-f]{64}/);
    }
  });
  test('random bytes have a length and no content', async () => {
    const run = await runOn(
      alpine,
      'head -c 24 /dev/urandom > /k; dd if=/dev/urandom of=/d bs=10 count=2; wc -c < /k',
    );
    expect(run).toMatchObject({ exitCode: 0, stdout: '24\n', unknown: [] });
    expect(run.at('/k')).toMatchObject({ size: { bytes: 24, certainty: 'known' } });
    expect(run.at('/d')).toMatchObject({ size: { bytes: 20, certainty: 'known' } });
    expect(run.text('/k')).toBeUndefined();
  });
  test('a variable with content that nobody knows makes the outcome unknown', async () => {
    const run = await runOn(
      alpine,
      'head -c 4 /dev/urandom > /k; case "$(cat /k)" in a) echo a;; *) echo b;; esac',
    );
    expect(run.unknown).toEqual(['the content of /k is not known']);
  });
});
