import type { QuickFix, RunInstruction } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';
import { type NamedCommand, type RunScript, scriptWith } from '../run-script.ts';
import { stepsWith } from '../walk.ts';

const STATE: Readonly<Record<string, string>> = {
  cd: 'the directory',
  export: 'the variable',
  source: 'what it sets',
  alias: 'the alias',
  umask: 'the mask',
};

const STATEFUL = /\b(cd|export|source|alias|umask)\b/;

export default defineCheck({
  name: 'ShellStateLost',
  buildkit: false,
  severity: 'warning',
  keywords: ['RUN'],
  run(analysis, report) {
    for (const {
      stage,
      step: { instruction },
    } of stepsWith(analysis, 'RUN')) {
      if (instruction.command.form === 'exec') continue;
      const script = scriptWith(STATEFUL, analysis, stage, instruction.command);
      if (script?.commands.length !== 1) continue;
      const [command] = script.programs;
      const lost = command && Object.hasOwn(STATE, command.name) ? STATE[command.name] : undefined;
      if (command === undefined || lost === undefined || command.args.length === 0) continue;
      if (command.command.redirects.length > 0 || command.command.depth > 0) continue;
      report({
        range: script.rangeOf(command),
        message: `${command.name} alone in a RUN does nothing: ${lost} is forgotten when the step ends`,
        fix: quickFix(instruction, command, script),
      });
    }
  },
});

/** `cd /x` is `WORKDIR /x`; `export A=b` is `ENV A=b`: only where the line is exactly that. */
function quickFix(run: RunInstruction, command: NamedCommand, script: RunScript): QuickFix | undefined {
  const [argument, ...more] = command.args;
  if (argument === undefined || more.length > 0 || !argument.literal || run.flags.length > 0)
    return undefined;
  if (run.command.heredocs.length > 0 || !/^[\w./=-]+$/.test(argument.text)) return undefined;
  const keyword = { cd: 'WORKDIR', export: argument.text.includes('=') ? 'ENV' : '' }[command.name];
  if (!keyword || (command.name === 'cd' && argument.text.startsWith('-'))) return undefined;
  const range = { start: run.keywordRange.start, end: script.rangeOf(argument).end };
  return replacing(range, `${keyword} ${argument.text}`, `Use ${keyword}`);
}
