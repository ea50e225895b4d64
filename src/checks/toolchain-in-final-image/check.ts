import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { compiles } from '../compilers.ts';
import { defineCheck } from '../define.ts';
import { rootImage, rootName, toolchainOf } from '../known-images.ts';
import { baseName } from '../paths.ts';
import { named, scriptOf } from '../run-script.ts';
import { chainOf, finalStage, stepsOf } from '../walk.ts';

export default defineCheck({
  name: 'ToolchainInFinalImage',
  buildkit: false,
  severity: 'warning',
  run(analysis, report) {
    const stage = finalStage(analysis);
    const brings = stage && toolchainOf(rootImage(stage));
    if (stage === undefined || brings === undefined || !startsResult(analysis, stage)) return;
    const bottom = chainOf(analysis, stage)[0] ?? stage;
    report({
      range: stage.from.baseName.range,
      message: `The final image is built on ${rootName(stage)} and carries ${brings}`,
      ...(bottom !== stage && {
        related: [{ range: bottom.from.baseName.range, message: 'the base image is named here' }],
      }),
    });
  },
});

/**
 * Whether the container starts what was compiled: a file that a compiler's command line, a copy out
 * of another stage or the directory of the build names. An image for working in starts something else.
 */
function startsResult(analysis: Analysis, stage: Stage): boolean {
  const starts = stepsOf(analysis, stage).flatMap(({ step: { instruction } }) =>
    instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT' ? [instruction] : [],
  );
  const last = starts.findLast(({ keyword }) => keyword === 'ENTRYPOINT') ?? starts.at(-1);
  const script = last && scriptOf(analysis, stage, last.command);
  const program = script?.commands.map(named)[0];
  if (program === undefined || last === undefined) return false;
  const results = resultsOf(analysis, stage);
  if (results === undefined) return false;
  const { name, args } = program;
  if (name === 'java') return args.some(({ text }) => text === '-jar' || text === '-cp');
  if (name === 'dotnet') return args.some(({ text }) => text.endsWith('.dll'));
  return (
    results.has(name) ||
    last.command.args[0]?.text.startsWith('./') === true ||
    /target\/(release|debug)\//.test(script?.text ?? '')
  );
}

/** Names of files that are compiled here or come from another stage; undefined where there are none. */
function resultsOf(analysis: Analysis, stage: Stage): Set<string> | undefined {
  const names = new Set<string>();
  let any = false;
  for (const {
    stage: owner,
    step: { instruction, dependencies },
  } of stepsOf(analysis, stage)) {
    if (instruction.keyword === 'COPY' && dependencies.some(({ source }) => source.kind === 'stage')) {
      any = true;
      for (const { text } of [...instruction.sources, instruction.destination]) names.add(baseName(text));
    }
    if (instruction.keyword !== 'RUN') continue;
    const script = scriptOf(analysis, owner, instruction.command);
    for (const command of script ? script.programs.filter(compiles) : []) {
      any = true;
      for (const { text } of command.args) names.add(baseName(text.slice(text.indexOf('=') + 1)));
    }
  }
  return any ? names : undefined;
}
