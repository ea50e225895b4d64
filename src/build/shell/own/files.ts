/** What a shell finds and says of files: the tests of `[`, redirections, `exec` and `.`. */
import type { Entry } from '../../filesystem/types.ts';
import type { ShellKind } from '../words.ts';
import { WorkspaceError } from '../workspace-error.ts';
import { type OwnHost, type Said, spoken } from './host.ts';

/** The files as `[` asks for them. */
export function testFiles({ files, unknown }: OwnHost) {
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

/**
 * What a shell says of a file that it cannot open. An operator with `?` stands before words that were not quoted, one
 * with `~` before files that the patterns of the same command do not find.
 */
export function open(line: string, words: readonly string[], { frame, files, hide, unknown }: OwnHost): Said {
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [written = '>', path = ''] = words.slice(at, at + 2);
    const operator = written.replace(/[~?]+$/, '');
    if (DEVICE.test(path)) continue;
    if (/^\/dev\/(tcp|udp)\/./.test(path) && (frame.kind === 'bash' || frame.kind === 'sh')) {
      unknown(`whether ${path} answers is not known`);
      continue;
    }
    // bash refuses what is no word or more than one.
    if (written.endsWith('?') && /\s|^$/.test(path)) return {};
    const reading = operator === '<';
    let failure: WorkspaceError | undefined;
    try {
      if (reading) {
        if (files.stat(path).kind === 'found' && files.isDirectory(path)) continue;
        if (files.stat(path).kind !== 'unknown') files.readBytes(path);
      } else if (files.stat(path).kind !== 'found' || !operator.startsWith('>>')) {
        if (path === '') throw new WorkspaceError('ENOENT', path);
        if (written.includes('~') && files.lstat(path).kind === 'absent') hide(files.resolve(path));
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

/** Whether `exec NAME` finds its program. */
export function exec(line: string, name: string, { frame, files, which }: OwnHost): Said {
  const bash = frame.kind === 'bash' || frame.kind === 'sh';
  const path = name.includes('/') ? name : which(name);
  if (path === undefined) return { exitCode: 127, stderr: spoken(line, `exec: ${name}: not found`) };
  const found = files.stat(path);
  if (found.kind === 'absent') {
    if (!name.includes('/')) return {};
    return {
      exitCode: 127,
      stderr: spoken(line, bash ? `${name}: No such file or directory` : `exec: ${name}: not found`),
    };
  }
  if (found.kind !== 'found' || found.entry.type === 'unknown') return {};
  if (found.entry.type === 'directory' || !files.may(path, 1)) {
    const said = spoken(line, `exec: ${name}: ${bash ? 'cannot execute: ' : ''}Permission denied`);
    return {
      exitCode: 126,
      stderr: (bash ? spoken(line, `${name}: Permission denied`) : '') + said,
    };
  }
  const interpreter = interpreterOf(found.entry);
  if (interpreter === undefined || files.stat(interpreter).kind !== 'absent') return {};
  return {
    exitCode: 127,
    stderr: spoken(
      line,
      bash ? `${name}: cannot execute: required file not found` : `exec: ${name}: not found`,
    ),
  };
}

/** The program that a `#!` line names; a carriage return at its end is part of the name. */
function interpreterOf(entry: Entry): string | undefined {
  if (entry.type !== 'file' || typeof entry.content !== 'string') return undefined;
  return /^#![ \t]*([^ \t\n]+)/.exec(entry.content)?.[1];
}

/** Whether `. FILE` finds its file. */
export function source(line: string, words: readonly string[], host: OwnHost): Said {
  const said = findSource(line, words, host);
  const [, path = ''] = words;
  const seen = said.exitCode === undefined ? host.files.stat(path) : undefined;
  if (seen?.kind === 'unknown' || (seen?.kind === 'found' && isClosed(seen.entry)))
    host.unknown(`what ${path} sets is not known`);
  return said;
}

function isClosed(entry: Entry): boolean {
  return entry.type === 'file' && entry.content === undefined;
}

/** Whether a file lies on PATH. */
export function isOnPath([name = '']: readonly string[], { onPath }: OwnHost): Said {
  return { exitCode: onPath(name) === undefined ? 1 : 0 };
}

/** Whether a file that `.` has found can be read here too. */
export function readable([path = '']: readonly string[], { files }: OwnHost): Said {
  const seen = files.stat(path);
  const isOpen = seen.kind === 'absent' || (seen.kind === 'found' && !isClosed(seen.entry));
  return { exitCode: isOpen ? 0 : 1 };
}

function findSource(line: string, words: readonly string[], { frame, files, onPath }: OwnHost): Said {
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
    if (here || (!path.includes('/') && onPath(path) !== undefined)) return {};
    if (bash) return { exitCode: 1, stderr: spoken(line, `${path}: No such file or directory`) };
    const message =
      frame.kind === 'dash'
        ? `${called}: cannot open ${path}: No such file`
        : `${called}: can't open ${path}: no such file`;
    return { exitCode: 2, stderr: spoken(line, message) };
  }
  // A name without a slash is looked for on PATH alone.
  if (onPath(path) !== undefined) return {};
  return { exitCode: 2, stderr: spoken(line, `${called}: ${path}: not found`) };
}
