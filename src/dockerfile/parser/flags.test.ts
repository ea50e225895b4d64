import { describe, expect, test } from 'vitest';
import { cutFlags } from './flags.ts';
import { LogicalLine } from './logical-line.ts';

function cut(text: string) {
  const line = new LogicalLine(text, 0, 0);
  const { flags, rest } = cutFlags(line, 0, text.length);
  return {
    flags: flags.map(({ name, value }) => (value === undefined ? name : `${name}|${value}`)),
    rest: text.slice(rest),
  };
}

describe('cutFlags', () => {
  test.each([
    ['a b', [], 'a b'],
    ['--link a', ['link'], 'a'],
    ['--from=b  --link a', ['from|b', 'link'], 'a'],
    ['-x --link', [], '-x --link'],
    ['--a -b', ['a'], '-b'],
    ['-', [], '-'],
    ['--a=b=c d', ['a|b=c'], 'd'],
    ['--a= d', ['a|'], 'd'],
    ['--a', ['a'], ''],
    ['-- --b c', [], ' --b c'],
    ['--', [], ''],
    [`--a="b c" d`, ['a|b c'], 'd'],
    [`--a='b"c' d`, ['a|b"c'], 'd'],
    ['--a=b\\ c d', ['a|b c'], 'd'],
    ['--a="never closed', ['a|never closed'], ''],
    ['--a=b\\', ['a|b'], ''],
  ])('%j', (text, flags, rest) => {
    expect(cut(text)).toEqual({ flags, rest });
  });

  // As Docker 28 names them in its errors: a byte is taken for a character.
  test('letters outside ASCII come out as their bytes', () => {
    expect(cut('--from=bäse a')).toEqual({ flags: ['from|bÃ¤se'], rest: 'a' });
  });

  test('a byte that is a blank in Latin-1 ends the flag', () => {
    expect(cut('--a=à --b c')).toEqual({ flags: ['a|Ã', 'b'], rest: 'c' });
  });
});
