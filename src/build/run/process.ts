/** Starts what a RUN executes: a shell, a program, or what runc says where there is none. */

import { runProgram, runScript } from '../shell/interpreter.ts';
import type { ScriptResult, ScriptWorld } from '../shell/types.ts';
import type { RunCommand } from './command.ts';

/** Runs a command to its end. Never throws for what it does. */
export async function execute(command: RunCommand, world: ScriptWorld): Promise<ScriptResult> {
  const [program = ''] = command.argv;
  const missing = startError(program, world);
  if (missing !== undefined) {
    return { stdout: '', stderr: `${missing}\n`, exitCode: 1, unknown: [], estimated: [], estimatedMs: 0 };
  }
  if (command.script === undefined) return runProgram(command.argv, world);
  const options = command.argv.slice(1, -1).filter((option) => option !== '-c');
  if (!/(^|\/)(sh|bash|ash|dash|busybox)$/.test(program)) {
    return runProgram(command.argv, world);
  }
  return runScript(command.script, { path: program, options: options.map(withoutC) }, world);
}

/** `-ec` holds `-c` among others. */
function withoutC(option: string): string {
  return /^-[a-z]+$/.test(option) && option.length > 2 ? option.replace('c', '') : option;
}

/** What runc says of a program that is not there; undefined where it is, or where nobody can tell. */
function startError(program: string, world: ScriptWorld): string | undefined {
  const start = 'runc run failed: unable to start container process: error during container init: exec: ';
  if (program.includes('/')) {
    const found = world.files.stat(program);
    if (found.kind === 'absent') return `${start}"${program}": stat ${program}: no such file or directory`;
    if (found.kind === 'found' && found.entry.type === 'directory')
      return `${start}"${program}": is a directory`;
    if (found.kind === 'found' && (found.entry.mode & 0o111) === 0)
      return `${start}"${program}": permission denied`;
    return undefined;
  }
  const onPath = (world.env.get('PATH') ?? '').split(':').some((directory) => {
    const found = world.files.stat(`${directory}/${program}`);
    return found.kind === 'found' && found.entry.type !== 'directory' && (found.entry.mode & 0o111) !== 0;
  });
  if (onPath || world.presence(program) !== 'absent') {
    const somewhere = (world.env.get('PATH') ?? '')
      .split(':')
      .some((one) => world.files.stat(`${one}/${program}`).kind !== 'absent');
    if (onPath || somewhere) return undefined;
  }
  return `${start}"${program}": executable file not found in $PATH`;
}
