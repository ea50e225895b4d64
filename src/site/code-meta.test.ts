import { expect, test } from 'vitest';
import { parseMeta, takeNotes } from './code-meta.ts';

const show = (lines: ReadonlyMap<number, readonly string[]>) =>
  [...lines].map(([at, names]) => `${at}:${names}`);

test('reads title, marks and numbers after the language', () => {
  const meta = parseMeta('title="a b" {2,5-6} add={7} numbers');
  expect(meta).toMatchObject({ title: 'a b', numbers: true, diff: true });
  expect(show(meta.lines)).toEqual(['2:mark', '5:mark', '6:mark', '7:add']);
});
test('what cannot be read is left out', () => {
  expect(show(parseMeta('{x} {-} title=').lines)).toEqual([]);
  expect(parseMeta('{1-99999999}').lines.size).toBeLessThan(1100);
});
test('a note alone on a line speaks of the lines after it, and goes', () => {
  const { code, meta } = takeNotes('FROM a\n# [!code ++:2]\nRUN b\nRUN c\n# why\n', parseMeta(''));
  expect(code).toBe('FROM a\nRUN b\nRUN c\n# why\n');
  expect(show(meta.lines)).toEqual(['2:add', '3:add']);
  expect(meta.diff).toBe(true);
});
test('a note behind code speaks of its own line', () => {
  const { code, meta } = takeNotes('let a; // [!code --]\nlet b; // [!code hl]', parseMeta(''));
  expect(code).toBe('let a;\nlet b;');
  expect(show(meta.lines)).toEqual(['1:remove', '2:mark']);
});
