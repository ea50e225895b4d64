import { afterEach, expect, it } from 'vitest';
import { analyze } from '../dockerfile/index.ts';
import { checks, explainWith, runChecks } from './index.ts';
import { PROSE } from './prose.ts';

afterEach(() => explainWith({}));

it('there is something to say of every check, and of nothing else', () => {
  expect(Object.keys(PROSE)).toEqual(checks.map(({ name }) => name));
  for (const [name, said] of Object.entries(PROSE)) {
    for (const [part, text] of Object.entries(said)) expect(text.trim(), `${name} ${part}`).not.toBe('');
  }
});

it('a diagnostic says why and what to do once the prose is there', () => {
  const analysis = analyze('FROM alpine:3.24 AS Build\n');
  const casing = () => runChecks(analysis).find(({ rule }) => rule === 'StageNameCasing');
  expect(casing()).not.toHaveProperty('why');
  explainWith(PROSE);
  const { why, advice } = PROSE.StageNameCasing ?? {};
  expect(casing()).toMatchObject({ why, advice });
});

it('what a finding says of itself comes first', () => {
  explainWith(PROSE);
  const [found] = runChecks(
    analyze('FROM alpine:3.24 AS build\nFROM scratch\nCOPY --from=biuld /a /a\n'),
  ).filter(({ rule }) => rule === 'MisspelledStageName');
  expect(found?.advice).toBe('Did you mean the stage "build"?');
  expect(found?.why).toBe(PROSE.MisspelledStageName?.why);
});
