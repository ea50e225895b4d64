import { brokenLine } from '../broken.ts';
import { type Judge, MET, unmet, unreadable } from '../goal-context.ts';
import type { Expectation } from '../schema.ts';

/** How many stages the Dockerfile has. */
export const stages: Judge<NonNullable<Expectation['stages']>> = (wanted, context) => {
  const found = context.analysis.stages.length;
  const least = wanted.exactly ?? wanted.min ?? 0;
  const most = wanted.exactly ?? wanted.max ?? Number.POSITIVE_INFINITY;
  const starts = context.analysis.stages.map((stage) => ({
    range: stage.from.keywordRange,
    message: `stage ${stage.index} starts here`,
  }));
  if (found > most) {
    return unmet(context, {
      message: `The Dockerfile has ${count(found)}; this goal asks for ${wanted.exactly === undefined ? 'at most ' : ''}${count(most)}.`,
      why: 'A stage that does too little is one more thing to read and to keep up to date.',
      advice: 'Every FROM starts a stage. Which of them could do the work of another, or does nothing?',
      related: starts,
    });
  }
  const broken = brokenLine(context.analysis, ['FROM']);
  if (found >= least)
    return broken === undefined || most === Number.POSITIVE_INFINITY ? MET : unreadable(context, broken);
  if (broken !== undefined) return unreadable(context, broken);
  return unmet(context, {
    message: `The Dockerfile has ${count(found)}; this goal asks for ${wanted.exactly === undefined ? 'at least ' : ''}${count(least)}.`,
    why: 'All that a stage holds ends up in the image, unless another stage takes only what it needs.',
    advice: 'Every FROM starts a stage. Which part of the work does the finished image not need any more?',
    related: starts,
  });
};

function count(stages: number): string {
  if (stages === 0) return 'no stage';
  return stages === 1 ? '1 stage' : `${stages} stages`;
}
