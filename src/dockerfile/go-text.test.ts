import { expect, test } from 'vitest';
import { quote, trimSpace, utf8Length } from './go-text.ts';

// What fmt.Sprintf("%q", …) of Go gives.
test.each([
  ['plain', '"plain"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ['\x07\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
  ['\x00\x1f\x7f', '"\\x00\\x1f\\x7f"'],
  ['é日😀', '"é日😀"'],
  ['\u00a0\ufeff\u200b', '"\\u00a0\\ufeff\\u200b"'],
  ['\u{e0001}', '"\\U000e0001"'],
  ['\ud800', '"\ufffd"'],
])('quote(%j)', (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

test('trimSpace takes what Go takes for space, and a byte order mark is none', () => {
  expect(trimSpace('\u00a0\t a b\u2028\v')).toBe('a b');
  expect(trimSpace('\ufeffa')).toBe('\ufeffa');
});

test('utf8Length agrees with the platform', () => {
  for (const text of ['', 'a', 'é', '日本', '😀a', 'a\ud800b', '\udc00']) {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  }
});
