import type { Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import {
  chainOf,
  finalStage,
  isBroken,
  nameOf,
  stageCopies,
  stageLabel,
  stepsOf,
  stepsWith,
} from '../walk.ts';

const SETTINGS = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'USER'] as const;

export default defineCheck({
  name: 'SettingLostWithStage',
  buildkit: false,
  severity: 'warning',
  keywords: SETTINGS,
  run(analysis, report) {
    const final = finalStage(analysis);
    if (final === undefined || isBroken(analysis)) return;
    const shipped = chainOf(analysis, final);
    if (
      !SETTINGS.some((keyword) => stepsWith(analysis, keyword).some(({ stage }) => !shipped.includes(stage)))
    )
      return;
    const set = new Set<string>(stepsOf(analysis, final).map(({ step }) => step.instruction.keyword));
    const copied = new Set<Stage>();
    for (const { from } of stageCopies(analysis, stepsOf(analysis, final))) copied.add(from);
    for (const stage of shipped) copied.delete(stage);
    for (const stage of copied) {
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
