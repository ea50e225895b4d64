import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { compiles } from '../compilers.ts';
import { defineCheck } from '../define.ts';
import { isWithin, resolvePath } from '../paths.ts';
import { programs, scriptOf } from '../run-script.ts';
import { finalSteps, stageLabel, stepsOf } from '../walk.ts';

export default defineCheck({
  name: 'SourcesInFinalImage',
  buildkit: false,
  severity: 'info',
  summary: 'The final image should get the compiled program, not the directory that it was compiled in',
  why: 'The directory holds the sources and whatever the compiler left there. The program does not need them, and you may not want to publish them.',
  advice:
    'Copy the compiled file alone; give the compiler an output path outside the sources, such as -o /out/app.',
  run(analysis, report) {
    for (const { step } of finalSteps(analysis)) {
      const { expanded, dependencies } = step;
      const source = dependencies[0]?.source;
      if (expanded.keyword !== 'COPY' || source?.kind !== 'stage' || expanded.exclude.length > 0) continue;
      const from = analysis.stages[source.index];
      const sources = from && sourcesOf(analysis, from);
      if (from === undefined || sources === undefined) continue;
      const word = expanded.sources.find(({ text }) => {
        const path = resolvePath('/', text);
        return path !== undefined && path !== '/' && isWithin(sources.directory, path);
      });
      if (word === undefined) continue;
      report({
        range: word.range,
        message: `${word.text} of ${stageLabel(from)} holds the sources too`,
        related: [{ range: sources.range, message: 'they are copied in here' }],
      });
    }
  },
});

/** The directory into which a compiling stage copies the whole build context. */
function sourcesOf(analysis: Analysis, stage: Stage) {
  let found: { directory: string; range: Stage['range'] } | undefined;
  let compiled = false;
  for (const { stage: owner, step, cwd } of stepsOf(analysis, stage)) {
    const { expanded, dependencies, instruction } = step;
    if (
      expanded.keyword === 'COPY' &&
      dependencies.length === 0 &&
      expanded.sources.some(({ text }) => /^\.?\/?$/.test(text))
    ) {
      const directory = resolvePath(cwd, expanded.destination.text);
      if (directory !== undefined && directory !== '/') found ??= { directory, range: instruction.range };
    }
    if (instruction.keyword !== 'RUN' || found === undefined) continue;
    const script = scriptOf(analysis, owner, instruction.command);
    if (script === undefined) continue;
    const commands = programs(script);
    if (commands.some(({ name }) => name === 'rm')) return undefined;
    compiled ||= commands.some(compiles);
  }
  return compiled ? found : undefined;
}
