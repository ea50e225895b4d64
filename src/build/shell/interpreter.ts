/**
 * Runs a script on a workspace. The shell language is interpreted by just-bash; which commands there are,
 * and what they do, is ours.
 */
import { newFrame } from './frame.ts';
import { quote } from './run-shell.ts';
import { Session } from './session.ts';
import type { ScriptResult, ScriptWorld, ShellCommand } from './types.ts';
import { type ShellKind, shellKind } from './words.ts';
import type { WorkspaceError } from './workspace-error.ts';

/**
 * Runs a script as `SHELL OPTIONS -c SCRIPT`.
 * Never throws for what a script does; what the interpreter itself cannot do makes the result unknown.
 */
export async function runScript(
  script: string,
  shell: ShellCommand,
  world: ScriptWorld,
): Promise<ScriptResult> {
  const real = world.files.stat(shell.path);
  const kind = shellKind(real.kind === 'found' ? real.path : shell.path, world.image.family);
  const set = shell.options.length > 0 ? `set ${shell.options.map(quote).join(' ')}; ` : '';
  const session = new Session(world);
  try {
    return await session.run(set + script, newFrame(kind, shell.path, true));
  } catch (error) {
    return session.broken(
      error,
      (failure) => cannotWrite(failure, kind, shell.path),
      isOneChain(set + script),
    );
  }
}

/** Runs a program with arguments and no shell, as the exec form does. `argv[0]` must be there. */
export async function runProgram(argv: readonly string[], world: ScriptWorld): Promise<ScriptResult> {
  const [program = '', ...args] = argv;
  const session = new Session(world);
  session.first = program;
  try {
    return await session.run(quote(program), newFrame('sh', program, true), args);
  } catch (error) {
    return session.broken(error, (failure) => `${program}: ${failure.path}: ${failure.sentence}`, true);
  }
}

/** Whether a script ends where one of its commands fails: an `&&` chain, or one under `set -e`. */
function isOneChain(script: string): boolean {
  return /^\s*set (-\w*e|'-\w*e)/.test(script) || !/[;\n]|\|\|/.test(script);
}

/** What a shell says of a redirection that cannot be opened for writing. */
function cannotWrite(failure: WorkspaceError, kind: ShellKind, shell: string): string {
  if (kind === 'bash' || kind === 'sh') return `${shell}: line 1: ${failure.path}: ${failure.sentence}`;
  const missing = kind === 'dash' ? 'Directory nonexistent' : 'nonexistent directory';
  const reason = failure.code === 'ENOENT' ? missing : failure.sentence;
  return kind === 'dash'
    ? `${shell}: 1: cannot create ${failure.path}: ${reason}`
    : `${shell}: can't create ${failure.path}: ${reason}`;
}
