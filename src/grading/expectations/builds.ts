import { digestAdvice, firstUnknown, linesRange } from '../built.ts';
import { finalStage, type Judge, MET, unknown, unmet, withoutFinalStage } from '../goal-context.ts';

/** `docker build` succeeds. */
export const builds: Judge<true> = (_, context) => {
  const { analysis, build } = context;
  // What the front end refuses, Docker refuses: that much is sure without a build.
  if (analysis.error !== undefined) {
    const { message, range, why, advice } = analysis.error;
    return unmet(context, {
      message: `docker build stops: ${message}`,
      range,
      cause: why,
      why: 'Docker makes no image as long as one line is wrong.',
      advice: advice ?? 'Repair this line first.',
    });
  }
  if (finalStage(analysis) === undefined) return withoutFinalStage(context);
  if (build === undefined) {
    return unknown(context, {
      message: 'Whether the build succeeds cannot be told without a build.',
      advice: 'Run docker build to find out.',
    });
  }
  if (build.gaveUp !== undefined) {
    return unknown(context, { message: `Whether the build succeeds cannot be told: ${build.gaveUp}` });
  }
  if (build.error !== undefined) {
    const { message, lines, why, advice } = build.error;
    const said = output(build.stages.flatMap(({ steps }) => steps).find(({ error }) => error !== undefined));
    return unmet(context, {
      message: `docker build stops: ${message}${said}`,
      range: linesRange(context, lines),
      cause: why,
      why: 'Docker makes no image as long as one step fails.',
      advice: advice ?? 'Read what the command printed; the last line mostly says what it misses.',
    });
  }
  const unsure = firstUnknown(build);
  if (unsure === undefined) return MET;
  return unknown(context, {
    message: `Whether the build succeeds cannot be told: ${unsure.why}`,
    range: linesRange(context, { start: unsure.line }),
    advice: digestAdvice(context) ?? 'Run docker build to find out.',
  });
};

/** The last line that the failing command printed. */
function output(step: { readonly stdout: string; readonly stderr: string } | undefined): string {
  const last = (step?.stderr || step?.stdout || '').trim().split('\n').at(-1) ?? '';
  return last === '' ? '' : ` (${last})`;
}
