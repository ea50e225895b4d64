/** Runs what a file is: a script by its interpreter, a program by what is known of it. */
import type { ResolvedCommandContext } from 'just-bash/browser';
import type { Tool } from '../commands/types.ts';
import type { Entry } from '../filesystem/types.ts';
import { fromLatin1 } from './latin1.ts';
import { SHELLS } from './names.ts';
import { quote, runShell, subshell } from './run-shell.ts';
import { whichOf } from './search.ts';
import type { Session } from './session.ts';
import type { Complete } from './types.ts';
import { WorkspaceError } from './workspace-error.ts';

/** Runs what a file is: a script by its interpreter, a program by what is known of it. */
export async function runFile(
  session: Session,
  args: readonly string[],
  context: ResolvedCommandContext,
  asked?: string,
): Promise<Complete> {
  const [path = '', ...rest] = args;
  const launched = launch(session, path, rest, context, asked);
  if (launched) return launched;
  const found = session.world.files.stat(path);
  const entry = found.kind === 'found' && found.entry.type === 'file' ? found.entry : undefined;
  const wrapped = isWrapper(path)
    ? session.world.tools.get(path.slice(path.lastIndexOf('/') + 1))
    : undefined;
  if (wrapped) return runTool(session, wrapped, wrapped.names[0] ?? '', rest, context, path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (SHELLS.has(name) && entry && entry.content === undefined) return runShell(session, name, rest, context);
  const typed = asTyped(session, path, context.cwd);
  const interpreter = entry?.program?.interpreter ?? (entry && shebang(entry));
  if (interpreter !== undefined && interpreter !== '') {
    const [first = ''] = interpreter.split(/[ \t]/, 1);
    // A carriage return at the end of the line is part of the name.
    if (first.includes('\r') || session.world.files.stat(first).kind === 'absent') {
      return {
        stdout: '',
        stderr: `bash: ${typed}: cannot execute: required file not found\n`,
        exitCode: 127,
      };
    }
    const [, argument] = /^[^ \t]+[ \t]+([\s\S]*)$/.exec(interpreter) ?? [];
    const words = [first, ...(argument === undefined ? [] : [argument]), typed, ...rest];
    return subshell(session, words.map(quote).join(' '), context, { bare: true });
  }
  if (entry && isShellScript(entry)) return runShell(session, 'sh', [typed, ...rest], context);
  const [applet] = rest;
  if (name === 'busybox' && applet !== undefined && session.registered.has(applet)) {
    return subshell(session, rest.map(quote).join(' '), context, { bare: true });
  }
  const tool = session.world.tools.get(name);
  if (tool && entry && entry.content === undefined) return runTool(session, tool, name, rest, context, path);
  // A link to a file of many names is that command.
  if (found.kind === 'found' && /\/(busybox|coreutils)$/.test(found.path) && isAppletHere(session, name))
    return subshell(session, [name, ...rest].map(quote).join(' '), context, { bare: true });
  session.unknown(`what ${path} does when it runs is not known`);
  return { stdout: '', stderr: '', exitCode: 0 };
}

/** Whether a command of many names has this one, and the interpreter too: by itself or as a builtin. */
function isAppletHere(session: Session, name: string): boolean {
  return session.registered.has(name) || name === 'test' || name === '[';
}

/** What the container that is being started says of a program; undefined where it is run as in a RUN. */
export function launch(
  session: Session,
  program: string,
  args: readonly string[],
  context: ResolvedCommandContext,
  asked?: string,
): Complete | undefined {
  return session.world.container?.launch({
    program,
    ...(asked === undefined ? {} : { asked }),
    args,
    cwd: context.cwd,
    env: new Map(Object.entries(context.exportedEnv ?? Object.fromEntries(context.env))),
    user: session.files.user,
  });
}

/** A modelled command; `path` is the file that was called, where one was. */
export async function runTool(
  session: Session,
  tool: Tool,
  name: string,
  args: readonly string[],
  context: ResolvedCommandContext,
  path?: string,
): Promise<Complete> {
  const launched = path === undefined ? launch(session, name, args, context) : undefined;
  if (launched) return launched;
  const exported = new Map(Object.entries(context.exportedEnv ?? Object.fromEntries(context.env)));
  session.hidden.clear();
  const stdinBytes = fromLatin1(String(context.stdin));
  const marks = tool.readsMarks !== true;
  if (marks) session.marked(name, args, '');
  try {
    const result = await tool.run({
      name,
      ...(path === undefined ? {} : { path }),
      args,
      cwd: context.cwd,
      env: exported,
      // Many tools do not read their input: whether it holds marks matters to those alone that do.
      get stdin() {
        if (marks) session.marked(name, [], String(context.stdin));
        return new TextDecoder().decode(stdinBytes);
      },
      stdinBytes,
      files: session.files.at(context.cwd),
      user: session.files.user,
      image: session.world.image,
      run: (script, options = {}) => subshell(session, script, context, options),
      which: (command) => whichOf(session, command, exported),
      unknown: (why) => session.unknown(why),
      estimated: (why) => {
        if (!session.notes.estimated.includes(why)) session.notes.estimated.push(why);
      },
      takes: (ms) => {
        session.notes.ms += ms;
      },
    });
    return {
      stdout: result.stdout ?? '',
      stderr: result.stderr ?? '',
      exitCode: result.exitCode ?? 0,
      ...(result.isBinary ? { stdoutKind: 'bytes' as const } : {}),
    };
  } catch (error) {
    if (error instanceof WorkspaceError) {
      return { stdout: '', stderr: `${name}: ${error.path}: ${error.sentence}\n`, exitCode: 1 };
    }
    throw error;
  }
}

/** A path as the script at hand writes it. */
function asTyped(session: Session, path: string, cwd: string): string {
  const files = session.world.files.at(cwd);
  for (const name of session.frames.at(-1)?.lines.keys() ?? []) {
    if (!name.includes('/') || name === path) continue;
    const found = files.stat(name);
    if (found.kind === 'found' && found.path === path) return name;
  }
  return path;
}

/** Wrappers of build tools are long scripts that fetch the tool and run it; the tool is modelled instead. */
function isWrapper(path: string): boolean {
  return /(^|\/)(mvnw|gradlew)$/.test(path);
}

/** What stands behind `#!`, or undefined. */
function shebang(entry: Entry): string | undefined {
  if (entry.type !== 'file' || typeof entry.content !== 'string' || !entry.content.startsWith('#!'))
    return undefined;
  return entry.content
    .slice(2)
    .split('\n', 1)[0]
    ?.replace(/^[ \t]+|[ \t]+$/g, '');
}

/** Whether the interpreter may read a file as shell: text without `#!`, or with that of a shell. */
function isShellScript(entry: Entry): boolean {
  if (entry.type !== 'file' || typeof entry.content !== 'string') return false;
  if (entry.program?.format === 'elf' || entry.content.startsWith('\x7fELF')) return false;
  const interpreter = shebang(entry);
  return interpreter === undefined || /(^|[/ ])(sh|bash|ash|dash)( |$)/.test(interpreter);
}
