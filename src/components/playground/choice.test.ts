import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCommand, isDefault, NO_CHOICE, parseChoice, readChoice } from './choice.ts';

test('the command names what was chosen, and nothing else', () => {
  expect(buildCommand(NO_CHOICE)).toBe('unzip stagecraft.zip && cd stagecraft && docker build -t my-image .');
  expect(buildCommand({ target: 'test', args: { GO: '1.27', WORDS: "it's a b" } })).toMatch(
    /docker build --target test --build-arg GO=1\.27 --build-arg 'WORDS=it'\\''s a b' -t my-image \.$/,
  );
});
test('a real shell reads every value back as it was given', () => {
  const words = (value: string) => {
    const command = buildCommand({ args: { A: value } }).replace(/^.*docker build/, "printf '%s\\n'");
    return execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).split('\n');
  };
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 60 }), (value) => {
      if (readChoice({ args: { A: value } }).args.A === undefined) return;
      expect(words(value)[1]).toBe(`A=${value}`);
    }),
    { numRuns: 40 },
  );
  expect(words('$(touch /tmp/x) `id` "; rm -rf ~')[1]).toBe('A=$(touch /tmp/x) `id` "; rm -rf ~');
});
test('whatever comes in, only a choice comes out', () => {
  const long = 'x'.repeat(2_000);
  for (const junk of [
    null,
    1,
    'x',
    [],
    { target: 3 },
    { target: '../x' },
    { target: '-f' },
    { target: long },
  ])
    expect(readChoice(junk)).toEqual(NO_CHOICE);
  const args = { OK: '1', 'a b': '2', LINES: 'a\nb', ESC: '\u001b[2J', N: 3, LONG: long };
  expect(readChoice({ target: 'build', args })).toEqual({ target: 'build', args: { OK: '1' } });
  expect(readChoice(JSON.parse('{"args":{"__proto__":"x"}}')).args).toEqual({});
  const many = Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`A${at}`, 'x']));
  expect(Object.keys(readChoice({ args: many }).args)).toHaveLength(50);
  for (const json of [undefined, '', '{', 'null']) expect(parseChoice(json)).toEqual(NO_CHOICE);
  expect(isDefault(parseChoice('{"args":{}}'))).toBe(true);
});
