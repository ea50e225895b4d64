import { strFromU8, strToU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { zipFolder } from './archive.ts';
import { type Candidate, LARGEST_FILE, leftOutSentence, MOST_FILES, safePath, takeFiles } from './folder.ts';

const file = (path: string, content: string | number = 'x'): Candidate => ({
  path,
  size: typeof content === 'number' ? content : content.length,
  bytes: async () => strToU8(typeof content === 'number' ? 'x' : content),
});

describe('takeFiles', () => {
  test('cuts off the dropped folder, sorts, and keeps what lies beside each other', async () => {
    const { files, leftOut } = await takeFiles([file('app/src/b.ts'), file('app/Dockerfile'), file('app/a')]);
    expect(files.map(({ path }) => path)).toEqual(['Dockerfile', 'a', 'src/b.ts']);
    expect(leftOut).toEqual([]);
    expect((await takeFiles([file('Dockerfile')])).files.map(({ path }) => path)).toEqual(['Dockerfile']);
  });
  test('leaves out what is too large or too many, the sources last, and says so', async () => {
    const many = Array.from({ length: MOST_FILES }, (_, at) => file(`p/node_modules/m${at}.js`));
    const { files, leftOut } = await takeFiles([
      ...many,
      file('p/main.js'),
      file('p/dump.sql', LARGEST_FILE + 1),
    ]);
    expect(files).toHaveLength(MOST_FILES);
    expect(files.map(({ path }) => path)).toContain('main.js');
    const said = leftOutSentence(leftOut);
    expect(said).toContain('dump.sql: it is larger than 2 MB');
    expect(said).toContain('there are more than 2000 files');
  });
  test('bounds the sum', async () => {
    const { files, leftOut } = await takeFiles(
      Array.from({ length: 15 }, (_, at) => ({
        path: `f${at}`,
        size: 1_900_000,
        bytes: async () => new Uint8Array(1_900_000),
      })),
    );
    expect(files).toHaveLength(10);
    expect(leftOut).toHaveLength(5);
  });
  test('a file that cannot be read is left out, not fatal', async () => {
    const { leftOut } = await takeFiles([
      { path: 'a', size: 1, bytes: () => Promise.reject(new Error('gone')) },
    ]);
    expect(leftOut[0]).toMatchObject({ path: 'a', why: 'the browser could not read it' });
  });
});
test('paths that lead out of the folder are refused', () => {
  for (const path of [
    '',
    '/etc/passwd',
    '../x',
    'a/../../x',
    'a//b',
    'a\\b',
    'a\u0000b',
    './a',
    'x'.repeat(1001),
  ])
    expect(safePath(path), path).toBeUndefined();
  for (const path of ['a', '.dockerignore', 'src/a b.ts', 'ä/…/c']) expect(safePath(path)).toBe(path);
});
test('the archive holds the Dockerfile as it stands in the editor, and the folder as it came', () => {
  const zip = zipFolder('FROM scratch\n', [
    { path: 'Dockerfile', bytes: strToU8('old') },
    { path: 'src/main.go', bytes: strToU8('package main\n') },
    { path: '.dockerignore', bytes: strToU8('.git\n') },
  ]);
  const entries = Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strFromU8(bytes)]);
  expect(Object.fromEntries(entries)).toEqual({
    'stagecraft/Dockerfile': 'FROM scratch\n',
    'stagecraft/src/main.go': 'package main\n',
    'stagecraft/.dockerignore': '.git\n',
  });
});
