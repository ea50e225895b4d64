import { defineCheck } from '../define.ts';
import { finalStage, isBroken, stageLabel } from '../walk.ts';

export default defineCheck({
  name: 'UnreachableStage',
  buildkit: false,
  severity: 'info',
  summary: 'Every stage should be needed by the final image or be a target of its own',
  why: 'Docker builds only the stages that the final one needs. A stage that nothing refers to is skipped without a word, so a mistake in it, or a test that was meant to run in it, is never seen.',
  advice: 'Refer to the stage with FROM or COPY --from, build it by its name with --target, or delete it.',
  run(analysis, report) {
    const target = finalStage(analysis);
    // A line that cannot be read may be the one that refers to the stage.
    if (target === undefined || analysis.options.target !== undefined || isBroken(analysis)) return;
    const needed = new Set<number>();
    for (const { source } of analysis.graph.dependencies) {
      if (source.kind === 'stage') needed.add(source.index);
    }
    for (const stage of analysis.stages) {
      if (stage.reachable || needed.has(stage.index)) continue;
      report({
        range: (stage.from.stageName ?? stage.from.baseName).range,
        message: `Nothing that is built needs ${stageLabel(stage)}, so Docker skips it`,
        related: [
          {
            range: (target.from.stageName ?? target.from.baseName).range,
            message: 'the final image is this stage',
          },
        ],
      });
    }
  },
});
