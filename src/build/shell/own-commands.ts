/** The commands that stand in for what a shell does and says by itself (`dialect/index.ts` calls them). */

import { OWN } from './dialect/index.ts';
import { isBuiltin } from './dialect/kinds.ts';
import { evaluate } from './dialect/test-command.ts';
import type { ShellKind } from './words.ts';
import { type Workspace, WorkspaceError } from './workspace.ts';

/** A script while a shell runs it. */
export interface Frame {
  readonly kind: ShellKind;
  /** `$0`. */
  readonly name: string;
  /** Whether its text comes from `-c`; else it is a file. */
  readonly isCommand: boolean;
  /** Lines on which a command of a name stands. */
  readonly lines: Map<string, number[]>;
  readonly functions: Set<string>;
  readonly beyond: string[];
  /** Its text. */
  text: string;
  /** Variables that it was started with. */
  given: ReadonlySet<string>;
  errexit?: boolean;
  /** Files as its user sees them. */
  files?: Workspace;
  /** What `trap … EXIT` runs in the end. */
  trap?: string;
}

export function newFrame(kind: ShellKind, name: string, isCommand: boolean): Frame {
  return {
    kind,
    name,
    isCommand,
    lines: new Map(),
    functions: new Set(),
    beyond: [],
    text: '',
    given: new Set(),
  };
}

/** What the commands ask of the session that runs them. */
export interface OwnHost {
  readonly frame: Frame;
  /** Files seen from the working directory. */
  readonly files: Workspace;
  readonly which: (name: string) => string | undefined;
  readonly unknown: (why: string) => void;
}

