import type { Mount } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { isWithin } from '../paths.ts';
import {
  hasOption,
  hasVariable,
  type NamedCommand,
  operands,
  type RunScript,
  scriptWith,
} from '../run-script.ts';
import { finalSteps, isOf } from '../walk.ts';

interface Leftover {
  readonly command: NamedCommand;
  readonly message: string;
  readonly advice: string;
}

const MANAGERS = /apt|apk|pip|dnf|yum/;

export default defineCheck({
  name: 'PackageCacheInFinalImage',
  buildkit: false,
  severity: 'warning',
  keywords: ['RUN'],
  run(analysis, report) {
    for (const placed of finalSteps(analysis)) {
      if (!isOf(placed, 'RUN')) continue;
      const { stage, step } = placed;
      const { instruction, env } = step;
      const script = scriptWith(MANAGERS, analysis, stage, instruction.command);
      if (script === undefined) continue;
      const found = leftover(script, instruction.mounts, env);
      if (found === undefined) continue;
      const { command, message, advice } = found;
      report({ range: script.rangeOf(command), message, advice });
    }
  },
});

function leftover(
  script: RunScript,
  mounts: readonly Mount[],
  env: ReadonlyMap<string, string>,
): Leftover | undefined {
  const commands = script.programs;
  // Scripts of the project, and paths that a variable names, may clean up in ways that cannot be seen.
  if (commands.some((each) => /\.sh$/.test(each.name) || (each.name === 'rm' && hasVariable(each))))
    return undefined;
  const removes = (directory: string) =>
    commands.some(
      ({ name, args }) =>
        ['rm', 'find'].includes(name) &&
        args.some(({ text }) => isWithin(directory, text.replace(/\/\*$/, '')) || isWithin(text, directory)),
    );
  const mounted = (directory: string) =>
    mounts.some(
      ({ type, target }) =>
        (type === 'cache' || type === 'tmpfs') && target !== undefined && isWithin(directory, target.text),
    );
  const gone = (directory: string) => removes(directory) || mounted(directory);
  const verb = (command: NamedCommand) => operands(command)[0]?.text;

  for (const command of commands) {
    const { name } = command;
    if (
      (name === 'apt-get' || name === 'apt') &&
      verb(command) === 'update' &&
      !commands.some((c) => /^dist-?clean$/.test(verb(c) ?? '')) &&
      !gone('/var/lib/apt/lists')
    ) {
      return {
        command,
        message: `The package lists that ${name} update downloads stay in this layer`,
        advice: 'End the same RUN with && rm -rf /var/lib/apt/lists/*',
      };
    }
    if (
      name === 'apk' &&
      verb(command) === 'add' &&
      !hasOption(command, '--no-cache') &&
      !gone('/var/cache/apk')
    ) {
      if (hasVariable(command)) continue;
      return {
        command,
        message: 'The package index that apk add downloads stays in this layer',
        advice: 'Write apk add --no-cache',
      };
    }
    if (isPipInstall(command) && !keepsNoPipCache(command, env, script) && !gone('/root/.cache/pip')) {
      return {
        command,
        message: 'The packages that pip downloads stay in its cache in this layer',
        advice: 'Write pip install --no-cache-dir',
      };
    }
    if (
      ['dnf', 'yum', 'microdnf'].includes(name) &&
      verb(command) === 'install' &&
      !gone(`/var/cache/${name}`)
    ) {
      if (commands.some((c) => c.name === name && verb(c) === 'clean')) continue;
      return {
        command,
        message: `The package lists that ${name} downloads stay in this layer`,
        advice: `End the same RUN with && ${name} clean all`,
      };
    }
  }
  return undefined;
}

function isPipInstall(command: NamedCommand): boolean {
  if (/^pip\d?(\.\d+)?$/.test(command.name)) return operands(command)[0]?.text === 'install';
  if (!/^python\d?(\.\d+)?$/.test(command.name)) return false;
  const [flag, module, verb] = command.args;
  return flag?.text === '-m' && module?.text === 'pip' && verb?.text === 'install';
}

function keepsNoPipCache(
  command: NamedCommand,
  env: ReadonlyMap<string, string>,
  script: RunScript,
): boolean {
  if (hasOption(command, '--no-cache-dir', '--cache-dir') || env.has('PIP_NO_CACHE_DIR')) return true;
  if (script.assigned.has('PIP_NO_CACHE_DIR') || hasVariable(command)) return true;
  return script.programs.some(({ name, args }) => /^pip/.test(name) && args[0]?.text === 'cache');
}
