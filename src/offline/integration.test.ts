import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { LARGEST_FIRST, MOST_FIRST, plan, serviceWorker } from './integration.ts';

const template = readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8');

test('pages and small files at once, the editor and the search at their first use, some never', () => {
  const { first, later } = plan([
    { path: 'index.html', size: 10 },
    { path: '404.html', size: 10 },
    { path: 'lessons/one-stage/index.html', size: 10 },
    { path: 'assets/monaco.abc.js', size: LARGEST_FIRST + 1 },
    { path: 'assets/monaco.part.abc.js', size: 10 },
    { path: 'assets/engine.worker.abc.js', size: LARGEST_FIRST + 1 },
    { path: 'pagefind/pagefind.js', size: 10 },
    { path: 'icon-512.png', size: 10 },
    { path: 'robots.txt', size: 10 },
    { path: 'sitemap.xml', size: 10 },
  ]);
  expect(first).toEqual(['', '404.html', 'assets/engine.worker.abc.js', 'lessons/one-stage/']);
  expect(later).toEqual([
    'assets/monaco.abc.js',
    'assets/monaco.part.abc.js',
    'icon-512.png',
    'pagefind/pagefind.js',
  ]);
});
test('a site that grows keeps its bound: the largest files wait', () => {
  const files = Array.from({ length: 200 }, (_, at) => ({ path: `p${at}/index.html`, size: 300_000 + at }));
  const { first, later, bytes } = plan(files);
  expect(bytes).toBeLessThanOrEqual(MOST_FIRST);
  expect(first.length + later.length).toBe(200);
  expect(later).toContain('p199/');
});
test('the written worker is a script without placeholders', () => {
  const text = serviceWorker(template, 'v1', { first: ['', "o'brien/"], later: ['a$&b'] });
  expect(text).not.toMatch(/__[A-Z]+__/);
  expect(() => new Script(text)).not.toThrow();
  expect(text).toContain('const LATER = ["a$&b"]');
});
