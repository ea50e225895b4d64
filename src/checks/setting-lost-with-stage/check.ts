import { defineCheck } from '../define.ts';
import { chainOf, finalStage, isBroken, nameOf, stageLabel, stepsOf } from '../walk.ts';

export default defineCheck({
  name: 'SettingLostWithStage',
  buildkit: false,
  severity: 'warning',
  keywords: ['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'USER'],
  run(analysis, report) {
    const final = finalStage(analysis);
    if (final === undefined || isBroken(analysis)) return;
    const shipped = new Set(chainOf(analysis, final));
    const set = new Set<string>(stepsOf(analysis, final).map(({ step }) => step.instruction.keyword));
    const copied = new Set<number>();
    for (const { source, stage, kind } of analysis.graph.dependencies) {
      const taker = analysis.stages[stage];
      if (kind === 'copy' && source.kind === 'stage' && taker && shipped.has(taker)) copied.add(source.index);
    }
    for (const stage of analysis.stages) {
      if (!copied.has(stage.index) || shipped.has(stage)) continue;
      // A stage that starts and checks itself may be a target of its own, for development or tests.
      const starts = set.has('CMD') || set.has('ENTRYPOINT');
      stage.steps.forEach(({ instruction }, index) => {
        const { keyword } = instruction;
        const lost =
          ((keyword === 'CMD' || keyword === 'ENTRYPOINT') && !starts) ||
          (keyword === 'HEALTHCHECK' &&
            !set.has('HEALTHCHECK') &&
            !stage.steps.some(({ instruction: i }) => i.keyword === 'CMD')) ||
          (keyword === 'USER' && !set.has('USER') && index === stage.steps.length - 1);
        if (!lost) return;
        report({
          range: instruction.keywordRange,
          message: `${keyword} in ${stageLabel(stage)} has no effect on the final image`,
          related: [
            {
              range: nameOf(final).range,
              message: 'the final image is this stage',
            },
          ],
        });
      });
    }
  },
});
