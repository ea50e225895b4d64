/** Whether the kernel starts a program: format, interpreter, loader. Words of Linux as runc 1.3 passes them on. */
import { toBytes, toText } from '../filesystem/content.ts';
import type { FileEntry, Lookup } from '../filesystem/types.ts';
import { isElf, readElf } from './elf.ts';
import { isFollowed } from './follows.ts';
import { runtimeVerdict } from './runtimes.ts';
import type { Scope } from './scope.ts';
import { ended, OK, unknown, type Verdict } from './types.ts';

const LOADERS = { musl: '/lib/ld-musl-x86_64.so.1', glibc: '/lib64/ld-linux-x86-64.so.2' } as const;
const MAX_INTERPRETERS = 4;
const X86_64 = 62;

/** How a failing start is said: the kernel's own words behind `exec PATH:`, or a shell's. */
export type Say = (
  path: string,
  reason: 'missing' | 'format',
) => { readonly stderr: string; readonly exitCode: number };

export const sayExec: Say = (path, reason) => ({
  stderr: `exec ${path}: ${reason === 'missing' ? 'no such file or directory' : 'exec format error'}`,
  exitCode: 255,
});

/**
 * The verdict on a file that is there and executable.
 * @param asked the path as it was asked for
 * @param path the real path
 * @param depth how many interpreters lie in between
 */
export function programVerdict(
  scope: Scope,
  asked: string,
  path: string,
  args: readonly string[],
  say: Say = sayExec,
  depth = 0,
): Verdict {
  scope.programs.push(path);
  const entry = scope.files.entry(path);
  if (!entry || entry.type === 'unknown') return unknown(`what ${path} is cannot be told`);
  if (entry.type !== 'file') return OK;
  if (entry.content !== undefined) return contentVerdict(scope, asked, path, entry, args, say, depth);
  const { program } = entry;
  if (program?.format === 'script' && program.interpreter) {
    return scriptVerdict(scope, asked, path, program.interpreter, args, say, depth);
  }
  if (program?.format === 'elf' && program.linking === 'dynamic' && program.libc) {
    const wrong = loaderVerdict(scope, asked, LOADERS[program.libc], say, program.libc);
    if (wrong) return wrong;
  }
  if (program?.machine !== undefined) return foreign(asked, program.machine, say);
  if (program?.format === 'java-archive') return format(asked, say);
  const needs = needsVerdict(scope, asked, entry);
  if (needs) return needs;
  return withLater(scope, asked, entry, withCertainty(runtimeVerdict(scope, path, args, asked), entry));
}

function contentVerdict(
  scope: Scope,
  asked: string,
  path: string,
  entry: FileEntry,
  args: readonly string[],
  say: Say,
  depth: number,
): Verdict {
  const bytes = toBytes(entry.content ?? '');
  if (isElf(bytes)) {
    const elf = readElf(bytes);
    if (elf && elf.machine !== X86_64) return format(asked, say);
    if (elf?.loader) {
      const wrong = loaderVerdict(scope, asked, elf.loader, say);
      if (wrong) return wrong;
    }
    return runtimeVerdict(scope, path, args, asked);
  }
  // The kernel looks at bytes: a byte order mark in front of #! hides it.
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return format(asked, say);
  const first = toText(bytes.subarray(0, 256)).split('\n', 1)[0] ?? '';
  return scriptVerdict(scope, asked, path, first.slice(2), args, say, depth);
}

/** A program of another system or machine; an emulator, which some have installed, is not counted on. */
function foreign(asked: string, machine: string, say: Say): Verdict {
  const { stderr, exitCode } = say(asked, 'format');
  return ended(
    stderr,
    exitCode,
    `${asked} was compiled for ${machine}, and the container runs on linux/amd64.`,
    'Leave GOOS and GOARCH out, or take them from the arguments TARGETOS and TARGETARCH, which Docker sets.',
  );
}

function format(asked: string, say: Say): Verdict {
  const { stderr, exitCode } = say(asked, 'format');
  return ended(
    stderr,
    exitCode,
    `${asked} is neither a program for this machine nor a script that begins with #!.`,
    'Name the program that reads this file in front of it (sh, node, java -jar …), or give a script its #! line.',
  );
}

