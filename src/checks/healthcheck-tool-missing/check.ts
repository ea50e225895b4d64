import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { hasNoShell, rootImage, rootName } from '../known-images.ts';
import { isWithin, resolvePath } from '../paths.ts';
import { programs, scriptOf } from '../run-script.ts';
import { stepsOf } from '../walk.ts';

export default defineCheck({
  name: 'HealthcheckToolMissing',
  buildkit: false,
  severity: 'warning',
  summary: 'A health check should use a program that the image has',
  why: 'A health check whose program is missing fails every time: Docker calls the container unhealthy although it works, and an orchestrator may restart it again and again.',
  advice:
    'Use a program that is there (on Alpine wget, else your own program or its language), or install the one that you name.',
  run(analysis, report) {
    for (const stage of analysis.stages) {
      for (const { instruction } of stage.steps) {
        if (instruction.keyword !== 'HEALTHCHECK' || instruction.test === 'none') continue;
        const script = scriptOf(analysis, stage, instruction.test);
        const tool = script && programs(script).find(({ name }) => name === 'curl' || name === 'wget');
        if (
          script === undefined ||
          tool === undefined ||
          !lacks(stage, tool.name) ||
          mayBring(analysis, stage, tool.name)
        )
          continue;
        report({
          range: script.rangeOf({ start: tool.start, end: tool.start + tool.name.length }),
          message: `${rootName(stage)} has no ${tool.name}, and no step installs it`,
        });
      }
    }
  },
});

/** Whether the base image certainly comes without a program. */
function lacks(stage: Stage, tool: string): boolean {
  if (hasNoShell(stage.rootBase)) return true;
  const image = rootImage(stage);
  if (image === undefined) return false;
  const { repository, tag = 'latest' } = image;
  const languages = ['node', 'python', 'ruby', 'rust', 'golang'].includes(repository);
  const alpine = repository === 'alpine' || (languages && tag.includes('alpine'));
  const slim = repository === 'debian' || repository === 'ubuntu' || (languages && tag.includes('slim'));
  // BusyBox brings a wget to every Alpine image.
  return slim || (alpine && tool === 'curl');
}

function mayBring(analysis: Analysis, stage: Stage, tool: string): boolean {
  return stepsOf(analysis, stage).some(({ stage: owner, step: { instruction, expanded }, cwd }) => {
    if (instruction.keyword === 'RUN') {
      const script = scriptOf(analysis, owner, instruction.command);
      if (script === undefined || !script.understood || script.text.includes(tool)) return true;
      return programs(script).some(
        ({ name, args }) =>
          /\.sh$/.test(name) ||
          (/^(apk|apt|apt-get)$/.test(name) && args.some(({ text }) => text.includes('$'))),
      );
    }
    if (expanded.keyword !== 'COPY' && expanded.keyword !== 'ADD') return false;
    const to = resolvePath(cwd, expanded.destination.text);
    if (to === undefined || to === '/' || to === '/usr' || to === '/usr/local') return true;
    return (
      to.endsWith(`/${tool}`) ||
      ['/bin', '/usr/bin', '/usr/local/bin', '/sbin'].some((bin) => isWithin(bin, to))
    );
  });
}
