import type { Analysis, CommandLine, QuickFix, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';
import { hasNoShell, rootName } from '../known-images.ts';
import { baseName, isWithin, resolvePath } from '../paths.ts';
import { scriptOf } from '../run-script.ts';
import { stepsOf } from '../walk.ts';

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash']);

export default defineCheck({
  name: 'ShellFormWithoutShell',
  buildkit: false,
  severity: 'warning',
  chains: true,
  keywords: ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
  run(analysis, report) {
    for (const stage of analysis.stages) {
      if (!hasNoShell(stage.rootBase) || stage.config.shell !== null || mayHaveShell(analysis, stage))
        continue;
      for (const { instruction } of stage.steps) {
        const command = commandOf(instruction);
        if (command === undefined || command.heredocs.length > 1) continue;
        if (instruction.keyword === 'RUN' && instruction.mounts.some(({ type }) => type === 'bind')) continue;
        const [first] = command.args;
        const asks = command.form === 'shell' || SHELLS.has(baseName(first?.text ?? ''));
        if (!asks || first === undefined) continue;
        const start = command.form === 'shell' ? 'in shell form needs' : 'starts';
        report({
          range: first.range,
          message: `${instruction.keyword} ${start} ${command.form === 'shell' ? '/bin/sh' : first.text}, which ${rootName(stage)} does not have`,
          fix:
            instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT'
              ? execForm(analysis, stage, command)
              : undefined,
        });
      }
    }
  },
});

function commandOf(instruction: Stage['steps'][number]['instruction']): CommandLine | undefined {
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return instruction.command;
    case 'HEALTHCHECK':
      return instruction.test === 'none' ? undefined : instruction.test;
    default:
      return undefined;
  }
}

/** Whether a copy may have brought a shell: one into the directories of programs, or over the whole root. */
function mayHaveShell(analysis: Analysis, stage: Stage): boolean {
  return stepsOf(analysis, stage).some(({ step: { expanded }, cwd }) => {
    if (expanded.keyword !== 'COPY' && expanded.keyword !== 'ADD') return false;
    const to = resolvePath(cwd, expanded.destination.text);
    if (to === undefined) return true;
    if (to === '/')
      return !expanded.sources.every(({ text }) => /\.\w+$/.test(text) && expanded.keyword === 'COPY');
    return (
      isWithin('/bin/sh', to) ||
      isWithin('/usr/bin', to) ||
      ['/bin', '/usr/bin', '/busybox'].some(
        (bin) => isWithin(to, bin) && (SHELLS.has(baseName(to)) || baseName(to) === 'busybox' || to === bin),
      )
    );
  });
}

/** The same command as a JSON array: only where it is one command of plain words. */
function execForm(analysis: Analysis, stage: Stage, command: CommandLine): QuickFix | undefined {
  const script = command.form === 'shell' ? scriptOf(analysis, stage, command) : undefined;
  const [only, ...more] = script?.commands ?? [];
  if (only === undefined || more.length > 0 || !script?.understood || command.heredocs.length > 0)
    return undefined;
  if (only.assignments.length + only.redirects.length + only.depth > 0 || only.operator !== '')
    return undefined;
  if (
    !only.words.every(({ literal }) => literal) ||
    script.text.includes('#') ||
    only.words[0]?.text === 'exec'
  )
    return undefined;
  const range = command.args[0]?.range;
  const newText = `[${only.words.map(({ text }) => JSON.stringify(text)).join(', ')}]`;
  return range && replacing(range, newText, 'Write the command as a JSON array');
}
