import type { ExerciseFolder } from './exercise-folder.ts';
import { gradeText } from './grade-text.ts';
import { revealingHints } from './revealing-hints.ts';

/** One thing that an exercise promises and does not keep. */
export interface Failure {
  /** Relative to the exercise's folder. */
  readonly file: string;
  readonly message: string;
}

/**
 * Proves an exercise: the start leaves a goal unmet, every solution meets all goals, every mistake
 * leaves unmet exactly the goals that it names, and no hint but the last of its list gives a line of a
 * solution away. An empty list means that it is proven.
 */
export async function proveExercise(exercise: ExerciseFolder): Promise<Failure[]> {
  const failures: Failure[] = [];
  const start = await gradeText(exercise, exercise.start);
  if (!start.report.goals.some(({ status }) => status === 'unmet')) {
    failures.push({
      file: 'start.Dockerfile',
      message: 'The start leaves no goal unmet: there is nothing to do.',
    });
  }
  for (const solution of exercise.solutions) {
    const file = `solutions/${solution.file}`;
    const { analysis, report } = await gradeText(exercise, solution.text);
    if (analysis.error !== undefined) {
      const { message, range } = analysis.error;
      failures.push({ file, message: `Docker stops at line ${range.start.line + 1}: ${message}` });
    }
    for (const { id, status, diagnostics } of report.goals) {
      if (status === 'met') continue;
      const reason = diagnostics[0]?.message ?? '';
      failures.push({
        file,
        message: `The goal "${id}" is ${status === 'unmet' ? 'not met' : 'not certain'}: ${reason}`,
      });
    }
  }
  for (const mistake of exercise.mistakes) {
    const file = `mistakes/${mistake.file}`;
    const { report } = await gradeText(exercise, mistake.text);
    for (const { id, status, diagnostics } of report.goals) {
      const named = mistake.unmet.includes(id);
      if (named && status !== 'unmet') {
        const reason = status === 'met' ? 'met' : `not certain: ${diagnostics[0]?.message ?? ''}`;
        failures.push({ file, message: `The goal "${id}" should be unmet; it is ${reason}.` });
      } else if (!named && status === 'unmet') {
        const reason = diagnostics[0]?.message ?? '';
        failures.push({
          file,
          message: `The goal "${id}" is unmet, but exercise.yaml does not name it: ${reason}`,
        });
      }
    }
  }
  return [...failures, ...revealingHints(exercise)];
}
