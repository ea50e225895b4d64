import type { Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { mentions, type NamedCommand, operands, type RunScript, scriptOf } from '../run-script.ts';
import { stepsWith } from '../walk.ts';

const INSTALLS = /^(install|upgrade|dist-upgrade|full-upgrade|build-dep|download|source|satisfy)$/;

/** An update without an install in the same RUN; a later RUN of the stage may have one. */
interface LoneUpdate {
  readonly stage: Stage;
  readonly command: NamedCommand;
  readonly script: RunScript;
}

export default defineCheck({
  name: 'AptGetUpdateAlone',
  buildkit: false,
  severity: 'warning',
  keywords: ['RUN'],
  run(analysis, report) {
    let lone: LoneUpdate | undefined;
    for (const { stage, step } of stepsWith(analysis, 'RUN')) {
      const { command, mounts } = step.instruction;
      const script = mentions(command, 'apt') ? scriptOf(analysis, stage, command) : undefined;
      if (script === undefined) continue;
      const apt = script.programs.filter(({ name }) => name === 'apt-get' || name === 'apt');
      const update = apt.find((each) => verb(each) === 'update');
      const install = apt.find((each) => INSTALLS.test(verb(each)));
      // An install with an update of its own needs no earlier one.
      if (install !== undefined && update === undefined && lone?.stage === stage) {
        report({
          range: lone.script.rangeOf(lone.command),
          message: `${lone.command.name} update stands in a RUN of its own, apart from the install that needs it`,
          related: [{ range: script.rangeOf(install), message: 'the install that uses the package list' }],
        });
      }
      if (install !== undefined) lone = undefined;
      // Package lists in a cache mount are another matter: they outlive the step.
      else if (update !== undefined)
        lone = mounts.length > 0 ? undefined : { stage, command: update, script };
    }
  },
});

function verb(command: NamedCommand): string {
  return operands(command)[0]?.text ?? '';
}
