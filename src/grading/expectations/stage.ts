import { brokenLine } from '../broken.ts';
import { type Judge, MET, stageTitle, unknown, unmet, unreadable } from '../goal-context.ts';
import { describeSource } from '../reference.ts';
import type { Expectation } from '../schema.ts';
import { matchesStage } from '../selector.ts';
import { anyOf } from '../tri.ts';

/** At least one stage has this base and this name. */
export const stage: Judge<NonNullable<Expectation['stage']>> = (wanted, context) => {
  const { analysis } = context;
  const matches = analysis.stages.map((candidate) => matchesStage(wanted, candidate));
  const found = anyOf(matches);
  if (found === 'yes') return MET;
  const broken = brokenLine(analysis, ['FROM', 'ARG']);
  if (broken !== undefined) return unreadable(context, broken);
  if (found === 'unknown') {
    const doubtful = analysis.stages[matches.indexOf('unknown')];
    return unknown(context, {
      message: `Whether ${doubtful === undefined ? 'a stage' : stageTitle(doubtful)} has the base that this goal asks for cannot be told.`,
      ...(doubtful === undefined ? {} : { range: doubtful.from.baseName.range }),
      advice:
        'A digest alone does not say which version it is, and a variable needs a value. Write the tag as well.',
    });
  }
  const related = analysis.stages.map((candidate) => ({
    range: candidate.from.baseName.range,
    message: `${stageTitle(candidate)} is built on ${describeSource(candidate.rootBase)}`,
  }));
  if (wanted.name !== undefined && !analysis.stages.some(({ name }) => name === wanted.name?.toLowerCase())) {
    return unmet(context, {
      message: `No stage is named "${wanted.name}".`,
      why: 'A name says what a stage is for, and it stays right when a stage is added above it.',
      advice: 'A FROM line can give its stage a name, behind the base image.',
      related,
    });
  }
  return unmet(context, {
    message: 'No stage is built on the kind of base image that this goal asks for.',
    why: 'Every stage needs the tools for its own work, and no more.',
    advice: 'Look at each FROM: what is its stage for, and which image brings just that?',
    related,
  });
};
