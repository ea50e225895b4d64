import {
  finalStage,
  type GoalContext,
  type Judge,
  unknown,
  unmet,
  type Verdict,
  withoutFinalStage,
} from '../goal-context.ts';
import type { Expectation } from '../schema.ts';

/**
 * Expectations of what the image does. They are answered from `context.build`, the simulated build; until
 * a judge that reads it stands here, and where no build was handed in, the answer is "cannot tell".
 */
type Behaviour = 'builds' | 'starts' | 'files' | 'size' | 'secrets' | 'rebuild' | 'context';

type Judges = { readonly [Kind in Behaviour]: Judge<NonNullable<Expectation[Kind]>> };

export const behaviour: Judges = {
  // What the front end refuses, Docker refuses: that much is sure without a build.
  builds: (_, context) => {
    const { error } = context.analysis;
    if (error === undefined) return needsBuild('the build succeeds', context);
    return unmet(context, {
      message: `docker build stops: ${error.message}`,
      range: error.range,
      why: error.why ?? 'Docker makes no image as long as one line is wrong.',
      advice: error.advice ?? 'Repair this line first.',
    });
  },
  starts: (_, context) => needsBuild('a container of the image starts', context),
  files: (_, context) => needsBuild('the right files are in the image', context),
  size: (_, context) => needsBuild('the image is small enough', context),
  secrets: (_, context) => needsBuild('no secret is left in the image', context),
  rebuild: (_, context) => needsBuild('the right steps come from the cache', context),
  context: (_, context) => needsBuild('the right files are sent to the builder', context),
};

function needsBuild(what: string, context: GoalContext): Verdict {
  if (context.analysis.stages.length === 0 && finalStage(context.analysis) === undefined) {
    return withoutFinalStage(context);
  }
  return unknown(context, {
    message: `Whether ${what} cannot be told without a build.`,
    advice: 'Run docker build to find out.',
  });
}
