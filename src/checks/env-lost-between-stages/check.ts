import { defineCheck } from '../define.ts';
import { declaredElsewhere, imageMaySet, usesIn } from '../variables.ts';
import { ownSteps, stageLabel, stepsWith } from '../walk.ts';

export default defineCheck({
  name: 'EnvLostBetweenStages',
  buildkit: false,
  severity: 'warning',
  keywords: ['ENV'],
  run(analysis, report) {
    // Two stages at the least: one that sets it, one that uses it.
    const setters = stepsWith(analysis, 'ENV');
    const only = setters.every(({ stage }) => stage === setters[0]?.stage) ? setters[0]?.stage : undefined;
    for (const stage of analysis.stages) {
      if (stage === only) continue;
      let told: Set<string> | undefined;
      for (const { step } of ownSteps(analysis, stage)) {
        if (step.trigger) continue;
        for (const { name, range } of usesIn(analysis, stage, step)) {
          if (told?.has(name) || step.env.has(name) || step.args.has(name)) continue;
          if (name === 'PATH' || name === 'HOME') continue;
          const declaration = declaredElsewhere(analysis, stage, name, 'ENV');
          if (declaration === undefined || declaration.stage === stage || imageMaySet(stage, name)) continue;
          told ??= new Set();
          told.add(name);
          report({
            range: range(),
            message: `$${name} is not set in ${stageLabel(stage)}`,
            related: [{ range: declaration.range, message: 'set here, for another stage' }],
          });
        }
      }
    }
  },
});
