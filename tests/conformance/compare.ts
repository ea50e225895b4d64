import { isDeepStrictEqual } from 'node:util';
import type { Inspection } from '../../src/cli/inspect.ts';
import type { Case } from './cases.ts';

/** One row of the table: a part of what Docker says, and the same part of what we say. */
export interface Field {
  readonly name: string;
  /** What Docker says; undefined where the case says nothing of it. */
  readonly expected: (one: Case) => unknown;
  readonly actual: (inspection: Inspection) => unknown;
}

/** A place where we and Docker differ. */
export interface Difference {
  readonly id: string;
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Bag = Readonly<Record<string, unknown>>;

/** A property of every instruction, `absent` where one does not have it. */
function ofInstructions(parse: unknown, pick: (instruction: Bag) => unknown): unknown {
  const { instructions } = parse as { instructions?: readonly Bag[] };
  return instructions?.map((instruction) => pick(instruction) ?? 'absent');
}

function instructionField(name: string, pick: (instruction: Bag) => unknown): Field {
  return {
    name: `parse: ${name}`,
    expected: ({ parse }) => ofInstructions(parse, pick),
    actual: ({ parse }) => ofInstructions(parse, pick),
  };
}

/** Warnings come in no order that means anything. */
function sorted(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((item) => JSON.stringify(item)).sort();
}

function part(object: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Bag | undefined)?.[key], object);
}

/** Docker was asked about Dockerfiles without digests: there was no registry to look them up in. */
function withoutDigest(reference: string): string {
  return reference.replace(/@sha256:[0-9a-f]+/, '');
}

export const fields: readonly Field[] = [
  {
    name: 'parse: error',
    expected: ({ parse }) => parse.error ?? null,
    actual: ({ parse }) => part(parse, 'error') ?? null,
  },
  {
    name: 'parse: warnings',
    expected: ({ parse }) => parse.warnings,
    actual: ({ parse }) => part(parse, 'warnings'),
  },
  instructionField('keyword and lines', ({ keyword, start, end }) => [keyword, start, end]),
  instructionField('S-expression', ({ sexp }) => sexp),
  instructionField('flags', ({ flags }) => flags),
  instructionField('JSON form', ({ json }) => json),
  instructionField('heredocs', ({ heredocs }) => heredocs),
  {
    name: 'instructionError',
    expected: (one) => one.instructionError,
    actual: (inspection) => inspection.instructionError,
  },
  { name: 'stages', expected: (one) => one.stages, actual: (inspection) => inspection.stages },
  {
    name: 'check: warnings',
    expected: (one) => sorted(one.check?.warnings),
    actual: (inspection) => sorted(part(inspection, 'check', 'warnings')),
  },
  {
    name: 'check: error',
    expected: (one) => one.check?.error,
    actual: (inspection) => part(inspection, 'check', 'error'),
  },
  {
    name: 'check: error lines',
    expected: (one) => one.check?.errorLines,
    actual: (inspection) => part(inspection, 'check', 'errorLines'),
  },
  {
    name: 'targets',
    expected: (one) => one.targets,
    actual: ({ targets }) => targets?.map((target) => ({ ...target, base: withoutDigest(target.base) })),
  },
  { name: 'outline', expected: (one) => one.outline, actual: (inspection) => part(inspection, 'outline') },
];

/** Whether a case says anything of a field, and where we differ. */
export function compare(one: Case, inspection: Inspection, field: Field): 'none' | 'same' | Difference {
  const expected = field.expected(one);
  if (expected === undefined) return 'none';
  const actual = plain(field.actual(inspection));
  if (isDeepStrictEqual(plain(expected), actual)) return 'same';
  return { id: one.id, field: field.name, expected, actual };
}

/** A value as JSON hands it on: what is undefined is absent. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
