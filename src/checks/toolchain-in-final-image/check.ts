import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { compiles } from '../compilers.ts';
import { defineCheck } from '../define.ts';
import { rootImage, rootName, toolchainOf } from '../known-images.ts';
import { programs, scriptOf } from '../run-script.ts';
import { chainOf, finalStage, stepsOf } from '../walk.ts';

/** Programs of the toolchain itself: a container that starts one of them wants it in the image. */
const TOOLS = new Set(
  'go gofmt cargo rustc rustup mvn gradle javac jshell dotnet gcc g++ make cmake air bash sh sleep tail'.split(
    ' ',
  ),
);

export default defineCheck({
  name: 'ToolchainInFinalImage',
  buildkit: false,
  severity: 'warning',
  summary: 'The final image should not carry the compiler',
  why: 'The compiler did its work when the program was built. In the final image it is hundreds of megabytes that nobody runs, but everybody downloads and every scanner reports.',
  advice: 'Compile in one stage, and copy the result into a last stage on a small base image.',
  run(analysis, report) {
    const stage = finalStage(analysis);
    const brings = stage && toolchainOf(rootImage(stage));
    if (
      stage === undefined ||
      brings === undefined ||
      !builds(analysis, stage) ||
      startsTool(analysis, stage)
    )
      return;
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

/** Whether the stage compiles something, or takes what another stage has built. */
function builds(analysis: Analysis, stage: Stage): boolean {
  return stepsOf(analysis, stage).some(({ stage: owner, step: { instruction, dependencies } }) => {
    if (instruction.keyword === 'COPY') return dependencies.some(({ source }) => source.kind === 'stage');
    if (instruction.keyword !== 'RUN') return false;
    const script = scriptOf(analysis, owner, instruction.command);
    return script !== undefined && programs(script).some(compiles);
  });
}

/** Whether the container starts a tool, a script, or whatever its user names: then nobody can say what it needs. */
function startsTool(analysis: Analysis, stage: Stage): boolean {
  const starts = stepsOf(analysis, stage).flatMap(({ step: { instruction } }) =>
    instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT' ? [instruction] : [],
  );
  const last = starts.findLast(({ keyword }) => keyword === 'ENTRYPOINT') ?? starts.at(-1);
  if (last === undefined) return true;
  const script = scriptOf(analysis, stage, last.command);
  const name = script && programs(script)[0]?.name;
  if (name === 'dotnet') return !/\.dll\b/.test(script?.text ?? '');
  return name === undefined || TOOLS.has(name) || name.endsWith('.sh');
}
