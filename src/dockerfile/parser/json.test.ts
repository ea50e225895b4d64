import { describe, expect, test } from 'vitest';
import { NOT_STRINGS, readJsonArray } from './json.ts';
import { LogicalLine } from './logical-line.ts';

function read(text: string) {
  const words = readJsonArray(new LogicalLine(text, 0, 0), 0, text.length);
  return Array.isArray(words) ? words.map((word) => word.text) : words;
}

describe('readJsonArray', () => {
  test.each([
    ['[]', []],
    [' []', undefined],
    ['[ ]', []],
    ['["a"]', ['a']],
    ['[ "a" ,\t"b" ]', ['a', 'b']],
    ['["a\\tb", "\\u00e9", "\\ud83d\\ude00"]', ['a\tb', 'é', '😀']],
    ['["\\ud83d"]', ['\ufffd']],
    ['["a"', undefined],
    ['["a",]', undefined],
    ['["a" "b"]', undefined],
    ['["a"] b', undefined],
    ['["a\\x"]', undefined],
    ['["tab\there"]', undefined],
    ["['a']", undefined],
    ['[a]', undefined],
    ['', undefined],
  ])('%j', (text, words) => {
    expect(read(text)).toEqual(words);
  });

  test.each(['[1]', '[null]', '["a", true]', '[["a"]]', '[{"a": 1}]', '["a", -0.5e3]'])(
    '%j is JSON, but not of strings',
    (text) => {
      expect(read(text)).toBe(NOT_STRINGS);
    },
  );

  test('what only Go refuses is the shell form', () => {
    expect(read('[1e999]')).toBeUndefined();
    expect(read('['.repeat(10001) + ']'.repeat(10001))).toBeUndefined();
  });
});
