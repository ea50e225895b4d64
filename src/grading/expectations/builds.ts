import { digestAdvice, firstUnknown, linesRange } from '../built.ts';
import { finalStage, type Judge, MET, unknown, unmet, withoutFinalStage } from '../goal-context.ts';
import { tellingLine } from '../telling-line.ts';

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
      advice: advice ?? 'Read what the command printed.',
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

/** The line of the failing command that says most. */
function output(step: { readonly stdout: string; readonly stderr: string } | undefined): string {
  const line = tellingLine(step?.stderr || step?.stdout || '');
  return line === '' ? '' : ` (${line})`;
}
