import type { Analysis, Range, Stage } from '../../dockerfile/index.ts';
import { compiles } from '../compilers.ts';
import { defineCheck } from '../define.ts';
import { isWithin, resolvePath } from '../paths.ts';
import { remembered } from '../remembered.ts';
import { mentions, scriptOf } from '../run-script.ts';
import { finalSteps, stageCopies, stageLabel, stepsOf } from '../walk.ts';

export default defineCheck({
  name: 'SourcesInFinalImage',
  buildkit: false,
  severity: 'info',
  chains: true,
  keywords: ['COPY'],
  run(analysis, report) {
    for (const { step, from } of stageCopies(analysis, finalSteps(analysis))) {
      const { expanded } = step;
      if (expanded.exclude.length > 0) continue;
      const sources = sourcesOf(analysis, from);
      if (sources === undefined) continue;
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

/** Where a stage's sources are, and where they are copied in. */
interface Sources {
  readonly directory: string;
  readonly range: Range;
}

const ALL = /^\.?\/?$/;
const COUNTS = /rm|go|cargo|javac|gcc|g\+\+|ghc|mvn|gradle|dotnet/;
const sourcesOf = remembered(findSources);

/** The directory into which a compiling stage copies the whole build context. */
function findSources(analysis: Analysis, stage: Stage): Sources | undefined {
  let found: Sources | undefined;
  let compiled = false;
  for (const { stage: owner, step, cwd } of stepsOf(analysis, stage)) {
    const { expanded, dependencies, instruction } = step;
    if (
      expanded.keyword === 'COPY' &&
      dependencies.length === 0 &&
      expanded.sources.some(({ text }) => ALL.test(text))
    ) {
      const directory = resolvePath(cwd, expanded.destination.text);
      if (directory !== undefined && directory !== '/') found ??= { directory, range: instruction.range };
    }
    if (instruction.keyword !== 'RUN' || found === undefined) continue;
    // Only a compiler and an `rm` count.
    if (!mentions(instruction.command, COUNTS)) continue;
    const script = scriptOf(analysis, owner, instruction.command);
    if (script === undefined) continue;
    const commands = script.programs;
    if (commands.some(({ name }) => name === 'rm')) return undefined;
    compiled ||= commands.some(compiles);
  }
  return compiled ? found : undefined;
}
