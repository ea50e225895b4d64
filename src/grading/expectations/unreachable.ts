import { brokenLine } from '../broken.ts';
import {
  finalStage,
  type Judge,
  MET,
  stageTitle,
  unmet,
  unreadable,
  withoutFinalStage,
} from '../goal-context.ts';

/** Every stage is needed for the final image. */
export const unreachable: Judge<'none'> = (_, context) => {
  const { analysis } = context;
  const broken = brokenLine(analysis, ['FROM', 'ARG', 'COPY', 'RUN']);
  if (broken !== undefined) return unreadable(context, broken);
  const final = finalStage(analysis);
  if (final === undefined) return withoutFinalStage(context);
  const idle = analysis.stages.filter((stage) => !stage.reachable);
  if (idle.length === 0) return MET;
  return unmet(
    context,
    ...idle.map((stage) => ({
      message: `Nothing in the final image comes from ${stageTitle(stage)}.`,
      range: stage.from.range,
      why: 'BuildKit builds only the stages that the final one needs: it skips this one, errors in it included.',
      advice: 'Either the final image should take something from this stage, or the stage can go.',
      related: [{ range: final.from.range, message: 'the final stage starts here' }],
    })),
  );
};
