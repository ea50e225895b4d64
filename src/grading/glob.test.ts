import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from './glob.ts';

describe('matchesGlob', () => {
  it.each([
    ['/app/*', '/app/server', true],
    ['/app/*', '/app/bin/server', false],
    ['/app/**', '/app/bin/server', true],
    ['**/server', '/app/bin/server', true],
    ['/app/s?rver', '/app/server', true],
    ['/a?b', '/a/b', false],
    ['', '', true],
    ['*', '', true],
    ['a.c', 'abc', false],
    ['a+', 'aa', false],
    ['*a*b*', 'xaxbx', true],
    ['*a*b', 'xaxbx', false],
  ])('%s against %s: %s', (pattern, text, answer) => {
    expect(matchesGlob(pattern, text)).toBe(answer);
  });

  it('lets * cross slashes where it stands for anything', () => {
    expect(matchesGlob('node *', 'node dist/server.js', { anything: true })).toBe(true);
    expect(matchesGlob('node *', 'node dist/server.js')).toBe(false);
  });

  it('agrees with a regular expression on short patterns', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (glob, subject) => {
        const source = glob.replace(/\*\*|\*|\?/g, (star) => ({ '**': '.*', '*': '[^/]*' })[star] ?? '[^/]');
        expect(matchesGlob(glob, subject)).toBe(new RegExp(`^${source}$`).test(subject));
      }),
      { numRuns: 2000 },
    );
  });

  it('answers a pattern that makes backtracking explode', () => {
    expect(matchesGlob(`${'*a'.repeat(40)}b`, 'a'.repeat(5000))).toBe(false);
  });
});
