import { defineCheck } from '../define.ts';
import { finalStage, isBroken, nameOf, stageLabel } from '../walk.ts';

export default defineCheck({
  name: 'UnreachableStage',
  buildkit: false,
  severity: 'info',
  run(analysis, report) {
    const target = finalStage(analysis);
    // A line that cannot be read may be the one that refers to the stage.
    if (target === undefined || analysis.options.target !== undefined || isBroken(analysis)) return;
    if (analysis.stages.every(({ reachable }) => reachable)) return;
    const needed = new Set<number>();
    for (const { source } of analysis.graph.dependencies) {
      if (source.kind === 'stage') needed.add(source.index);
    }
    for (const stage of analysis.stages) {
      if (stage.reachable || needed.has(stage.index)) continue;
      report({
        range: nameOf(stage).range,
        message: `Nothing that is built needs ${stageLabel(stage)}, so Docker skips it`,
        related: [
          {
            range: nameOf(target).range,
            message: 'the final image is this stage',
          },
        ],
      });
    }
  },
});
