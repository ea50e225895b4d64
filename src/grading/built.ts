import type { BuildResult, Image } from '../build/types.ts';
import type { Range } from '../dockerfile/index.ts';
import {
  finalStage,
  type GoalContext,
  unknown,
  unmet,
  type Verdict,
  withoutFinalStage,
} from './goal-context.ts';

/** The image that was built, or the verdict where there is none. */
export type BuiltImage =
  | { readonly image: Image; readonly build: BuildResult }
  | { readonly verdict: Verdict };

/** The image of the simulated build. `what` completes "Whether … cannot be told". */
export function builtImage(context: GoalContext, what: string): BuiltImage {
  const { analysis, build } = context;
  if (analysis.stages.length === 0 && finalStage(analysis) === undefined) {
    return { verdict: withoutFinalStage(context) };
  }
  if (build === undefined) {
    return {
      verdict: unknown(context, {
        message: `Whether ${what} cannot be told without a build.`,
        advice: 'Run docker build to find out.',
      }),
    };
  }
  if (build.gaveUp !== undefined) {
    return { verdict: unknown(context, { message: `Whether ${what} cannot be told: ${build.gaveUp}` }) };
  }
  if (build.image === undefined) {
    // The goal that asks for the build has said already where it stops.
    if (context.goal.expect.builds === true) return { verdict: unmet(context) };
    const { error } = build;
    const where = error === undefined ? '' : ` in line ${error.lines.start + 1}`;
    return {
      verdict: unmet(context, {
        message: `Whether ${what} cannot be seen: the build stops${where}, before there is an image.`,
        range: linesRange(context, error?.lines),
        why: 'Docker makes no image as long as one step fails.',
        advice: 'Let the build succeed first.',
      }),
    };
  }
  return { image: build.image, build };
}

/**
 * What to do where nobody can tell, because a base image is named by a digest alone: what it holds is in no table.
 * Undefined where every base is known, or is named in another way.
 */
export function digestAdvice({ analysis }: GoalContext): string | undefined {
  for (const { base, reachable } of analysis.stages) {
    if (!reachable || base.kind !== 'image' || base.facts !== undefined) continue;
    const { familiarName, tag, digest } = base.image ?? {};
    if (familiarName === undefined || tag !== undefined || digest === undefined) continue;
    return `This is no mistake of yours: ${familiarName}@… is exact for Docker, but a digest alone does not say which version it is. With the tag in front of it, ${familiarName}:TAG@…, Docker builds the same, and more can be said here.`;
  }
  return undefined;
}

/** Lines of the Dockerfile as a range from the first character to the end of the first line. */
export function linesRange({ analysis }: GoalContext, lines: { readonly start: number } | undefined): Range {
  const line = Math.min(lines?.start ?? 0, Math.max(0, analysis.source.lineCount - 1));
  const text = analysis.source.line(line).replace(/\r$/, '');
  return { start: { line, character: 0 }, end: { line, character: text.length } };
}

/** Why nobody can tell what the build yields, with the line; undefined where every step is modelled. */
export function firstUnknown(
  build: BuildResult,
): { readonly why: string; readonly line: number } | undefined {
  for (const { steps, status } of build.stages) {
    if (status === 'skipped') continue;
    for (const { certainty, why, step } of steps) {
      if (certainty !== 'unknown') continue;
      const line = step.instruction.lines.start;
      return { why: why ?? 'what this step does cannot be told', line };
    }
  }
  return undefined;
}
