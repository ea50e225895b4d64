import { defineCheck } from '../define.ts';
import { declaredElsewhere, imageMaySet, usesIn } from '../variables.ts';
import { stageLabel } from '../walk.ts';

export default defineCheck({
  name: 'EnvLostBetweenStages',
  buildkit: false,
  severity: 'warning',
  summary: 'A variable that a stage uses should be set in that stage',
  why: 'COPY --from brings files, nothing else. An ENV of the stage that they come from stays behind with that stage.',
  advice: 'Set the variable with ENV in this stage too, or build both stages FROM one that sets it.',
  run(analysis, report) {
    for (const stage of analysis.stages) {
      const told = new Set<string>();
      for (const step of stage.steps) {
        if (step.trigger) continue;
        for (const { name, range } of usesIn(analysis, stage, step)) {
          if (
            told.has(name) ||
            step.env.has(name) ||
            step.args.has(name) ||
            name === 'PATH' ||
            name === 'HOME'
          )
            continue;
          const declaration = declaredElsewhere(analysis, stage, name, 'ENV');
          if (declaration === undefined || declaration.stage === stage || imageMaySet(stage, name)) continue;
          told.add(name);
          report({
            range,
            message: `$${name} is not set in ${stageLabel(stage)}`,
            related: [{ range: declaration.range, message: 'set here, for another stage' }],
          });
        }
      }
    }
  },
});
