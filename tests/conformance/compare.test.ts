import { expect, test } from 'vitest';
import { inspect } from '../../src/cli/inspect.ts';
import type { Case } from './cases.ts';
import { compare, fields } from './compare.ts';

/** Written by hand: what Docker would say of this text. */
const one: Case = {
  id: 'by hand',
  dockerfile: 'FROM alpine AS Base\n',
  parse: {
    warnings: 0,
    instructions: [{ keyword: 'FROM', start: 1, end: 1, sexp: '(from "alpine" "AS" "Base")' }],
  },
  instructionError: null,
  stages: [{ name: 'base', base: 'alpine' }],
};

const field = (name: string) =>
  fields.find((candidate) => candidate.name === name) as (typeof fields)[number];

test.each(['parse: error', 'parse: S-expression', 'instructionError', 'stages'])(
  '%s: sees agreement',
  (name) => {
    expect(compare(one, inspect(one.dockerfile), field(name))).toBe('same');
  },
);

test.each(['parse: S-expression', 'stages'])('%s: sees a difference', (name) => {
  const other = inspect('FROM alpine AS other\n');
  expect(compare(one, other, field(name))).toMatchObject({ id: 'by hand', field: name });
});

test('says nothing where the case says nothing', () => {
  expect(compare(one, inspect(one.dockerfile), field('targets'))).toBe('none');
});
