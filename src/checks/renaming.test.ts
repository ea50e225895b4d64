import { expect, it } from 'vitest';
import { analyze } from '../dockerfile/index.ts';
import { applyEdits } from './edits.ts';
import { runChecks } from './index.ts';

function fixed(text: string, rule: string): string | undefined {
  const found = runChecks(analyze(text)).find((diagnostic) => diagnostic.rule === rule);
  expect(found, rule).toBeDefined();
  return found?.fix && applyEdits(text, found.fix.edits);
}

it.each([
  ['FROM alpine:3.24\nENV VERSION=1\nCOPY a /$VERSOIN/\n', 'COPY a /$VERSION/'],
  ['FROM alpine:3.24\nENV VERSION=1\nCOPY a /${VERSOIN}/\n', 'COPY a /${VERSION}/'],
])('a variable that is nearly one that is set: %j', (text, line) => {
  expect(fixed(text, 'UndefinedVar')?.split('\n')[2]).toBe(line);
});

it('an ARG that FROM nearly names', () => {
  const text = 'ARG VERSION=3.24\nFROM alpine:${VERSOIN}\n';
  expect(fixed(text, 'UndefinedArgInFrom')).toBe('ARG VERSION=3.24\nFROM alpine:${VERSION}\n');
});

it('no edit where nothing is near', () => {
  expect(fixed('FROM alpine:3.24\nCOPY a /$SOMETHING/\n', 'UndefinedVar')).toBeUndefined();
});
