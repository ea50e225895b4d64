import type { AnalyzeOptions } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import type { Exercise } from './schema.ts';

/**
 * What `analyze` must know to read a Dockerfile for an exercise: its target, its build arguments, its
 * context, and what is known of base images.
 */
export function analyzeOptions(
  exercise: Pick<Exercise, 'target' | 'buildArgs'>,
  context?: AnalyzeOptions['context'],
): AnalyzeOptions {
  return {
    lookupImage,
    ...(exercise.target === undefined ? {} : { target: exercise.target }),
    ...(exercise.buildArgs === undefined ? {} : { buildArgs: exercise.buildArgs }),
    ...(context === undefined ? {} : { context }),
  };
}
