import { expect, test } from 'vitest';
import { earlierTexts, keepEarlier, labelOf, MOST_EARLIER } from './earlier.ts';

function memory(start?: string) {
  let value: string | null = start ?? null;
  return {
    getItem: () => value,
    setItem: (_: string, next: string) => {
      value = next;
    },
  };
}

test('the newest is first, each text once, the oldest goes', () => {
  const storage = memory();
  for (let at = 0; at < 12; at++) keepEarlier(storage, { text: `FROM a${at}\n` }, at);
  keepEarlier(storage, { text: 'FROM a5\n' }, 99);
  const texts = earlierTexts(storage);
  expect(texts).toHaveLength(MOST_EARLIER);
  expect(texts[0]).toEqual({ text: 'FROM a5\n', at: 99 });
  expect(texts.filter(({ text }) => text === 'FROM a5\n')).toHaveLength(1);
});
test('what lies in the storage may be anything', () => {
  for (const junk of ['', '{', 'null', '{"a":1}', '[1,null,{"text":3}]'])
    expect(earlierTexts(memory(junk))).toEqual([]);
  expect(earlierTexts(undefined)).toEqual([]);
});
test('a storage that is full or absent is said, not thrown', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(keepEarlier(full, { text: 'FROM a' }, 1)).toBe(false);
  expect(keepEarlier(undefined, { text: 'FROM a' }, 1)).toBe(false);
  expect(keepEarlier(memory(), { text: '  \n' }, 1)).toBe(false);
});
test('a label says where it begins', () => {
  expect(labelOf({ text: '# x\nFROM golang AS build\nRUN x\n' })).toBe('FROM golang AS build (4 lines)');
});
test('what stood beside a text comes back with it', () => {
  const storage = memory();
  const one = { text: 'FROM a\n', dockerignore: '*.log\n', choice: { target: 'a', args: { X: '1' } } };
  keepEarlier(storage, one, 1);
  expect(earlierTexts(storage)).toEqual([{ ...one, at: 1 }]);
  keepEarlier(storage, { text: 'FROM a\n', dockerignore: '', choice: { args: {} } }, 2);
  expect(earlierTexts(storage)).toEqual([{ text: 'FROM a\n', at: 2 }]);
});
