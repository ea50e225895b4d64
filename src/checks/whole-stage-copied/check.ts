import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { rootImage, toolchainOf } from '../known-images.ts';
import { resolvePath } from '../paths.ts';
import { programs, scriptOf } from '../run-script.ts';
import { finalSteps, stageLabel, stepsOf } from '../walk.ts';

const COMPILERS = new Set(
  'build-base build-essential gcc g++ clang make cmake golang rust cargo openjdk-21-jdk maven'.split(' '),
);

export default defineCheck({
  name: 'WholeStageCopied',
  buildkit: false,
  severity: 'warning',
  summary: 'COPY --from should take the result of a stage, not the whole stage',
  why: 'Copying / of a stage with a compiler brings the compiler and all else along: the final image is as large as if there had been one stage.',
  advice: 'Copy the files that the program needs to run, by their paths.',
  run(analysis, report) {
    for (const { step } of finalSteps(analysis)) {
      const { expanded, dependencies } = step;
      const source = dependencies[0]?.source;
      if (expanded.keyword !== 'COPY' || source?.kind !== 'stage') continue;
      const from = analysis.stages[source.index];
      const word = expanded.sources.find(({ text }) => resolvePath('/', text) === '/');
      if (from === undefined || word === undefined || expanded.exclude.length > 0) continue;
      const brings =
        toolchainOf(rootImage(from)) ?? (installsCompiler(analysis, from) ? 'a compiler' : undefined);
      if (brings === undefined) continue;
      report({
        range: word.range,
        message: `This copies everything in ${stageLabel(from)}, with ${brings}, into the final image`,
        related: [
          { range: (from.from.stageName ?? from.from.baseName).range, message: 'the stage starts here' },
        ],
      });
    }
  },
});

function installsCompiler(analysis: Analysis, stage: Stage): boolean {
  return stepsOf(analysis, stage).some(({ stage: owner, step: { instruction } }) => {
    if (instruction.keyword !== 'RUN') return false;
    const script = scriptOf(analysis, owner, instruction.command);
    // Alpine's --virtual and a later del, apt-get purge: what was installed may be gone again.
    const commands = script
      ? programs(script).filter(({ name }) => name === 'apk' || name === 'apt-get')
      : [];
    if (commands.some(({ args }) => args.some(({ text }) => /^(del|purge|remove|autoremove)$/.test(text))))
      return false;
    return commands.some(({ args }) => args.some(({ text }) => COMPILERS.has(text)));
  });
}