/** Runs a `#!` line: the kernel starts the interpreter, with at most one argument, and hands it the script. */
function scriptVerdict(
  scope: Scope,
  asked: string,
  path: string,
  line: string,
  args: readonly string[],
  say: Say,
  depth: number,
): Verdict {
  const words = line.split(/[ \t]+/).filter(Boolean);
  const [interpreter = '', argument = ''] = words;
  if (depth >= MAX_INTERPRETERS) return unknown(`${path} is a script of a script of a script`);
  const name = interpreter.slice(interpreter.lastIndexOf('/') + 1);
  // The interpreter is given the path by which the script was called.
  const named = asked.includes('/') ? asked : path;
  const looked = scope.stat(interpreter);
  // No package brings a program with a carriage return in its name.
  const isMissing =
    looked.kind === 'unknown' &&
    (interpreter.endsWith('\r') ||
      (/\/s?bin\/[^/]+$/.test(interpreter) && scope.isMissing(name, looked.why)));
  const found: Lookup = isMissing ? { kind: 'absent', path: looked.path, code: 'ENOENT' } : looked;
  if (found.kind === 'unknown') {
    if (!scope.isPresent(name))
      return unknown(`whether ${interpreter}, which is to run ${asked}, is there: ${found.why}`);
    // No file shows it: it is run by its name.
    const words = [name, ...(argument ? [argument] : []), named, ...args];
    return followed(scope, path, args, isFollowed(name) ? { ...OK, follow: words } : OK);
  }
  if (found.kind === 'absent') {
    const { stderr, exitCode } = say(asked, 'missing');
    const windows = interpreter.endsWith('\r');
    return ended(
      stderr,
      exitCode,
      windows
        ? `The first line of ${asked} ends in a Windows line end, so the kernel looks for "${interpreter.slice(0, -1)}" with a carriage return in its name.`
        : `${asked} is there. Its first line asks for ${interpreter} to run it, and that is not in the image.`,
      windows
        ? 'Save the script with line ends of Unix (LF).'
        : 'Use a base image that has it, copy it along with everything that it needs, or write another #! line.',
    );
  }
  if (name === 'env' && argument !== '' && !argument.startsWith('-')) {
    const target = scope.which(argument);
    if (target.kind === 'unknown') {
      if (!scope.isPresent(argument)) return unknown(`whether ${argument} is in the image: ${target.why}`);
      return isFollowed(argument) ? { ...OK, follow: [argument, named, ...args] } : OK;
    }
    if (target.kind === 'absent') {
      const busybox = found.path.endsWith('/busybox');
      return ended(
        busybox
          ? `env: can't execute '${argument}': No such file or directory`
          : `${interpreter}: '${argument}': No such file or directory`,
        127,
        `${asked} asks for ${argument} to run it, and no folder of PATH has it.`,
        `Use a base image that has ${argument}.`,
      );
    }
    return programVerdict(scope, argument, target.path, [named, ...args], say, depth + 1);
  }
  if (!scope.mayReach(path, 4)) {
    return ended(
      /python[\d.]*$/.test(interpreter)
        ? `${interpreter}: can't open file '${asked.includes('/') ? asked : path}': [Errno 13] Permission denied`
        : `${interpreter}: can't open ${asked.includes('/') ? asked : path}: Permission denied`,
      2,
      `${scope.user.name || `user ${scope.user.uid}`} may not read ${asked}, which ${interpreter} has to read.`,
      'Give the file to the user (COPY --chown) or let everybody read and execute it (COPY --chmod=755).',
    );
  }
  const verdict = programVerdict(
    scope,
    interpreter,
    found.path,
    argument ? [argument, named, ...args] : [named, ...args],
    say,
    depth + 1,
  );
  return verdict.status === 'ok' ? followed(scope, path, args, verdict) : verdict;
}

/** The entrypoint script of a base image hands over to its arguments; another is followed, where anything can. */
function followed(scope: Scope, path: string, args: readonly string[], verdict = OK): Verdict {
  const entry = scope.files.entry(path);
  if (entry?.provenance.kind !== 'base') return verdict;
  return entry.type === 'file' && entry.content === undefined ? runtimeVerdict(scope, path, args) : verdict;
}

function loaderVerdict(
  scope: Scope,
  asked: string,
  loader: string,
  say: Say,
  libc?: 'musl' | 'glibc',
): Verdict | undefined {
  const found = scope.stat(loader);
  if (found.kind === 'found')
    return found.entry.certainty === 'unknown' && found.entry.why !== undefined
      ? unknown(found.entry.why)
      : undefined;
  if (found.kind === 'unknown')
    return unknown(`whether ${loader}, which ${asked} needs, is there: ${found.why}`);
  const { stderr, exitCode } = say(asked, 'missing');
  const whose =
    libc === 'musl' || loader.includes('musl')
      ? 'musl, the C library of Alpine'
      : 'glibc, the C library of Debian';
  return ended(
    stderr,
    exitCode,
    `${asked} is there. It is linked dynamically against ${whose}, and needs ${loader}, which is not in the image.`,
    'Link it statically (for Go: CGO_ENABLED=0), or end on a base image with the C library that it was built against.',
  );
}

/** Paths that a model says the program opens at once. */
function needsVerdict(scope: Scope, asked: string, entry: FileEntry): Verdict | undefined {
  for (const need of entry.program?.needs ?? []) {
    const found = scope.stat(need);
    if (found.kind !== 'absent') continue;
    return {
      ...ended(
        `${asked}: ${need}: no such file or directory`,
        1,
        `${asked} starts, and needs ${need}, which is not in the image.`,
        `Bring ${need} into the final stage, or end on a base image that has it.`,
      ),
      certainty: 'estimated',
    };
  }
  return undefined;
}

/** A start that goes well says what will be missing later. */
function withLater(scope: Scope, asked: string, entry: FileEntry, verdict: Verdict): Verdict {
  if (verdict.status !== 'ok' || verdict.why !== undefined) return verdict;
  for (const { anyOf, purpose } of entry.program?.readsLater ?? []) {
    if (anyOf.some((path) => scope.files.stat(path).kind !== 'absent')) continue;
    const [first = ''] = anyOf;
    return {
      ...verdict,
      why: `${asked} starts. Later it looks for ${first} ${purpose}, and the image has none.`,
      advice: `Copy ${first} into the final stage from a stage that has it.`,
    };
  }
  return verdict;
}

function withCertainty(verdict: Verdict, entry: FileEntry): Verdict {
  if (verdict.status !== 'ok' || entry.certainty !== 'unknown') return verdict;
  return unknown(entry.why ?? 'whether the program is there cannot be told');
}
