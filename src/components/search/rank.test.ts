import { expect, test } from 'vitest';
import { rank } from './rank.ts';

const page = (kind: string, title: string, score: number) => ({ kind, title, score });
const titles = (query: string, ...pages: ReturnType<typeof page>[]) =>
  rank(pages, query).map(({ title }) => title);

test('a lesson and a guide come before a check that says the word more often', () => {
  expect(
    titles(
      'cache',
      page('Check', 'CacheMountContentLost', 46),
      page('Check', 'PackageCacheInFinalImage', 9),
      page('Guide', 'Teaching', 2),
      page('Lesson', 'What Docker remembers', 3),
    ),
  ).toEqual(['What Docker remembers', 'Teaching', 'CacheMountContentLost', 'PackageCacheInFinalImage']);
});
test('a check that is asked for by its name comes first, however it is spelt', () => {
  for (const query of ['UnreachableStage', 'unreachable stage', 'Unreachable-Stage'])
    expect(titles(query, page('Lesson', 'Stages', 5), page('Check', 'UnreachableStage', 4))[0]).toBe(
      'UnreachableStage',
    );
});
test('equal pages keep their order', () => {
  expect(titles('x', page('Lesson', 'a', 1), page('Lesson', 'b', 1), page('Guide', 'c', 1))).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(rank([], 'x')).toEqual([]);
});
