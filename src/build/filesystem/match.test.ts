import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { utf8Length } from './content.ts';
import { hasWildcards, matcher } from './match.ts';
import { absolute, clean } from './path.ts';
import { ignoreLines, PatternError, PatternList } from './patterns.ts';
import { sha256Hex } from './sha256.ts';

/** The table of Go's own documentation and behaviour of `filepath.Match`: pattern, name, matches, broken. */
describe('matcher says what filepath.Match says', () => {
  test.each([
    ['abc', 'abc', true],
    ['*', 'abc', true],
    ['*c', 'abc', true],
    ['a*', 'a', true],
    ['a*', 'ab/c', false],
    ['a*/b', 'abc/b', true],
    ['a*/b', 'a/c/b', false],
    ['a*b*c*d*e*/f', 'axbxcxdxe/f', true],
    ['a*b*c*d*e*/f', 'axbxcxdxexxx/fff', false],
    ['a*b?c*x', 'abxbbxdbxebxczzx', true],
    ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['ab[c]', 'abc', true],
    ['ab[b-d]', 'abc', true],
    ['ab[e-g]', 'abc', false],
    ['ab[^c]', 'abc', false],
    ['ab[^e-g]', 'abc', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'ab', false],
    ['a?b', 'a☺b', true],
    ['a[^a]b', 'a☺b', true],
    ['a???b', 'a☺b', false],
    ['[a-ζ]*', 'α', true],
    ['a?b', 'a/b', false],
    ['a*b', 'a/b', false],
    ['[\\]a]', ']', true],
    ['[\\-x]', 'x', true],
    ['[x\\-]', '-', true],
    ['*x', 'xxx', true],
    ['', '', true],
    ['', 'x', false],
  ])('%j and %j: %s', (pattern, name, expected) => {
    expect(matcher(pattern)?.(name)).toBe(expected);
  });
  test.each(['[]a]', '[-]', '[x-]', '[-x]', '\\', '[a-b-c]', '[', '[^', '[^bc', 'a['])(
    '%j is broken',
    (pattern) => {
      expect(matcher(pattern)).toBeUndefined();
    },
  );
  test('many stars take no longer than the text is long times the pattern', () => {
    expect(matcher(`${'a*'.repeat(200)}b`)?.('a'.repeat(20_000))).toBe(false);
  });
  test('a wildcard that is escaped is none', () => {
    expect(hasWildcards('a\\*b')).toBe(false);
    expect(hasWildcards('a*b')).toBe(true);
  });
});

describe('PatternList', () => {
  test.each(['a[', '!', '[', 'x\\'])('%j is broken', (pattern) => {
    expect(() => new PatternList([pattern])).toThrow(PatternError);
  });
  test('stars without end take no longer than the text is long times the pattern', () => {
    const list = new PatternList([`${'**/a*'.repeat(60)}b`]);
    expect(list.matches('a/'.repeat(2_000)).matched).toBe(false);
  });
  test('the lines of a .dockerignore', () => {
    expect(ignoreLines('\ufeff# no comment, but it starts like one\n#c\n\n /a/../b/ \r\n! /x\n/\n')).toEqual([
      'b',
      '!x',
      '/',
    ]);
  });
});

describe('paths', () => {
  test.each([
    ['a//b/./c/..', 'a/b'],
    ['/../a', '/a'],
    ['../a/..', '..'],
    ['', '.'],
    ['/', '/'],
  ])('clean(%j) is %j', (path, expected) => expect(clean(path)).toBe(expected));
  test('absolute', () => expect(absolute('a/../../b')).toBe('/b'));
});

describe('content', () => {
  test('SHA-256 agrees with the platform for every length around a block', () => {
    for (const length of [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 100_000]) {
      const bytes = randomBytes(length);
      expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
  test.each(['', 'abc', 'é', '☺', '😀', 'a😀é☺', '\ud800', '\udc00x', '\ud800\ud800'])(
    'utf8Length of %j',
    (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    },
  );
});
