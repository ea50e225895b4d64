import { defineCheck } from '../define.ts';
import { dependencyInstall } from '../package-managers.ts';
import { programs, scriptOf } from '../run-script.ts';

export default defineCheck({
  name: 'SourcesBeforeDependencies',
  buildkit: false,
  severity: 'warning',
  summary: 'Dependencies should be installed before the sources are copied',
  why: 'Docker repeats every step after a COPY whose files changed. With all sources copied first, changing one line of your program downloads all dependencies again.',
  advice: 'Copy only the files that list the dependencies, install, and copy the rest after that.',
  run(analysis, report) {
    for (const stage of analysis.stages) {
      let copy: (typeof stage.steps)[number] | undefined;
      for (const step of stage.steps) {
        const { instruction, expanded } = step;
        if ((expanded.keyword === 'COPY' || expanded.keyword === 'ADD') && step.dependencies.length === 0) {
          if (
            expanded.sources.some(({ text }) => /^(\.\/?|\.?\/?\*|\/)$/.test(text)) &&
            expanded.exclude.length === 0
          )
            copy ??= step;
        }
        if (instruction.keyword !== 'RUN') continue;
        const script = scriptOf(analysis, stage, instruction.command);
        const install =
          script && programs(script).find((command) => dependencyInstall(command) !== undefined);
        if (script === undefined || install === undefined) continue;
        // An install before the copy, or one that reads its lists from mounts, has its order right.
        if (copy === undefined || instruction.mounts.some(({ type }) => type === 'bind')) break;
        report({
          range: script.rangeOf(install),
          message: `Every change of a source file runs ${dependencyInstall(install)} again`,
          related: [{ range: copy.instruction.range, message: 'all sources are copied here, before it' }],
        });
        break;
      }
    }
  },
});
