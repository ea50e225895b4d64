import { defineCheck } from '../define.ts';
import { addingAbove } from '../fix.ts';
import { scriptWith } from '../run-script.ts';
import { declaredElsewhere, imageMaySet } from '../variables.ts';
import { stepsWith } from '../walk.ts';

export default defineCheck({
  name: 'ArgInStartCommand',
  buildkit: false,
  severity: 'warning',
  keywords: ['CMD', 'ENTRYPOINT'],
  run(analysis, report) {
    for (const keyword of ['CMD', 'ENTRYPOINT'] as const) {
      for (const { stage, step } of stepsWith(analysis, keyword)) {
        const { instruction, env, args, trigger } = step;
        if (trigger || instruction.command.form === 'exec') continue;
        const script = scriptWith('$', analysis, stage, instruction.command);
        if (script === undefined) continue;
        const use = script.variables.find(({ name, hasDefault }) => {
          if (hasDefault || env.has(name) || stage.config.env.has(name) || script.assigned.has(name))
            return false;
          return (
            (args.has(name) || declaredElsewhere(analysis, stage, name, 'ARG')) && !imageMaySet(stage, name)
          );
        });
        if (use === undefined) continue;
        report({
          range: script.rangeOf(use),
          message: `$${use.name} is a build argument; it is empty when the container starts`,
          ...(args.has(use.name) && {
            fix: addingAbove(instruction, `ENV ${use.name}=$${use.name}`, `Add ENV ${use.name}`),
          }),
        });
      }
    }
  },
});
