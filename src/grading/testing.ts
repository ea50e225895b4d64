/** Helpers of grading's tests. */
import { analyze } from '../dockerfile/index.ts';
import { grade } from './grade.ts';
import { analyzeOptions } from './options.ts';
import type { GoalResult, Report } from './report.ts';
import { type Exercise, type Expectation, exerciseSchema } from './schema.ts';

type Input<Value> = Value extends { to: unknown } ? Omit<Value, 'to'> & Partial<Pick<Value, 'to'>> : Value;
/** An expectation as an author writes it: what has a default may be left out. */
export type ExpectationInput = {
  readonly [Kind in keyof Expectation]?: Input<NonNullable<Expectation[Kind]>>;
};

/** An exercise with one goal for each expectation, named g0, g1 … */
export function exerciseWith(
  expectations: readonly ExpectationInput[],
  more: Partial<Exercise> = {},
): Exercise {
  const answer = (file: string) => ({ file: `${file}.Dockerfile`, title: 'An answer' });
  return exerciseSchema.parse({
    id: 'test',
    title: 'Test',
    summary: 'An exercise for tests',
    track: 'test',
    order: 1,
    difficulty: 'start',
    minutes: 1,
    goals: expectations.map((expect, at) => ({ id: `g${at}`, title: `Goal ${at}`, expect })),
    solutions: [answer('a'), answer('b')],
    mistakes: ['c', 'd', 'e'].map((file) => ({ ...answer(file), unmet: ['g0'] })),
    ...more,
  });
}

/** The grade of a text for these expectations, with what is known of base images. */
export function gradeOf(text: string, ...expectations: readonly ExpectationInput[]): Report {
  const exercise = exerciseWith(expectations);
  return grade(exercise, analyze(text, analyzeOptions(exercise)));
}

/** The result of one expectation. */
export function goalOf(text: string, expectation: ExpectationInput): GoalResult {
  const goal = gradeOf(text, expectation).goals[0];
  if (goal === undefined) throw new Error('no goal');
  return goal;
}
