import type { Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { addingAbove } from '../fix.ts';
import { scriptWith } from '../run-script.ts';
import { declaredElsewhere, imageMaySet, PLATFORM_ARGS } from '../variables.ts';
import { stageLabel, stepsWith } from '../walk.ts';

export default defineCheck({
  name: 'ArgOutOfScope',
  buildkit: false,
  severity: 'warning',
  keywords: ['RUN'],
  run(analysis, report) {
    let told: Set<string> | undefined;
    let last: Stage | undefined;
    for (const { stage, step } of stepsWith(analysis, 'RUN')) {
      const { instruction, env, args, trigger } = step;
      if (trigger) continue;
      if (stage !== last) told = undefined;
      last = stage;
      const script = scriptWith('$', analysis, stage, instruction.command);
      if (script === undefined) continue;
      for (const use of script.variables) {
        const { name, hasDefault } = use;
        if (told?.has(name) || hasDefault || env.has(name) || args.has(name) || script.assigned.has(name))
          continue;
        const declaration = declaredElsewhere(analysis, stage, name, 'ARG');
        const platform = PLATFORM_ARGS.test(name);
        if ((declaration === undefined && !platform) || imageMaySet(stage, name)) continue;
        told ??= new Set();
        told.add(name);
        report({
          range: script.rangeOf(use),
          message: `$${name} is empty here: ${stageLabel(stage)} does not declare ARG ${name}`,
          fix: addingAbove(instruction, `ARG ${name}`, `Add ARG ${name}`),
          ...(declaration && {
            related: [
              {
                range: declaration.range,
                message: declaration.global
                  ? 'declared before the first FROM, it is visible in FROM lines alone'
                  : 'declared here, it is not visible there',
              },
            ],
          }),
        });
      }
    }
  },
});
