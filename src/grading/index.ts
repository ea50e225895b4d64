/** The door of grading: an exercise's goals against a Dockerfile -> a report. */
export { changesOf, needsBuild } from './build-options.ts';
export { grade } from './grade.ts';
export { analyzeOptions } from './options.ts';
export type { GoalResult, GoalStatus, Report } from './report.ts';
export {
  type Exercise,
  type Expectation,
  exerciseSchema,
  type Goal,
  type StageSelector,
} from './schema.ts';
