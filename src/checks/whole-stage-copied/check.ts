import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { rootImage, toolchainOf } from '../known-images.ts';
import { resolvePath } from '../paths.ts';
import { mentions, scriptOf } from '../run-script.ts';
import { finalSteps, nameOf, stageCopies, stageLabel, stepsOf } from '../walk.ts';

const COMPILERS = new Set(
  'build-base build-essential gcc g++ clang make cmake golang rust cargo openjdk-21-jdk maven'.split(' '),
);

export default defineCheck({
  name: 'WholeStageCopied',
  buildkit: false,
  severity: 'warning',
  chains: true,
  keywords: ['COPY'],
  run(analysis, report) {
    for (const { step, from } of stageCopies(analysis, finalSteps(analysis))) {
      const { expanded } = step;
      if (expanded.exclude.length > 0) continue;
      const word = expanded.sources.find(({ text }) => resolvePath('/', text) === '/');
      if (word === undefined) continue;
      const brings =
        toolchainOf(rootImage(from)) ?? (installsCompiler(analysis, from) ? 'a compiler' : undefined);
      if (brings === undefined) continue;
      report({
        range: word.range,
        message: `This copies everything in ${stageLabel(from)}, with ${brings}, into the final image`,
        related: [{ range: nameOf(from).range, message: 'the stage starts here' }],
      });
    }
  },
});

function installsCompiler(analysis: Analysis, stage: Stage): boolean {
  return stepsOf(analysis, stage).some(({ stage: owner, step: { instruction } }) => {
    if (instruction.keyword !== 'RUN' || !mentions(instruction.command, /apk|apt-get/)) return false;
    const script = scriptOf(analysis, owner, instruction.command);
    // Alpine's --virtual and a later del, apt-get purge: what was installed may be gone again.
    const commands = script ? script.programs.filter(({ name }) => name === 'apk' || name === 'apt-get') : [];
    if (commands.some(({ args }) => args.some(({ text }) => /^(del|purge|remove|autoremove)$/.test(text))))
      return false;
    return commands.some(({ args }) => args.some(({ text }) => COMPILERS.has(text)));
  });
}
