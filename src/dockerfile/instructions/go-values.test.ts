import { describe, expect, test } from 'vitest';
import { csvFields } from './csv.ts';
import { parseBool, parseDuration, parseInt32, parseSize, parseUint32 } from './go-values.ts';

const second = 1_000_000_000n;

describe('parseDuration', () => {
  // The table of Go's own documentation and tests, worked out by hand.
  test.each([
    ['0', 0n],
    ['+0', 0n],
    ['5s', 5n * second],
    ['-5s', -5n * second],
    ['5.s', 5n * second],
    ['.5s', second / 2n],
    ['5.6s', 5_600_000_000n],
    ['1h30m', 5400n * second],
    ['1m1.5s', 61_500_000_000n],
    ['500ms', second / 2n],
    ['13us', 13_000n],
    ['12µs', 12_000n],
    ['12μs', 12_000n],
    ['10ns', 10n],
    ['1.000000000000001ns', 1n],
    ['0.3333333333333333333h', 1200n * second],
    ['9223372036854775807ns', 9223372036854775807n],
    ['-9223372036854775808ns', -9223372036854775808n],
    ['000000000000000000000000000001s', second],
  ])('%s', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  test.each([
    ['', 'time: invalid duration ""'],
    ['3', 'time: missing unit in duration "3"'],
    ['-', 'time: invalid duration "-"'],
    ['s', 'time: invalid duration "s"'],
    ['.', 'time: invalid duration "."'],
    ['.s', 'time: invalid duration ".s"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['3000000h', 'time: invalid duration "3000000h"'],
    ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
    ['99999999999999999999s', 'time: invalid duration "99999999999999999999s"'],
    ['1"s', 'time: unknown unit "\\"s" in duration "1\\"s"'],
    ['1\u0001', 'time: unknown unit "\\x01" in duration "1\\x01"'],
    ['1é', 'time: unknown unit "\\xc3\\xa9" in duration "1\\xc3\\xa9"'],
  ])('%j is refused', (text, message) => {
    expect(() => parseDuration(text)).toThrow(message);
  });
});

test('parseInt32', () => {
  expect([parseInt32('0'), parseInt32('+7'), parseInt32('-2147483648')]).toEqual([0, 7, -2147483648]);
  for (const text of ['', '-', '1.5', '1e3', ' 1', '1_0'])
    expect(() => parseInt32(text)).toThrow('invalid syntax');
  expect(() => parseInt32('2147483648')).toThrow('value out of range');
});

test('parseUint32', () => {
  expect(parseUint32('0755', 8)).toBe(0o755);
  expect(parseUint32('1000', 10)).toBe(1000);
  for (const text of ['', '8', '-1', '+1', '37777777777777']) expect(parseUint32(text, 8)).toBeUndefined();
});

test('parseBool', () => {
  expect(['1', 't', 'TRUE', 'False', '0', 'yes', ''].map(parseBool)).toEqual([
    true,
    true,
    true,
    false,
    false,
    undefined,
    undefined,
  ]);
});

test.each([
  ['1024', 1024],
  ['128m', 128 * 2 ** 20],
  ['1.5 GiB', 1.5 * 2 ** 30],
  ['2kb', 2048],
  ['3b', 3],
  ['1x', undefined],
  ['1kib2', undefined],
  ['m', undefined],
  ['-1', undefined],
  ['', undefined],
])('parseSize(%j)', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  ['a,b=c', ['a', 'b=c']],
  ['a,', ['a', '']],
  ['"a,b",c', ['a,b', 'c']],
  ['"a""b"', ['a"b']],
])('csvFields(%j)', (line, fields) => {
  expect(csvFields(line).map(({ text }) => text)).toEqual(fields);
});
