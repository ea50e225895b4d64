/**
 * The exercises as cases: every start, solution and mistake, built by Docker on stand-ins for the base images
 * (`stand-ins.ts`) and by the simulation on what is known of the real ones.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ExerciseFolder,
  listExerciseFolders,
  loadExerciseFolder,
} from '../../../src/cli/exercise-folder.ts';
import { analyze, type Stage } from '../../../src/dockerfile/index.ts';
import { standInOf } from './stand-ins.ts';

/** Where the exercises lie. */
export const EXERCISES = join(import.meta.dirname, '../../../exercises');

export interface ExerciseCase {
  /** `go-scratch/solutions/by-uid`; names the golden. */
  readonly name: string;
  /** Text of the Dockerfile. */
  readonly dockerfile: string;
  readonly exercise: ExerciseFolder;
}

/** What building and starting an answer came to. */
export interface SeenExercise {
  /** SHA-256 of Dockerfile and context: a golden of another text is no golden. */
  readonly of: string;
  readonly error?: SeenError;
  /** Paths outside the base image, as `fileLine` writes them, sorted; `-/path` for one of the base that is gone. */
  readonly files?: readonly string[];
  /** What the config says beyond the base image's; `(base)` where a value is the base's own. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly start?: SeenExerciseStart;
}

export interface SeenError {
  /** Docker's words behind "failed to solve: ". */
  readonly message: string;
  /** 1-based line of the Dockerfile where the failing instruction begins, where Docker names one. */
  readonly line?: number;
  /** Of a RUN. */
  readonly exitCode?: number;
  /** Of a RUN: the last lines of what it printed; absent in goldens of a time when nobody asked for them. */
  readonly words?: readonly string[];
}

export interface SeenExerciseStart {
  /** `runs`: it was still there when we stopped looking. `ended`: it ended by itself. `refused`: Docker could not start it. */
  readonly state: 'runs' | 'ended' | 'refused';
  readonly exitCode?: number;
  /** Docker's words behind "docker: ", or the last line of what the program said. */
  readonly said?: string;
}

/** Every start, solution and mistake. Throws where an exercise cannot be read. */
export function exerciseCases(): ExerciseCase[] {
  return listExerciseFolders(EXERCISES).flatMap((folder) => {
    const loaded = loadExerciseFolder(folder);
    if (!loaded.ok) throw new Error(`${folder}: ${loaded.problems.map(({ message }) => message).join(' ')}`);
    const { exercise } = loaded;
    const { id } = exercise.exercise;
    const answers = (kind: 'solutions' | 'mistakes'): ExerciseCase[] =>
      exercise[kind].map(({ file, text }) => ({
        name: `${id}/${kind}/${file.replace(/\.Dockerfile$/, '')}`,
        dockerfile: text,
        exercise,
      }));
    return [
      { name: `${id}/start`, dockerfile: exercise.start, exercise },
      ...answers('solutions'),
      ...answers('mistakes'),
      ...writtenAnswers(id).map(({ name, dockerfile }) => ({ name, dockerfile, exercise })),
    ];
  });
}

const ANSWERS = join(import.meta.dirname, '../../content/answers');
/** What the engine cannot do without a network, or with other tools than the stand-ins have. */
const NEEDS_MORE = /\b(?:apk|apt-get|pip|uv|upx|yarn|pnpm|adduser|addgroup|useradd|tini|serve|convert)\b/;

/** The wrong answers of `tests/content/answers` that the stand-ins can build, as `go-scratch/wrong/chmod-lost`. */
function writtenAnswers(exercise: string): Pick<ExerciseCase, 'name' | 'dockerfile'>[] {
  const folder = join(ANSWERS, exercise, 'wrong');
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const dockerfile = readFileSync(join(folder, file), 'utf8');
      if (NEEDS_MORE.test(dockerfile) || !analyze(dockerfile).stages.every(hasStandIn)) return [];
      return [{ name: `${exercise}/wrong/${file.replace(/\.Dockerfile$/, '')}`, dockerfile }];
    });
}

function hasStandIn({ base, steps }: Stage): boolean {
  const sources = [base, ...steps.flatMap(({ dependencies }) => dependencies.map(({ source }) => source))];
  return sources.every((source) =>
    source.kind === 'image' ? standInOf(source.reference) !== undefined : source.kind !== 'unresolved',
  );
}

/** Stands for all that a case is made of. */
export function caseDigest(one: ExerciseCase): string {
  const hash = createHash('sha256').update(one.dockerfile);
  for (const { path, mode, bytes } of one.exercise.context) {
    hash.update(`\0${path}\0${mode & 0o777}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** One path of an image. */
export interface SeenPath {
  readonly path: string;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly link?: string;
  /** Hex, where the content is known. */
  readonly sha256?: string;
}

/**
 * One path as a line. The digest stands there only for what was copied from the context: what a compiler or a
 * package manager makes differs from version to version.
 */
export function fileLine(file: SeenPath, contextDigests: ReadonlySet<string>): string {
  const mode = file.mode.toString(8).padStart(4, '0');
  const copied = file.sha256 !== undefined && contextDigests.has(file.sha256);
  const what = file.type === 'symlink' ? `-> ${file.link}` : copied ? file.sha256?.slice(0, 8) : '';
  return `${file.path} ${file.type} ${mode} ${file.uid}:${file.gid} ${what}`.trimEnd();
}

/** Folders of which only the name counts: what is in them is the affair of the tool's version. */
const OPAQUE = [
  /^(?:\/go\/pkg|\/root\/\.cache|\/root\/\.config|\/root\/\.npm|\/root\/go)\//,
  /\/__pycache__(?:\/|$)/,
  // Packages count, their files do not.
  /\/(?:site|dist)-packages\/[^/]+\//,
  /\/node_modules\/(?:@[^/]+\/[^/]+|[^@/.][^/]*)\//,
  /^\/(?:proc|dev|sys|run)\//,
  // What a tool leaves lying about is the affair of its version.
  /^\/tmp\//,
];

/** Whether a path is compared. */
export function counts(path: string): boolean {
  return !OPAQUE.some((pattern) => pattern.test(path));
}

/** The paths sorted as the goldens have them. */
export function sortLines(lines: Iterable<string>): string[] {
  return [...new Set(lines)].sort((a, b) => (a < b ? -1 : 1));
}

/** What of a program's complaint is compared: the line that names the error, else the last one. */
export function lastWords(text: string): string {
  const lines = text.trim().split('\n');
  return lines.find((line) => /^(?:[A-Z]\w*)?Error\b/.test(line)) ?? lines.at(-1) ?? '';
}
