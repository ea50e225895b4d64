import { defineCheck } from '../define.ts';
import { type NamedCommand, operands, programs, scriptOf } from '../run-script.ts';

const INSTALLS = new Set([
  'install',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'build-dep',
  'download',
  'source',
  'satisfy',
]);

export default defineCheck({
  name: 'AptGetUpdateAlone',
  buildkit: false,
  severity: 'warning',
  summary: 'apt-get update and apt-get install belong in one RUN',
  why: 'Docker keeps the result of the update in its cache. When you add a package months later, only the install runs again, with a package list from back then, and it fails or brings old versions.',
  advice: 'Join the two: RUN apt-get update && apt-get install -y …',
  run(analysis, report) {
    for (const stage of analysis.stages) {
      const runs = stage.steps.flatMap(({ instruction }) => {
        if (instruction.keyword !== 'RUN') return [];
        const script = scriptOf(analysis, stage, instruction.command);
        if (script === undefined) return [];
        const apt = programs(script).filter(({ name }) => name === 'apt-get' || name === 'apt');
        return [
          {
            script,
            update: apt.find((c) => verb(c) === 'update'),
            install: apt.find((c) => INSTALLS.has(verb(c))),
            instruction,
          },
        ];
      });
      runs.forEach(({ script, update, install, instruction }, index) => {
        // Package lists in a cache mount are another matter: they outlive the step.
        if (update === undefined || install !== undefined || instruction.mounts.length > 0) return;
        const later = runs.slice(index + 1);
        const user = later.find((run) => run.install !== undefined);
        if (user?.install === undefined || later.slice(0, later.indexOf(user) + 1).some((run) => run.update))
          return;
        report({
          range: script.rangeOf(update),
          message: `${update.name} update stands in a RUN of its own, apart from the install that needs it`,
          related: [
            { range: user.script.rangeOf(user.install), message: 'the install that uses the package list' },
          ],
        });
      });
    }
  },
});

function verb(command: NamedCommand): string {
  return operands(command)[0]?.text ?? '';
}
