import type { ContextFile } from '../build/index.ts';
import { knownContext } from '../build/known-context.ts';
import { type Analysis, analyze } from '../dockerfile/index.ts';
import { analyzeOptions, changesOf, grade, needsBuild, type Report } from '../grading/index.ts';
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
  const options = analyzeOptions(exercise.exercise, knownContext(files, dockerignore));
  const analysis = analyze(text, options);
  if (!needsBuild(exercise.exercise)) return { analysis, report: grade(exercise.exercise, analysis) };
  // The simulated build is large; it is loaded only where a goal needs it.
  const { rehearse } = await import('../build/index.ts');
  const build = await rehearse(analysis, contextFiles(exercise), { changes: changesOf(exercise.exercise) });
  return { analysis, report: grade(exercise.exercise, analysis, build) };
}

/** The exercise's context as the simulated build takes it. */
export function contextFiles({ context }: Pick<ExerciseFolder, 'context'>): ContextFile[] {
  return context.map(({ path, mode, link, bytes }) =>
    link === undefined ? { path, mode, content: bytes } : { path, link },
  );
}