interface Said {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** Name of one of these commands in a path or word; undefined for any other. */
export function ownName(name: string): string | undefined {
  const prefix = OWN.slice(OWN.lastIndexOf('/') + 1);
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

/** A line in the shell's own words; `finish` puts the shell's name and the line in front. */
export function spoken(line: string | number, message: string): string {
  return `bash: \u0004${line}\u0004${message}\n`;
}

/** Runs one of the commands. The first word is the line, where one can be named. */
export function ownCommand(name: string, args: readonly string[], host: OwnHost): Said {
  const [line = '1', ...words] = args;
  switch (name) {
    case 'say': {
      const [code = '1', at = '1', message] = args;
      return { exitCode: Number(code), ...(message === undefined ? {} : { stderr: spoken(at, message) }) };
    }
    case 'echo':
      return { stdout: dashEcho(args) };
    case 'test': {
      const [called = '[', ...rest] = words;
      const { exitCode, message } = evaluate(called, rest, host.frame.kind, testFiles(host));
      if (message === undefined) return { exitCode };
      // `[` is a program of its own in BusyBox and speaks as one.
      return { exitCode, stderr: host.frame.kind === 'ash' ? `${message}\n` : spoken(line, message) };
    }
    case 'open':
      return open(line, words, host);
    case 'exec':
      return exec(line, words[0] ?? '', host);
    case 'source':
      return source(line, words, host);
    case 'trap':
      return trap(words, host);
    case 'umask':
      return umask(words, host);
    case 'command':
      return commandV(line, words, host);
    case 'type':
      return type(line, words, host);
    case 'hash':
      return hash(line, words, host);
    default:
      // An alias is of no use in a script: no shell expands it there but ash and dash on later lines.
      if (words.length > 0 && host.frame.kind !== 'bash')
        host.unknown('what an alias stands for is not followed');
      return {};
  }
}

/** dash's echo knows -n alone, and reads backslashes. */
function dashEcho(args: readonly string[]): string {
  const quiet = args[0] === '-n';
  const text = (quiet ? args.slice(1) : args).join(' ');
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    const next = text[at + 1];
    if (char !== '\\' || next === undefined) {
      out += char;
      continue;
    }
    at += 1;
    if (next === 'c') return out;
    const octal = next === '0' ? (/^[0-7]{0,3}/.exec(text.slice(at + 1, at + 4))?.[0] ?? '') : undefined;
    if (octal !== undefined) {
      out += String.fromCharCode(Number.parseInt(octal || '0', 8) & 0xff);
      at += octal.length;
    } else out += ESCAPES[next] ?? `\\${next}`;
  }
  return quiet ? out : `${out}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

function testFiles({ files, unknown }: OwnHost) {
  const found = (path: string, link = false) => {
    if (path === '') return undefined;
    const seen = link ? files.lstat(path) : files.stat(path);
    if (seen.kind === 'unknown') unknown(`whether ${seen.path} is there cannot be told: ${seen.why}`);
    if (seen.kind !== 'found') return undefined;
    // `x/` asks for a directory.
    return path.endsWith('/') && seen.entry.type === 'file' ? undefined : seen.entry;
  };
  return {
    type: (path: string, link?: boolean) =>
      path.startsWith('/dev/') && DEVICE.test(path) ? 'device' : found(path, link)?.type,
    size: (path: string) => {
      const entry = found(path);
      if (entry?.type !== 'file') return 0;
      if (entry.size.certainty === 'unknown') unknown(`how large ${path} is is not known`);
      return entry.size.certainty === 'unknown' ? 1 : entry.size.bytes;
    },
    mode: (path: string) => found(path)?.mode ?? 0,
    may: (path: string, wanted: number) => files.may(path, wanted),
    resolve: (path: string) => {
      const seen = files.stat(path);
      return seen.kind === 'found' ? seen.path : files.resolve(path);
    },
    unknown,
  };
}

const DEVICE = /^\/dev\/(null|zero|random|urandom|tty|full|stdin|stdout|stderr)$/;

/** What a shell says of a file that it cannot open. */
function open(line: string, words: readonly string[], { frame, files }: OwnHost): Said {
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [operator = '>', path = ''] = words.slice(at, at + 2);
    if (DEVICE.test(path)) continue;
    const reading = operator === '<';
    let failure: WorkspaceError | undefined;
    try {
      if (reading) {
        if (files.stat(path).kind === 'found' && files.isDirectory(path)) continue;
        if (files.stat(path).kind !== 'unknown') files.readBytes(path);
      } else if (files.stat(path).kind !== 'found' || !operator.startsWith('>>')) {
        if (path === '') throw new WorkspaceError('ENOENT', path);
        files.write(path, '');
      } else if (files.isDirectory(path)) throw new WorkspaceError('EISDIR', path);
      else if (!files.may(path, 2)) throw new WorkspaceError('EACCES', path);
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      failure = error;
    }
    if (!failure) continue;
    return {
      exitCode: frame.kind === 'dash' ? 2 : 1,
      stderr: spoken(line, cannotOpen(frame.kind, reading, path, failure)),
    };
  }
  return {};
}

function cannotOpen(
  kind: ShellKind,
  reading: boolean,
  path: string,
  { code, sentence }: WorkspaceError,
): string {
  if (kind === 'bash' || kind === 'sh') return `${path}: ${sentence}`;
  if (kind === 'dash') {
    if (reading) return `cannot open ${path}: ${code === 'ENOENT' ? 'No such file' : sentence}`;
    return `cannot create ${path}: ${code === 'ENOENT' ? 'Directory nonexistent' : sentence}`;
  }
  if (reading) return `can't open ${path}: ${code === 'ENOENT' ? 'no such file' : sentence}`;
  return `can't create ${path}: ${code === 'ENOENT' ? 'nonexistent directory' : sentence}`;
}

function exec(line: string, name: string, { frame, files, which }: OwnHost): Said {
  if (name.includes('/')) {
    if (files.stat(name).kind !== 'absent') return {};
    const reason = frame.kind === 'bash' || frame.kind === 'sh' ? 'No such file or directory' : 'not found';
    return {
      exitCode: 127,
      stderr: spoken(line, `${frame.kind === 'bash' ? '' : 'exec: '}${name}: ${reason}`),
    };
  }
  if (which(name) !== undefined) return {};
  return { exitCode: 127, stderr: spoken(line, `exec: ${name}: not found`) };
}

function source(line: string, words: readonly string[], { frame, files, which }: OwnHost): Said {
  const [called = '.', path] = words;
  const bash = frame.kind === 'bash' || frame.kind === 'sh';
  if (path === undefined) {
    if (!bash) return {};
    return {
      exitCode: 2,
      stderr: spoken(
        line,
        `${called}: filename argument required\n${called}: usage: ${called} filename [arguments]`,
      ),
    };
  }
  if (DEVICE.test(path) || files.stat(path).kind === 'unknown') return {};
  const here = files.stat(path).kind === 'found';
  if (path.includes('/') || bash) {
    if (here) return {};
    if (bash) return { exitCode: 1, stderr: spoken(line, `${path}: No such file or directory`) };
    const message =
      frame.kind === 'dash'
        ? `${called}: cannot open ${path}: No such file`
        : `${called}: can't open ${path}: no such file`;
    return { exitCode: 2, stderr: spoken(line, message) };
  }
  // A name without a slash is looked for on PATH alone.
  const at = which(path);
  if (at !== undefined && files.stat(at).kind === 'found') return {};
  return { exitCode: 2, stderr: spoken(line, `${called}: ${path}: not found`) };
}

function trap(words: readonly string[], { frame, unknown }: OwnHost): Said {
  const [action = '', ...signals] = words[0] === '--' ? words.slice(1) : words;
  if (!signals.some((one) => one === 'EXIT' || one === '0')) {
    if (signals.some((one) => one === 'ERR' || one === 'DEBUG' || one === 'RETURN'))
      unknown(`trap … ${signals.join(' ')} is not followed`);
    return {};
  }
  if (action === '-' || action === '') delete frame.trap;
  else frame.trap = action;
  return {};
}

function umask(words: readonly string[], { unknown }: OwnHost): Said {
  const [mask] = words;
  if (mask === undefined) return { stdout: '0022\n' };
  if (mask === '-S') return { stdout: 'u=rwx,g=rx,o=rx\n' };
  if (!/^0?0?22$/.test(mask)) unknown('modes are followed for the umask 022 alone');
  return {};
}

function commandV(line: string, words: readonly string[], host: OwnHost): Said {
  const [option = '-v', ...rest] = words;
  const bash = host.frame.kind === 'bash' || host.frame.kind === 'sh';
  // dash and ash look at the first name alone.
  const names = bash ? rest : rest.slice(0, 1);
  const found = names.map((name) => [name, place(name, host)] as const);
  if (option === '-V') {
    const [name = '', at] = found[0] ?? [];
    if (at !== undefined) return { stdout: `${name} is ${at === name ? 'a shell builtin' : at}\n` };
    if (bash) return { exitCode: 1, stderr: spoken(line, `command: ${name}: not found`) };
    return { exitCode: 127, stdout: `${name}: not found\n` };
  }
  const there = found.flatMap(([, at]) => (at === undefined ? [] : [`${at}\n`]));
  const exitCode = there.length > 0 ? 0 : bash ? 1 : 127;
  return { stdout: there.join(''), exitCode };
}

/** What a name stands for: itself where it is the shell's own, else a path. */
function place(name: string, { frame, files, which }: OwnHost): string | undefined {
  if (frame.functions.has(name) || isBuiltin(frame.kind, name)) return name;
  if (!name.includes('/')) return which(name);
  const seen = files.stat(name);
  return seen.kind === 'found' && seen.entry.type !== 'directory' && files.may(name, 1) ? name : undefined;
}

function type(line: string, words: readonly string[], host: OwnHost): Said {
  const { frame } = host;
  const bash = frame.kind === 'bash' || frame.kind === 'sh';
  const options = bash ? words.filter((one) => one.startsWith('-')).join('') : '';
  let stdout = '';
  let stderr = '';
  let exitCode = 0;
  for (const name of words.filter((one) => !(bash && one.startsWith('-')))) {
    const at = place(name, host);
    if (at === undefined) {
      exitCode = bash ? 1 : 127;
      if (/[tpP]/.test(options)) continue;
      if (bash) stderr += spoken(line, `type: ${name}: not found`);
      else stdout += `${name}: not found\n`;
    } else if (/[pP]/.test(options)) stdout += at === name ? '' : `${at}\n`;
    else if (options.includes('t'))
      stdout += `${frame.functions.has(name) ? 'function' : at === name ? 'builtin' : 'file'}\n`;
    else if (frame.functions.has(name)) stdout += `${name} is a ${bash ? '' : 'shell '}function\n`;
    else
      stdout += `${name} is ${at === name ? `a ${!bash && SPECIAL.has(name) ? 'special ' : ''}shell builtin` : at}\n`;
  }
  return { stdout, stderr, exitCode };
}

const SPECIAL: ReadonlySet<string> = new Set(
  '. : break continue eval exec exit export readonly return set shift times trap unset'.split(' '),
);

function hash(line: string, words: readonly string[], host: OwnHost): Said {
  let stderr = '';
  for (const name of words.filter((one) => !one.startsWith('-'))) {
    if (place(name, host) === undefined) stderr += spoken(line, `hash: ${name}: not found`);
  }
  return { stderr, exitCode: stderr === '' ? 0 : 1 };
}
