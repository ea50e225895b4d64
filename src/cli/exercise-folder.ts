import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { checks } from '../checks/index.ts';
import { nearest } from '../grading/distance.ts';
import type { Exercise } from '../grading/index.ts';
import { type ExerciseFile, readFiles } from './exercise-files.ts';
import { type ExerciseProblem, type ParsedExercise, parseExercise } from './exercise-yaml.ts';

export type { ExerciseFile } from './exercise-files.ts';
export type { ExerciseProblem } from './exercise-yaml.ts';

/** A right or a wrong answer, with its text. */
export type Answer<Entry> = Entry & { readonly text: string };

/** All that an exercise's folder holds. */
export interface ExerciseFolder {
  /** Absolute path. */
  readonly folder: string;
  /** What exercise.yaml says. */
  readonly exercise: Exercise;
  /** task.mdx. */
  readonly task: string;
  /** start.Dockerfile. */
  readonly start: string;
  readonly solutions: readonly Answer<Exercise['solutions'][number]>[];
  readonly mistakes: readonly Answer<Exercise['mistakes'][number]>[];
  /** The build context, paths relative to context/. */
  readonly context: readonly ExerciseFile[];
  /** SHA-256 over path, mode and content of every file of the folder, in hex. */
  readonly digest: string;
}

/** An exercise's folder, or everything that is wrong with it. */
export type LoadedExercise =
  | { readonly ok: true; readonly exercise: ExerciseFolder }
  | { readonly ok: false; readonly folder: string; readonly problems: readonly ExerciseProblem[] };

/** Reads and validates an exercise's folder. Never throws for what lies in it: problems are returned. */
export function loadExerciseFolder(path: string): LoadedExercise {
  const folder = resolve(path);
  let files: ExerciseFile[];
  try {
    files = readFiles(folder);
  } catch (error) {
    const problem = { file: '.', message: `The folder cannot be read: ${(error as Error).message}.` };
    return { ok: false, folder, problems: [problem] };
  }
  const problems: ExerciseProblem[] = [];
  const text = (name: string, advice: string) => textFile(files, name, advice, problems);
  const yaml = text('exercise.yaml', 'It holds the title, the goals and the hints.');
  const task = text('task.mdx', 'It holds the task as the learner reads it.');
  const start = text('start.Dockerfile', 'It is what stands in the editor at first.');
  if (yaml === undefined) return { ok: false, folder, problems };
  const parsed = parseExercise(yaml);
  problems.push(...parsed.problems);
  const exercise = parsed.exercise;
  if (exercise === undefined) return { ok: false, folder, problems };
  problems.push(...references(parsed, exercise, basename(folder)), ...strayFiles(exercise, files));
  const context = files
    .filter((file) => file.path.startsWith('context/'))
    .map((file) => ({ ...file, path: file.path.slice('context/'.length) }));
  problems.push(...editableFiles(parsed, exercise, context));
  const solutions = answers('solutions', exercise.solutions, parsed, files, problems);
  const mistakes = answers('mistakes', exercise.mistakes, parsed, files, problems);
  if (problems.length > 0 || task === undefined || start === undefined)
    return { ok: false, folder, problems };
  const digest = digestOf(files);
  return { ok: true, exercise: { folder, exercise, task, start, solutions, mistakes, context, digest } };
}

/** The exercise folders below a folder: every folder that does not start with a dot. Throws where it cannot be read. */
export function listExerciseFolders(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isDirectory())
    .sort()
    .map((name) => join(folder, name));
}

/** Whether a folder is one exercise (and not a folder of exercises). */
export function isExerciseFolder(folder: string): boolean {
  return existsSync(join(folder, 'exercise.yaml'));
}

function textFile(
  files: readonly ExerciseFile[],
  name: string,
  advice: string,
  problems: ExerciseProblem[],
): string | undefined {
  const file = files.find(({ path }) => path === name);
  if (file === undefined) problems.push({ file: name, message: 'The file is missing.', advice });
  else if (file.text === undefined) {
    problems.push({ file: name, message: 'The file is not text in UTF-8.', advice: 'Save it as UTF-8.' });
  }
  return file?.text;
}

