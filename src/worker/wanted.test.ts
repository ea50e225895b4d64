import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { analyze } from '../dockerfile/index.ts';
import { analyzeOptions } from '../grading/options.ts';
import { type Exercise, exerciseSchema } from '../grading/schema.ts';
import { wantedBy } from './wanted.ts';

const ROOT = new URL('../../exercises/', import.meta.url);
const exercise = (id: string): Exercise =>
  exerciseSchema.parse(parse(readFileSync(new URL(`${id}/exercise.yaml`, ROOT), 'utf8')));
const wanted = (id: string, text: string) => {
  const given = exercise(id);
  return wantedBy(given, analyze(text, analyzeOptions(given, { files: [] })));
};
const start = (id: string): string => readFileSync(new URL(`${id}/start.Dockerfile`, ROOT), 'utf8');

describe('what the goals ask of the stages', () => {
  it('is a stage that ships, one before it, and what travels to it', () => {
    const { stages, takes, marks } = wanted('node-three-stages', start('node-three-stages'));
    expect(stages.map(({ index, ships, goal }) => [index, ships, goal])).toEqual([
      [1, false, 'three-stages'],
      [2, true, 'small-base'],
    ]);
    expect(takes.map(({ from, to, goal }) => [from, to, goal])).toEqual([
      [0, 2, 'carry-the-build'],
      [1, 2, 'carry-the-modules'],
    ]);
    expect(marks).toEqual([]);
  });
  it('is said of stages that are there; a copy that is there under a number is not drawn twice', () => {
    const { stages, takes, marks } = wanted('name-the-stage', start('name-the-stage'));
    expect(stages).toEqual([]);
    expect(takes).toEqual([]);
    expect(marks.map(({ stage, goal }) => [stage, goal])).toEqual([
      [2, 'name-final'],
      [1, 'name-build'],
      [0, 'nothing-unused'],
    ]);
  });
  it('names no base image: which one it is, is the learner’s to find', () => {
    for (const id of ['node-three-stages', 'first-split']) {
      const { stages } = wanted(id, start(id));
      expect(stages.length).toBeGreaterThan(0);
      // A goal's title is read anyway.
      expect(JSON.stringify(stages.map((stage) => ({ ...stage, title: '', goal: '' })))).not.toMatch(
        /alpine|scratch|slim|distroless/i,
      );
    }
  });
  it('is nothing where a line cannot be read: what cannot be told is not asked for', () => {
    expect(wanted('node-three-stages', 'FROM node:24 # small\n').stages).toEqual([]);
  });
});

const ids = readdirSync(ROOT, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? [one.name] : [],
);
it.each(ids)('%s: no solution leaves anything to be asked for', (id) => {
  for (const file of readdirSync(new URL(`${id}/solutions/`, ROOT))) {
    const text = readFileSync(new URL(`${id}/solutions/${file}`, ROOT), 'utf8');
    expect([file, wanted(id, text)]).toEqual([file, { stages: [], takes: [], marks: [] }]);
  }
});
