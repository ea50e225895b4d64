import type { Step } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { dependencyInstall, MAY_INSTALL } from '../package-managers.ts';
import { mentions, scriptOf } from '../run-script.ts';

export default defineCheck({
  name: 'SourcesBeforeDependencies',
  buildkit: false,
  severity: 'warning',
  keywords: ['COPY', 'ADD'],
  run(analysis, report) {
    for (const stage of analysis.stages) {
      if (!stage.steps.some(copiesAll)) continue;
      let copy: Step | undefined;
      for (const step of stage.steps) {
        const { instruction } = step;
        if (copy === undefined && copiesAll(step)) copy = step;
        if (instruction.keyword !== 'RUN' || !mentions(instruction.command, MAY_INSTALL)) continue;
        const script = scriptOf(analysis, stage, instruction.command);
        const install = script?.programs.find((command) => dependencyInstall(command) !== undefined);
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

/** Whether a step copies the whole build context. */
function copiesAll({ expanded, dependencies }: Step): boolean {
  if ((expanded.keyword !== 'COPY' && expanded.keyword !== 'ADD') || dependencies.length > 0) return false;
  return expanded.exclude.length === 0 && expanded.sources.some(({ text }) => ALL.test(text));
}

const ALL = /^(\.\/?|\.?\/?\*|\/)$/;
