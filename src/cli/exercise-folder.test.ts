import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ExerciseProblem, loadExerciseFolder } from './exercise-folder.ts';
import { demo, EXERCISE, withFolder } from './testing.ts';

const yaml = EXERCISE['exercise.yaml'] ?? '';

async function problemsOf(changes: Parameters<typeof demo>[0]): Promise<readonly ExerciseProblem[]> {
  return withFolder(demo(changes), (folder) => {
    const loaded = loadExerciseFolder(join(folder, 'demo'));
    return loaded.ok ? [] : loaded.problems;
  });
}

describe('loadExerciseFolder', () => {
  it('reads everything, dotfiles, bytes and modes included', async () => {
    await withFolder(
      demo({ 'context/logo.bin': new Uint8Array([0, 255]), 'context/run.sh': '#!/bin/sh\n' }),
      (folder) => {
        chmodSync(join(folder, 'demo/context/run.sh'), 0o700);
        symlinkSync('main.go', join(folder, 'demo/context/link.go'));
        const loaded = loadExerciseFolder(join(folder, 'demo'));
        if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
        const { context, start, task, solutions, mistakes, exercise } = loaded.exercise;
        expect(exercise.id).toBe('demo');
        expect(start).toBe(EXERCISE['start.Dockerfile']);
        expect(task).toBe(EXERCISE['task.mdx']);
        expect(solutions.map(({ file, title }) => [file, title])).toEqual([
          ['one.Dockerfile', 'One way'],
          ['two.Dockerfile', 'Another'],
        ]);
        expect(mistakes[1]?.text).toBe('FROM golang:1.27\nFROM debian\n');
        expect(context.map(({ path, mode, text, link }) => [path, mode, text, link])).toEqual([
          ['.dockerignore', 0o644, '.git\n', undefined],
          ['link.go', 0o777, undefined, 'main.go'],
          ['logo.bin', 0o644, undefined, undefined],
          ['main.go', 0o644, 'package main\n', undefined],
          ['run.sh', 0o755, '#!/bin/sh\n', undefined],
        ]);
        expect([...(context[2]?.bytes ?? [])]).toEqual([0, 255]);
      },
    );
  });

  it('has a digest that every file goes into', async () => {
    await withFolder(demo(), (folder) => {
      const digest = () => {
        const loaded = loadExerciseFolder(join(folder, 'demo'));
        return loaded.ok ? loaded.exercise.digest : '';
      };
      const before = digest();
      expect(before).toMatch(/^[0-9a-f]{64}$/);
      expect(digest()).toBe(before);
      writeFileSync(join(folder, 'demo/context/.dockerignore'), '.git\nx\n');
      const after = digest();
      expect(after).not.toBe(before);
      chmodSync(join(folder, 'demo/context/main.go'), 0o755);
      expect(digest()).not.toBe(after);
    });
  });

  it.each([
    ['no task', { 'task.mdx': undefined }, { file: 'task.mdx', message: 'The file is missing.' }],
    [
      'no exercise.yaml',
      { 'exercise.yaml': undefined },
      { file: 'exercise.yaml', message: 'The file is missing.' },
    ],
    ['a binary start', { 'start.Dockerfile': new Uint8Array([0, 1]) }, { file: 'start.Dockerfile' }],
    [
      'an id that is not the folder',
      { 'exercise.yaml': yaml.replace('id: demo', 'id: other') },
      { line: 1, key: 'id' },
    ],
    [
      'a solution that is not there',
      { 'solutions/two.Dockerfile': undefined },
      { line: 18, key: 'solutions[1].file', message: expect.stringContaining('two.Dockerfile') },
    ],
    [
      'a mistyped solution',
      { 'exercise.yaml': yaml.replace('file: two.D', 'file: tow.D') },
      { line: 18, message: expect.stringContaining('did you mean "two.Dockerfile"') },
    ],
    [
      'a solution that nobody names',
      { 'solutions/three.Dockerfile': 'FROM a\n' },
      { file: 'solutions/three.Dockerfile' },
    ],
    ['a file that belongs nowhere', { 'notes.txt': 'x' }, { file: 'notes.txt' }],
    [
      'a goal that is not there',
      { 'exercise.yaml': yaml.replace('unmet: [small]', 'unmet: [smal]') },
      { line: 21, key: 'mistakes[1].unmet[0]', message: 'There is no goal "smal" (did you mean "small"?).' },
    ],
    [
      'a goal twice',
      { 'exercise.yaml': yaml.replace('id: small', 'id: split') },
      { line: 13, key: 'goals[1].id' },
    ],
    [
      'a check that is not there',
      { 'exercise.yaml': yaml.replace('{ final: { base: alpine } }', '{ checks: [NoSuchCheck] }') },
      { line: 15, key: 'goals[1].expect.checks[0]', message: expect.stringContaining('NoSuchCheck') },
    ],
    [
      'an editable file that is not there',
      { 'exercise.yaml': `${yaml}editable: [dockerignore]\n` },
      { line: 23, key: 'editable[0]', message: expect.stringContaining('did you mean ".dockerignore"') },
    ],
  ])('reports %s', async (_, changes, problem) => {
    expect(await problemsOf(changes)).toContainEqual(expect.objectContaining(problem));
  });

  it('reports a folder that is not there', () => {
    const loaded = loadExerciseFolder('/nowhere/at-all');
    expect(loaded).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('cannot be read') }],
    });
  });
});
