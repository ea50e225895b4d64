import { describe, expect, it } from 'vitest';
import { expandIntoWords, expandWord } from './word.ts';

const variables = new Map([
  ['A', 'alpha'],
  ['EMPTY', ''],
  ['P', 'a/b/c.tar.gz'],
  ['LINES', 'one\ntwo'],
]);
const text = (word: string) => {
  const out = expandWord(word, variables);
  return out.error ?? out.text;
};

describe('quotes and escapes', () => {
  it.each([
    ['plain', 'plain'],
    ["'$A'", '$A'],
    ['"$A"', 'alpha'],
    ['\\$A', '$A'],
    ['"\\$A \\" \\\\ \\n"', '$A " \\ \\n'],
    ['a\\', 'a'],
    ["it''s", 'its'],
    ['$', '$'],
    ['a$ b', 'a$ b'],
    ['$A$A', 'alphaalpha'],
    ['${A}x$EMPTY-', 'alphax-'],
    ['$1a', 'a'],
    ['$@b', 'b'],
  ])('%s', (word, expected) => expect(text(word)).toBe(expected));

  it('takes the file’s escape token', () => {
    expect(expandWord('a`$A\\b', variables, { escapeToken: '`' }).text).toBe('a$A\\b');
  });

  it('leaves quotes alone in heredocs', () => {
    expect(expandWord('"it\'s" $A', variables, { keepQuotes: true }).text).toBe('"it\'s" alpha');
  });
});

// Each was asked of Docker 28.5.2: `docker buildx build --check`, or a LABEL of a built image.
describe('modifiers', () => {
  it.each([
    ['${NONE:-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${A:+y}', 'y'],
    ['${EMPTY:+y}', ''],
    ['${EMPTY+y}', 'y'],
    ['${NONE:-${A}}', 'alpha'],
    ['${NONE:-"a }b"}', 'a }b'],
    ['${A:?no}', 'alpha'],
    ['${P#*/}', 'b/c.tar.gz'],
    ['${P##*/}', 'c.tar.gz'],
    ['${P%.*}', 'a/b/c.tar'],
    ['${P%%.*}', 'a/b/c'],
    ['${P#?/}', 'b/c.tar.gz'],
    ['${P#x}', 'a/b/c.tar.gz'],
    ['${P/\\//-}', 'a-b/c.tar.gz'],
    ['${P//\\//-}', 'a-b-c.tar.gz'],
    ['${P/b*c/x}', 'a/x.tar.gz'],
    ['${A//a/}', 'lph'],
    ['${A//?/.}', '.....'],
    ['${LINES#*n}', 'e\ntwo'],
    ['${LINES##*o}', 'ne\ntwo'],
  ])('%s', (word, expected) => expect(text(word)).toBe(expected));
});

describe('errors, in Docker’s words', () => {
  it.each([
    ['${FOO', 'failed to process "${FOO": unsupported modifier (\ufffd) in substitution'],
    ['${FOO:?}', 'failed to process "${FOO:?}": FOO: is not allowed to be unset'],
    ['${EMPTY:?}', 'failed to process "${EMPTY:?}": EMPTY: is not allowed to be empty'],
    ['${MISSING:?no}', 'failed to process "${MISSING:?no}": MISSING: no'],
    ['${FOO^}', 'failed to process "${FOO^}": unsupported modifier (^) in substitution'],
    ['${FOO:^a}', 'failed to process "${FOO:^a}": unsupported modifier (:^) in substitution'],
    ['${A:1}', 'failed to process "${A:1}": unsupported modifier (:1) in substitution'],
    ['${}', 'failed to process "${}": syntax error: bad substitution'],
    ['${', 'failed to process "${": syntax error: missing \'}\''],
    ['${A:-b', 'failed to process "${A:-b": syntax error: missing \'}\''],
    ['${A/a}', 'failed to process "${A/a}": syntax error: missing \'/\' in ${}'],
    [
      '${P#\\a}',
      'failed to process "${P#\\\\a}": invalid pattern (\\a) in substitution: invalid escape \'\\a\'',
    ],
    [
      "LANGUA'GE",
      'failed to process "LANGUA\'GE": unexpected end of statement while looking for matching single-quote',
    ],
    ['"a', 'failed to process "\\"a": unexpected end of statement while looking for matching double-quote'],
  ])('%s', (word, expected) => expect(text(word)).toBe(expected));
});

describe('what was used', () => {
  it('names each variable with its place', () => {
    const { uses } = expandWord('x$A${NONE:-$EMPTY}', variables);
    expect(uses).toEqual([
      { name: 'A', start: 1, end: 3, set: true },
      { name: 'EMPTY', start: 11, end: 17, set: true },
      { name: 'NONE', start: 3, end: 18, set: false },
    ]);
  });

  it('splits words at spaces that come from variables, not at quoted ones', () => {
    const ports = new Map([['PORTS', '80 443']]);
    expect(expandIntoWords('$PORTS "a b" c\\ d', ports, '\\').words).toEqual(['80', '443', 'a b', 'c d']);
  });
});

describe('time', () => {
  it('grows with the length of the value, whatever the pattern', () => {
    const long = new Map([['V', 'a'.repeat(20_000)]]);
    expect(expandWord(`\${V#${'*a'.repeat(200)}*b}`, long).text).toHaveLength(20_000);
    expect(expandWord(`\${V//${'*a'.repeat(200)}*b/x}`, long).text).toHaveLength(20_000);
  });
});
