import { expect, test } from 'vitest';
import { formatBytes, formatDay, readingMinutes, splitCode } from './format.ts';
import { withBase } from './href.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [8_420_000, '8.42 MB'],
  [885_240_000, '885 MB'],
  [999_600_000, '1 GB'],
  [1_130_000_000, '1.13 GB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
test('a day', () => expect(formatDay('2026-09-17T20:37:20Z')).toBe('17 September 2026'));
test('reading time counts words, not markup', () => {
  expect(readingMinutes('')).toBe(1);
  expect(readingMinutes(`${'word '.repeat(600)}\n\`\`\`dockerfile {1}\n<Note>\n`)).toBe(3);
});
test('code between backticks', () => {
  expect(splitCode('a `b` c')).toEqual([
    { code: false, text: 'a ' },
    { code: true, text: 'b' },
    { code: false, text: ' c' },
  ]);
});
test.each([
  ['/', '/a/', '/a/'],
  ['/x', '/a/', '/x/a/'],
  ['/x/', 'a/', '/x/a/'],
  ['/x/', '/', '/x/'],
])('base %s and path %s give %s', (base, path, joined) => expect(withBase(base, path)).toBe(joined));
