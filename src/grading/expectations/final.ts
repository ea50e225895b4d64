import { brokenLine } from '../broken.ts';
import {
  finalStage,
  type Judge,
  MET,
  stageChain,
  unknown,
  unmet,
  unreadable,
  withoutFinalStage,
} from '../goal-context.ts';
import { describeSource, matchesSource } from '../reference.ts';
import type { Expectation } from '../schema.ts';

/** The final stage has this base image and this name. */
export const final: Judge<NonNullable<Expectation['final']>> = (wanted, context) => {
  const { analysis } = context;
  const broken = brokenLine(analysis, ['FROM', 'ARG']);
  if (broken !== undefined) return unreadable(context, broken);
  const stage = finalStage(analysis);
  if (stage === undefined) return withoutFinalStage(context);
  const root = stageChain(analysis, stage)[0] ?? stage;
  if (wanted.name !== undefined && stage.name !== wanted.name.toLowerCase()) {
    return unmet(context, {
      message: `The final stage is not named "${wanted.name}".`,
      range: stage.from.range,
      why: 'A name makes it possible to ask for exactly this stage: docker build --target.',
      advice: 'The last FROM starts the final stage; its name stands behind the base image.',
    });
  }
  if (wanted.base === undefined) return MET;
  const matches = matchesSource(wanted.base, stage.rootBase);
  if (matches === 'yes') return MET;
  const range = root.from.baseName.range;
  const related =
    root === stage
      ? []
      : [{ range: stage.from.baseName.range, message: 'the final stage builds on that stage' }];
  if (matches === 'unknown') {
    return unknown(context, {
      message: `Whether ${describeSource(stage.rootBase)} is the base that this goal asks for cannot be told.`,
      range,
      advice:
        'A digest alone does not say which version it is, and a variable needs a value. Write the tag as well.',
      related,
    });
  }
  return unmet(context, {
    message: `The final image is built on ${describeSource(stage.rootBase)}, which is not the base that this goal asks for.`,
    range,
    why: 'The final image carries all that its base carries: every tool in it is shipped, updated and attacked with it.',
    advice: 'What does your program need while it runs? Look for a base image that has that and little else.',
    related,
  });
};
