import { type Analysis, analyze } from '../dockerfile/index.ts';
import { analyzeOptions, grade, type Report } from '../grading/index.ts';
import type { ExerciseFolder } from './exercise-folder.ts';

/** A Dockerfile and its grade. */
export interface Graded {
  readonly analysis: Analysis;
  readonly report: Report;
}

/**
 * Grades a Dockerfile by an exercise, with the exercise's context, target and build arguments. The one
 * place of the terminal where a simulated build is handed to grading.
 */
export async function gradeText(exercise: ExerciseFolder, text: string): Promise<Graded> {
  const dockerignore = exercise.context.find(({ path }) => path === '.dockerignore')?.text;
  const files = exercise.context.map(({ path }) => path);
  const options = analyzeOptions(exercise.exercise, {
    files,
    ...(dockerignore === undefined ? {} : { dockerignore }),
  });
  const analysis = analyze(text, options);
  return { analysis, report: grade(exercise.exercise, analysis) };
}
