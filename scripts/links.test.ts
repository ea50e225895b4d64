import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { deadLinks } from './links.ts';

let dir = '';
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function site(files: Record<string, string>): string {
  dir = mkdtempSync(join(tmpdir(), 'links-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

test('finds missing files, missing ids and links out of the base path', () => {
  const built = site({
    'index.html':
      '<a href="/x/a/">a</a><a href="/x/b/">b</a><a href="/a/">out</a><a href="#here">h</a><script src="/x/s.js">',
    'a/index.html':
      '<h2 id="two &amp; three"></h2><a href="../">up</a><a href="#two%20&amp;%20three">t</a><a href="#no">n</a>',
  });
  expect(deadLinks(built, '/x/').map(({ page, link }) => `${page} ${link}`)).toEqual([
    'a/index.html #no',
    'index.html /x/b/',
    'index.html /a/',
    'index.html #here',
    'index.html /x/s.js',
  ]);
});
test('leaves other hosts alone, and finds nothing where nothing is dead', () => {
  const built = site({
    'index.html': '<a href="https://docs.docker.com/x">d</a><a href="/">home</a><img src="data:,">',
  });
  expect(deadLinks(built)).toEqual([]);
});