/** Names in exercise.yaml that must exist elsewhere: the folder, goals, checks. */
function references(parsed: ParsedExercise, exercise: Exercise, folder: string): ExerciseProblem[] {
  const problems: ExerciseProblem[] = [];
  const report = (path: readonly (string | number)[], key: string, message: string, advice?: string) => {
    const line = parsed.lineOf(path);
    problems.push({
      file: 'exercise.yaml',
      ...(line === undefined ? {} : { line }),
      key,
      message,
      ...(advice === undefined ? {} : { advice }),
    });
  };
  if (exercise.id !== folder) {
    report(['id'], 'id', `The id "${exercise.id}" differs from the folder's name "${folder}".`);
  }
  const goals = exercise.goals.map(({ id }) => id);
  goals.forEach((id, at) => {
    if (goals.indexOf(id) === at) return;
    report(
      ['goals', at, 'id'],
      `goals[${at}].id`,
      `There is a second goal "${id}".`,
      'Give each its own id.',
    );
  });
  exercise.mistakes.forEach(({ unmet }, at) => {
    unmet.forEach((id, position) => {
      if (goals.includes(id)) return;
      report(
        ['mistakes', at, 'unmet', position],
        `mistakes[${at}].unmet[${position}]`,
        unknownName('goal', id, goals),
      );
    });
  });
  const names = checks.map(({ name }) => name);
  exercise.goals.forEach(({ expect }, at) => {
    expect.checks?.forEach((name, position) => {
      if (names.includes(name)) return;
      const path = ['goals', at, 'expect', 'checks', position];
      report(path, `goals[${at}].expect.checks[${position}]`, unknownName('check', name, names));
    });
  });
  return problems;
}

function unknownName(kind: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `There is no ${kind} "${name}"${near === undefined ? '' : ` (did you mean "${near}"?)`}.`;
}

function editableFiles(
  parsed: ParsedExercise,
  exercise: Exercise,
  context: readonly ExerciseFile[],
): ExerciseProblem[] {
  return exercise.editable.flatMap((name, at) => {
    const file = context.find(({ path }) => path === name);
    if (file?.text !== undefined) return [];
    const reason =
      file === undefined
        ? unknownName(
            'file of context/',
            name,
            context.map(({ path }) => path),
          )
        : `The file context/${name} is not text, so nobody can edit it.`;
    const line = parsed.lineOf(['editable', at]);
    return [
      {
        file: 'exercise.yaml',
        ...(line === undefined ? {} : { line }),
        key: `editable[${at}]`,
        message: reason,
      },
    ];
  });
}

function answers<Entry extends { readonly file: string }>(
  kind: 'solutions' | 'mistakes',
  entries: readonly Entry[],
  parsed: ParsedExercise,
  files: readonly ExerciseFile[],
  problems: ExerciseProblem[],
): Answer<Entry>[] {
  const found = files.filter(({ path }) => path.startsWith(`${kind}/`));
  const names = found.map(({ path }) => path.slice(kind.length + 1));
  const loaded = entries.flatMap((entry, at) => {
    const file = found[names.indexOf(entry.file)];
    if (file?.text !== undefined && entries.findIndex((other) => other.file === entry.file) === at) {
      return [{ ...entry, text: file.text }];
    }
    const line = parsed.lineOf([kind, at, 'file']);
    const message =
      file === undefined
        ? unknownName(`file in ${kind}/`, entry.file, names)
        : file.text === undefined
          ? `The file ${kind}/${entry.file} is not text in UTF-8.`
          : `The file ${kind}/${entry.file} is named twice.`;
    problems.push({
      file: 'exercise.yaml',
      ...(line === undefined ? {} : { line }),
      key: `${kind}[${at}].file`,
      message,
    });
    return [];
  });
  for (const name of names) {
    if (entries.some(({ file }) => file === name)) continue;
    problems.push({
      file: `${kind}/${name}`,
      message: `No entry of "${kind}" in exercise.yaml names this file.`,
      advice: 'List it there, or remove it.',
    });
  }
  return loaded;
}

/** Files that belong to nothing are forgotten ones, or misspelled ones. */
function strayFiles(exercise: Exercise, files: readonly ExerciseFile[]): ExerciseProblem[] {
  const known = ['exercise.yaml', 'task.mdx', 'start.Dockerfile'];
  const rooms = ['context/', 'solutions/', 'mistakes/'];
  return files
    .filter(({ path }) => !known.includes(path) && !rooms.some((room) => path.startsWith(room)))
    .map(({ path }) => ({
      file: path,
      message: `Nothing in the exercise "${exercise.id}" uses this file.`,
      advice: `An exercise holds ${known.join(', ')} and the folders ${rooms.join(', ')}.`,
    }));
}

function digestOf(files: readonly ExerciseFile[]): string {
  const hash = createHash('sha256');
  for (const { path, mode, link, bytes } of files) {
    hash.update(`${path}\0${mode.toString(8)}\0${link ?? ''}\0${bytes.length}\0`);
    hash.update(bytes);
  }
  return hash.digest('hex');
}
