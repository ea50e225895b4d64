import type { Exercise, Expectation } from './schema.ts';

/** Kinds of expectations that are judged by a build. */
const BEHAVIOUR: readonly (keyof Expectation)[] = [
  'builds',
  'starts',
  'files',
  'size',
  'secrets',
  'rebuild',
  'context',
];

/** Whether a goal of the exercise is judged by a build. */
export function needsBuild({ goals }: Pick<Exercise, 'goals'>): boolean {
  return goals.some(({ expect }) => BEHAVIOUR.some((kind) => expect[kind] !== undefined));
}

/** Context files that goals change to see what is built again. */
export function changesOf({ goals }: Pick<Exercise, 'goals'>): string[] {
  return [...new Set(goals.flatMap(({ expect }) => expect.rebuild?.change ?? []))];
}
