/** Shells that a script calls: `sh -c SCRIPT`, `sh FILE`, a script that comes by stdin; and scripts that programs run. */
import type { ResolvedCommandContext } from 'just-bash/browser';
import { FETCHED_FROM } from '../commands/download.ts';
import type { Identity } from '../commands/types.ts';
import { newFrame } from './frame.ts';
import { fromLatin1 } from './latin1.ts';
import { DEFAULT_PATH } from './names.ts';
import { whichOf } from './search.ts';
import type { Session } from './session.ts';
import type { Complete, Runner, ShellSource } from './types.ts';
import { type ShellKind, shellKind } from './words.ts';

/** `sh -c SCRIPT`, `sh FILE`, or a script that comes by stdin. */
export async function runShell(
  session: Session,
  called: string,
  args: readonly string[],
  context: ResolvedCommandContext,
): Promise<Complete> {
  const name = session.first?.endsWith(`/${called}`) ? session.first : called;
  session.first = undefined;
  const kind = kindOf(session, name);
  const options: string[] = [];
  let at = 0;
  let isCommand = false;
  let isInput = false;
  for (; at < args.length; at += 1) {
    const text = args[at] as string;
    if (text === '--') {
      at += 1;
      break;
    }
    if (!/^[-+]./.test(text)) break;
    if (text.startsWith('--')) continue;
    const letters = [...text.slice(1)];
    if (letters.includes('c')) isCommand = true;
    if (letters.includes('s')) isInput = true;
    const kept = letters.filter((letter) => 'euxfvnaC'.includes(letter)).join('');
    if (kept !== '') options.push(text[0] + kept);
    if (letters.includes('o')) options.push(`${text[0]}o`, args[++at] ?? '');
  }
  const rest = args.slice(at);
  const source = shellSource(session, name, kind, rest, { isCommand, isInput }, context);
  if ('end' in source) return source.end;
  const [positional, zero] = [source.args, source.zero];
  const words = [...options.map(quote), ...(positional.length > 0 ? ['--', ...positional.map(quote)] : [])];
  const script = words.length === 0 ? source.text : `set ${words.join(' ')}; ${source.text}`;
  const env = context.exportedEnv ?? Object.fromEntries(context.env);
  return session.inFrame(newFrame(kind, zero, isCommand), env, within(context), script);
}

/** Text, `$0` and arguments of the script that a shell is called with; or how the call ends without one. */
function shellSource(
  session: Session,
  name: string,
  kind: ShellKind,
  rest: readonly string[],
  { isCommand, isInput }: { readonly isCommand: boolean; readonly isInput: boolean },
  context: ResolvedCommandContext,
): ShellSource {
  const end = (exitCode: number, message = '') => ({ end: { stdout: '', stderr: message, exitCode } });
  const [first, ...after] = rest;
  if (isCommand) {
    if (first === undefined)
      return end(
        2,
        kind === 'dash'
          ? `${name}: 0: -c requires an argument\n`
          : `${name}: -c: option requires an argument\n`,
      );
    return { text: first, zero: after[0] ?? name, args: after.slice(1) };
  }
  if (isInput || first === undefined) {
    const input = new TextDecoder().decode(fromLatin1(String(context.stdin)));
    const marked = session.files.received(input);
    if (marked) {
      session.unknown(
        marked.fingerprint?.startsWith(FETCHED_FROM)
          ? 'a script from the network is run: what it does is not known'
          : 'a script is run whose text is not known',
      );
      return end(0);
    }
    return { text: input, zero: name, args: rest };
  }
  const files = session.files.at(context.cwd);
  const found = files.stat(first);
  if (found.kind === 'absent') {
    if (kind === 'dash') return end(2, `${name}: 0: cannot open ${first}: No such file\n`);
    if (kind === 'ash') return end(2, `${name}: can't open ${first}: no such file\n`);
    return end(127, `${name}: ${first}: No such file or directory\n`);
  }
  if (found.kind === 'found' && found.entry.type === 'directory')
    return kind === 'dash'
      ? end(2, `${name}: 0: cannot open ${first}: Is a directory\n`)
      : end(126, `${name}: ${first}: Is a directory\n`);
  const text = found.kind === 'found' ? files.read(first) : undefined;
  if (text === undefined) {
    session.unknown(`what ${first} does when it runs is not known`);
    return end(0);
  }
  return { text, zero: first, args: after };
}

function kindOf(session: Session, name: string): ShellKind {
  const path = name.includes('/') ? name : (whichOf(session, name, new Map(session.world.env)) ?? name);
  const real = session.world.files.stat(path);
  return shellKind(real.kind === 'found' ? real.path : path, session.world.image.family);
}

/** Runs a text within the process of a command. */
function within(context: ResolvedCommandContext): Runner {
  return async (script, env, cwd) => {
    if (!context.exec) return { stdout: '', stderr: '', exitCode: 127 };
    const variables = env.PATH === undefined ? { ...env, PATH: DEFAULT_PATH } : { ...env };
    return context.exec(script, {
      cwd: cwd ?? context.cwd,
      env: variables,
      replaceEnv: true,
      ...(String(context.stdin) === '' ? {} : { stdin: String(context.stdin), stdinKind: 'bytes' }),
    });
  };
}

/** Runs a script by `sh -c`, as programs do; `bare` runs one command without a shell of its own. */
export async function subshell(
  session: Session,
  script: string,
  context: ResolvedCommandContext,
  options: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly user?: Identity;
    readonly bare?: boolean;
    readonly noInput?: boolean;
  } = {},
): Promise<Complete> {
  if (!context.exec) return { stdout: '', stderr: '', exitCode: 127 };
  const env = { ...(context.exportedEnv ?? Object.fromEntries(context.env)), ...options.env };
  const cwd = options.cwd ?? context.cwd;
  if (!options.bare) {
    const frame = newFrame(kindOf(session, '/bin/sh'), 'sh', true);
    if (options.user) frame.files = session.files.as(options.user);
    const run = within(options.noInput ? { ...context, stdin: '' as never } : context);
    return session.inFrame(frame, env, (text, variables, at) => run(text, variables, at ?? cwd), script);
  }
  const { stdout, stderr, exitCode } = await within(context)(script, env, cwd);
  return { stdout, stderr, exitCode };
}

/** A word in single quotes, as a shell reads it back. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
