import { defineCheck } from '../define.ts';
import { scriptOf } from '../run-script.ts';
import { declaredElsewhere, imageMaySet, PLATFORM_ARGS } from '../variables.ts';
import { stageLabel } from '../walk.ts';

export default defineCheck({
  name: 'ArgOutOfScope',
  buildkit: false,
  severity: 'warning',
  summary: 'A stage should declare the build arguments that its commands use',
  why: 'An ARG belongs to the stage that declares it. One before the first FROM is visible in FROM lines alone. Elsewhere the variable is empty, and the shell does not complain.',
  advice: 'Add ARG with the name alone to this stage, above the line; it takes over the value.',
  run(analysis, report) {
    for (const stage of analysis.stages) {
      const told = new Set<string>();
      for (const { instruction, env, args, trigger } of stage.steps) {
        if (instruction.keyword !== 'RUN' || trigger) continue;
        const script = scriptOf(analysis, stage, instruction.command);
        if (script === undefined || !script.understood) continue;
        for (const use of script.variables) {
          const { name, hasDefault } = use;
          if (told.has(name) || hasDefault || env.has(name) || args.has(name) || script.assigned.has(name))
            continue;
          const declaration = declaredElsewhere(analysis, stage, name, 'ARG');
          const platform = PLATFORM_ARGS.has(name);
          if ((declaration === undefined && !platform) || imageMaySet(stage, name)) continue;
          told.add(name);
          const before = { line: instruction.range.start.line, character: 0 };
          report({
            range: script.rangeOf(use),
            message: `$${name} is empty here: ${stageLabel(stage)} does not declare ARG ${name}`,
            fix: {
              title: `Add ARG ${name}`,
              edits: [{ range: { start: before, end: before }, newText: `ARG ${name}\n` }],
            },
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
    }
  },
});
