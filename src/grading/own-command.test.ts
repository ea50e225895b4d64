import { expect, test } from 'vitest';
import { analyze } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import { grade } from './index.ts';
import { exerciseSchema } from './schema.ts';

const parts = { title: 'Title', summary: 'A summary of it.', track: 't', order: 1, minutes: 1 };
const file = (name: string) => ({ file: `${name}.Dockerfile`, title: 'Title' });

function statusOf(expectation: object, dockerfile: string) {
  const exercise = exerciseSchema.parse({
    ...{ id: 'x', ...parts, difficulty: 'start' },
    goals: [{ id: 'goal', title: 'Goal', expect: expectation }],
    solutions: [file('a'), file('b')],
    mistakes: ['c', 'd', 'e'].map((name) => ({ ...file(name), unmet: ['goal'] })),
  });
  return grade(exercise, analyze(dockerfile, { lookupImage })).goals[0]?.status;
}

const own = { command: { own: true } };

test.each([
  ['a CMD of its own', 'FROM alpine:3.24\nCMD ["x"]', 'met'],
  ['an ENTRYPOINT of its own', 'FROM alpine:3.24\nENTRYPOINT ["x"]', 'met'],
  ['a CMD of the stage that it builds on', 'FROM alpine:3.24 AS base\nCMD x\nFROM base\n', 'met'],
  ['only what the base image starts', 'FROM alpine:3.24\nRUN true', 'unmet'],
  ['a base of which nothing is known', 'FROM registry.example/x:1\nRUN true', 'unmet'],
  ['nothing at all', 'FROM scratch\nCOPY x /x', 'unmet'],
  [
    'a CMD that was left behind',
    'FROM alpine:3.24 AS a\nCMD x\nFROM alpine:3.24\nCOPY --from=a /x /x',
    'unmet',
  ],
])('command.own: %s', (_, dockerfile, status) => {
  expect(statusOf(own, dockerfile)).toBe(status);
});

test('copies from any: an image that --from names counts, the build context does not', () => {
  const copies = { copies: { from: 'any' } };
  expect(statusOf(copies, 'FROM scratch\nCOPY --from=alpine:3.24 /etc/ssl /etc/ssl')).toBe('met');
  expect(statusOf(copies, 'FROM scratch\nCOPY x /x')).toBe('unmet');
});
