import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { hasNoShell, rootImage, rootName } from '../known-images.ts';
import { isWithin, resolvePath } from '../paths.ts';
import { hasVariable, mentions, scriptOf } from '../run-script.ts';
import { stepsOf, stepsWith } from '../walk.ts';

export default defineCheck({
  name: 'HealthcheckToolMissing',
  buildkit: false,
  severity: 'warning',
  chains: true,
  keywords: ['HEALTHCHECK'],
  run(analysis, report) {
    for (const {
      stage,
      step: { instruction },
    } of stepsWith(analysis, 'HEALTHCHECK')) {
      if (instruction.keyword !== 'HEALTHCHECK' || instruction.test === 'none') continue;
      if (!mentions(instruction.test, /curl|wget/)) continue;
      const script = scriptOf(analysis, stage, instruction.test);
      const tool = script?.programs.find(({ name }) => name === 'curl' || name === 'wget');
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
  },
});

/** Whether the base image certainly comes without a program. */
function lacks(stage: Stage, tool: string): boolean {
  if (hasNoShell(stage.rootBase)) return true;
  const image = rootImage(stage);
  if (image === undefined) return false;
  const { familiarName: repository, tag = 'latest' } = image;
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
      return script.programs.some(
        (each) => /\.sh$/.test(each.name) || (/^(apk|apt|apt-get)$/.test(each.name) && hasVariable(each)),
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
