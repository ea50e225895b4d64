import { expect, test } from 'vitest';
import { nearestPages } from './nearest.ts';

const paths = [
  '/x/exercises/go-scratch/',
  '/x/exercises/go-distroless/',
  '/x/lessons/two-stages/',
  '/x/exercises/react-nginx/',
];

test.each([
  ['/x/exercises/go-scrach/', '/x/exercises/go-scratch/'],
  ['/exercises/scratch', '/x/exercises/go-scratch/'],
  ['/x/lesson/two_stages.html', '/x/lessons/two-stages/'],
  ['/x/exercises/nginx-react/', '/x/exercises/react-nginx/'],
])('%s is nearest to %s', (asked, found) => expect(nearestPages(asked, paths)[0]).toBe(found));
test('nothing is offered where nothing is alike', () => {
  expect(nearestPages('/wp-login.php', paths)).toEqual([]);
  expect(nearestPages('/', paths)).toEqual([]);
  expect(nearestPages(`/${'x'.repeat(100_000)}`, paths)).toEqual([]);
});
