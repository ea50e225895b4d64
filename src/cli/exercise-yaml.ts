import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { nearest } from '../grading/distance.ts';
import { type Exercise, exerciseSchema } from '../grading/index.ts';

/** One thing that is wrong in an exercise's folder. */
export interface ExerciseProblem {
  /** Relative to the exercise's folder. */
  readonly file: string;
  /** From 1; absent where the whole file is meant. */
  readonly line?: number;
  /** The key, from the top: `goals[2].expect.final`. */
  readonly key?: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** Keys and indexes from the top of the file to a value. */
export type KeyPath = readonly (string | number)[];

/** What exercise.yaml says, or what is wrong with it. */
export interface ParsedExercise {
  readonly exercise?: Exercise;
  readonly problems: readonly ExerciseProblem[];
  /** The line, from 1, on which a key or value stands; undefined for one that is not there. */
  readonly lineOf: (path: KeyPath) => number | undefined;
}

const FILE = 'exercise.yaml';

/** Reads exercise.yaml against its schema. Never throws. */
export function parseExercise(text: string): ParsedExercise {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (path: KeyPath) => findLine(document, lines, path);
  const broken = document.errors.map(({ message, pos }) => ({
    file: FILE,
    line: lines.linePos(pos[0]).line,
    message: `This is not valid YAML: ${message.split('\n', 1)[0]}`,
  }));
  if (broken.length > 0) return { problems: broken, lineOf };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return {
      problems: [{ file: FILE, message: `This cannot be read: ${(error as Error).message}` }],
      lineOf,
    };
  }
  if (value === null || value === undefined) {
    const advice = 'An exercise needs at the least an id, a title, goals, solutions and mistakes.';
    return { problems: [{ file: FILE, line: 1, message: 'The file is empty.', advice }], lineOf };
  }
  const result = exerciseSchema.safeParse(value);
  if (result.success) return { exercise: result.data, problems: [], lineOf };
  const problems = result.error.issues.flatMap((issue) => explain(issue, [], value, lineOf));
  return { problems, lineOf };
}

type Issue = z.core.$ZodIssue;

function explain(
  issue: Issue,
  above: KeyPath,
  value: unknown,
  lineOf: ParsedExercise['lineOf'],
): ExerciseProblem[] {
  const path = [...above, ...(issue.path as (string | number)[])];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, path, lineOf));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = likelyBranch(issue.errors as Issue[][]);
    if (branch !== undefined) return branch.flatMap((inner) => explain(inner, path, value, lineOf));
  }
  const given = valueAt(value, path);
  const line = lineOf(path);
  const missing = given === undefined && path.length > 0;
  const message = missing
    ? `The key "${path.at(-1)}" is missing.`
    : `${issue.message}${given === undefined || typeof given === 'object' ? '' : ` (here: ${JSON.stringify(given)})`}.`;
  return [{ file: FILE, message, ...(line === undefined ? {} : { line }), ...keyOf(path) }];
}

function unknownKey(key: string, path: KeyPath, lineOf: ParsedExercise['lineOf']): ExerciseProblem {
  const known = knownKeys(path);
  const near = nearest(key, known);
  const line = lineOf([...path, key]);
  return {
    file: FILE,
    ...(line === undefined ? {} : { line }),
    ...keyOf([...path, key]),
    message: `The key "${key}" is unknown${near === undefined ? '' : ` (did you mean "${near}"?)`}.`,
    ...(known.length === 0 ? {} : { advice: `Keys that may stand here: ${known.join(', ')}.` }),
  };
}

/** Of several shapes that a value may have, the one that it was meant to have: it fails deeper, or by a key. */
function likelyBranch(branches: readonly Issue[][]): Issue[] | undefined {
  const depth = (issues: readonly Issue[]) =>
    Math.max(...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
  const deepest = branches.toSorted((a, b) => depth(b) - depth(a))[0];
  return deepest !== undefined && depth(deepest) > 0 ? deepest : undefined;
}

function keyOf(path: KeyPath): { readonly key?: string } {
  if (path.length === 0) return {};
  return {
    key: path.reduce<string>(
      (text, part) =>
        typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`,
      '',
    ),
  };
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((inside, key) => (inside as Record<string, unknown> | null)?.[key], value);
}

/** The line of a key (of its value inside a list); of the nearest one above where it is not there. */
function findLine(document: Document, lines: LineCounter, path: KeyPath): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    let node: unknown;
    if (isMap(parent))
      node = parent.items.find((pair) => isPair(pair) && keyText(pair.key) === String(last))?.key;
    node ??= document.getIn(path.slice(0, length), true);
    const offset = isNode(node) ? (node as Node).range?.[0] : undefined;
    if (offset !== undefined && offset !== null) return lines.linePos(offset).line;
  }
  return 1;
}

function keyText(key: unknown): string {
  return String(isNode(key) ? (key as { value?: unknown }).value : key);
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

let jsonSchema: JsonSchema | undefined;

/** The keys that the schema knows at a place. */
function knownKeys(path: KeyPath): string[] {
  jsonSchema ??= z.toJSONSchema(exerciseSchema, { io: 'input', reused: 'inline' }) as JsonSchema;
  let at: JsonSchema[] = [jsonSchema];
  const open = (schemas: readonly JsonSchema[]): JsonSchema[] =>
    schemas.flatMap((schema) => [schema, ...open(schema.anyOf ?? [])]);
  for (const part of path) {
    at = open(at).flatMap((schema) => {
      const next = typeof part === 'number' ? schema.items : schema.properties?.[part];
      return next === undefined ? [] : [next];
    });
  }
  return open(at).flatMap((schema) => Object.keys(schema.properties ?? {}));
}
