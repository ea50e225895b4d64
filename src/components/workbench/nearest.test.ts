import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { distance, nearest, plainLines } from './nearest.ts';

it('takes no notice of comments, blanks, case and what stages are called', () => {
  const mine =
    '# mine\nfrom golang:1.27  as Compile\n\nRUN go build\nFROM alpine\nCOPY --from=compile /a /a\n';
  const theirs = 'FROM golang:1.27\nRUN go build\nFROM alpine\nCOPY --from=0 /a /a\n';
  expect(plainLines(mine)).toEqual(plainLines(theirs));
  expect(distance(mine, theirs)).toBe(0);
  expect(plainLines('FROM a AS b\nFROM b\nRUN --mount=type=bind,from=b,target=/m ls')).toEqual([
    'FROM a',
    'FROM stage 0',
    'RUN --mount=type=bind,from=stage 0,target=/m ls',
  ]);
});

it('counts the lines that are not shared', () => {
  expect(distance('FROM a\nRUN b\n', 'FROM a\nRUN c\nUSER 1\n')).toBe(3);
  expect(nearest('FROM a\nRUN b\n', ['FROM x\nRUN y\n', 'FROM a\nRUN b\nUSER 1\n'])).toBe(1);
  expect(nearest('', [])).toBe(0);
});

const ROOT = new URL('../../../exercises/', import.meta.url);
const ids = readdirSync(ROOT, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? [one.name] : [],
);
it.each(ids)('%s: every solution is nearest to itself, also with a line less', (id) => {
  const folder = new URL(`${id}/solutions/`, ROOT);
  const all = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  for (const [at, text] of all.entries()) {
    expect(nearest(text, all)).toBe(at);
    expect(nearest(`# a comment\n${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`, all)).toBe(at);
  }
});
