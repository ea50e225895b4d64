/**
 * Programs that are started to run something else: node server.js, python app.py, java -jar app.jar. Words of
 * Node.js 24, CPython 3.13, OpenJDK 21 and BusyBox; what the file itself does when it runs is its own affair.
 */
import { dirname, join } from '../filesystem/path.ts';
import { isFollowed, isFollowedFile } from './follows.ts';
import { nginx, nginxScripts } from './nginx.ts';
import { missingPackage } from './node-modules.ts';
import { importedFile, readObject, requiredFile } from './node-resolve.ts';
import { programVerdict, type Say } from './program.ts';
import { missingModule } from './python-modules.ts';
import type { Found, Scope } from './scope.ts';
import { ended, OK, unknown, type Verdict } from './types.ts';

/**
 * The verdict on a program that certainly starts, by what it is asked to run.
 * @param asked the path as it was asked for, links not followed
 */
export function runtimeVerdict(scope: Scope, path: string, args: readonly string[], asked = path): Verdict {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isFollowedFile(asked, path, scope.files.entry(path))) return { ...OK, follow: [asked, ...args] };
  if (/entrypoint\.sh$/.test(name)) return nginxScripts(scope, path, args) ?? entrypoint(scope, args);
  if (name === 'node') return node(scope, args);
  if (/^python(3(\.\d+)?)?$/.test(name))
    return missingModule(scope, asked, args) ?? python(scope, args, calledAs(scope, name, asked));
  if (name === 'go') return go(scope, args);
  if (name === 'java') return java(scope, args);
  if (name === 'dotnet') return dotnet(scope, args);
  if (name === 'nginx') return nginx(scope, args);
  return OK;
}

/** Entrypoints of official images end in `exec "$@"`; node's puts node in front of what is no command. */
function entrypoint(scope: Scope, args: readonly string[]): Verdict {
  const [first, ...rest] = args;
  if (first === undefined) return OK;
  const found = first.includes('/') ? pathOf(scope, first) : scope.which(first);
  if (found.kind === 'found') {
    return programVerdict(scope, first, found.path, rest, sayShell);
  }
  if (found.kind === 'unknown') {
    if (scope.isPresent(first)) {
      scope.programs.push(first);
      return isFollowed(first) ? { ...OK, follow: args } : OK;
    }
    // A file of the program's own folder is no command, wherever else a command of its name may be.
    const isFile = first.startsWith('-') || scope.stat(first).kind === 'found';
    if (!isFile) return unknown(`whether ${first} is in the image: ${found.why}`);
  }
  if (scope.which('node').kind === 'found') return node(scope, args);
  return {
    ...ended(
      `exec: ${first}: not found`,
      127,
      `The entrypoint of the base image starts, and finds no ${first} to hand over to.`,
      'Name a program that the final stage has.',
    ),
    certainty: 'estimated',
  };
}

/** The entrypoints of official images are shell scripts. */
const sayShell: Say = (path) => ({ stderr: `exec: ${path}: not found`, exitCode: 127 });

function pathOf(scope: Scope, path: string): Found {
  const found = scope.stat(path);
  if (found.kind === 'unknown') return { kind: 'unknown', why: found.why };
  return found.kind === 'absent' ? { kind: 'absent' } : { kind: 'found', path: found.path };
}

/** Options of node that take the next argument. */
const NODE_VALUES = new Set(['-r', '--require', '--import', '--env-file', '-C', '--conditions']);

function node(scope: Scope, args: readonly string[]): Verdict {
  let at = 0;
  for (; at < args.length && args[at]?.startsWith('-'); at += 1) {
    const option = args[at] ?? '';
    if (['-e', '--eval', '-p', '--print', '-v', '--version', '-'].includes(option)) return OK;
    const [name = '', inline] = option.split('=', 2);
    const value = inline ?? args[at + 1] ?? '';
    const missing = missingBefore(scope, name, value);
    if (missing) return missing;
    if (NODE_VALUES.has(option)) at += 1;
  }
  const file = args[at];
  if (file === undefined) return OK;
  const base = scope.resolve(file);
  let why: string | undefined;
  const main = readObject(scope, `${base}/package.json`)?.main;
  const own = typeof main === 'string' ? requiredFile(scope, join(base, main)) : undefined;
  for (const candidate of [
    base,
    `${base}.js`,
    `${base}.json`,
    ...(own?.kind === 'found' ? [own.path] : []),
    `${base}/index.js`,
  ]) {
    const found = scope.files.stat(candidate);
    if (found.kind === 'unknown') why ??= found.why;
    if (found.kind !== 'found' || found.entry.type === 'directory') continue;
    if (found.entry.type === 'unknown') return unknown(found.entry.why);
    if (!scope.mayReach(found.path, 4)) {
      return ended(
        `Error: EACCES: permission denied, open '${base}'`,
        1,
        `${scope.user.name || `user ${scope.user.uid}`} may not read ${base}.`,
        'Give the file to the user (COPY --chown), or let everybody read it.',
      );
    }
    return missingPackage(scope, found.path) ?? OK;
  }
  if (why !== undefined) return unknown(`whether ${base} is there: ${why}`);
  if (typeof main === 'string' && own?.kind === 'absent') {
    return ended(
      `Error: Cannot find module '${join(base, main)}'. Please verify that the package.json has a valid "main" entry`,
      1,
      `node is to run the folder ${base}, whose package.json names ${main}. There is no such file in the image.`,
      'Copy it into the final stage, or correct "main" in package.json.',
    );
  }
  return ended(
    `node:internal/modules/cjs/loader\n  throw err;\n  ^\n\nError: Cannot find module '${base}'`,
    1,
    `node starts, and finds no ${base} to run.`,
    'Compare the path with WORKDIR and with where COPY puts the program in the final stage.',
  );
}

/** What node reads before the program: files of --require, --import and --env-file. */
function missingBefore(scope: Scope, name: string, value: string): Verdict | undefined {
  if (name === '--env-file') {
    if (scope.stat(value).kind !== 'absent') return undefined;
    return ended(
      `node: ${value}: not found`,
      9,
      `node is to read ${scope.resolve(value)} first, which is not in the image.`,
      'Use --env-file-if-exists, or hand the variables over when the container starts (docker run --env-file).',
    );
  }
  if (!/^(?:-r|--require|--import)$/.test(name) || !/^\.{0,2}\//.test(value)) return undefined;
  const found =
    name === '--import'
      ? importedFile(scope, scope.resolve(value))
      : requiredFile(scope, scope.resolve(value));
  if (found.kind !== 'absent') return undefined;
  return ended(
    name === '--import'
      ? `Error [ERR_MODULE_NOT_FOUND]: Cannot find module '${scope.resolve(value)}' imported from ${scope.workdir}/`
      : `Error: Cannot find module '${value}'\nRequire stack:\n- internal/preload`,
    1,
    `node is to load ${scope.resolve(value)} first, which is not in the image.`,
    'Copy it into the final stage, or take the option away.',
  );
}

/** The word by which a program calls itself: what was found on PATH was most likely called by its name. */
function calledAs(scope: Scope, name: string, asked: string): string {
  if (scope.typed !== undefined) return scope.typed === name ? name : asked;
  const found = scope.which(name);
  return found.kind === 'found' && found.named === asked ? name : asked;
}

function python(scope: Scope, args: readonly string[], name: string): Verdict {
  let at = 0;
  for (; at < args.length && args[at]?.startsWith('-'); at += 1) {
    if (['-c', '-m', '-', '-V', '--version'].includes(args[at] ?? '')) return OK;
    if (args[at] === '-W' || args[at] === '-X') at += 1;
  }
  const file = args[at];
  if (file === undefined) return OK;
  const path = scope.resolve(file);
  const found = scope.files.stat(path);
  if (found.kind === 'unknown') return unknown(`whether ${path} is there: ${found.why}`);
  if (found.kind === 'found') return OK;
  return ended(
    `${name}: can't open file '${path}': [Errno 2] No such file or directory`,
    2,
    `Python starts, and finds no ${path} to run.`,
    'Compare the path with WORKDIR and with where COPY puts the program in the final stage.',
  );
}

/** `go run`, which compiles when the container starts: it needs go.mod, unless it is given files. */
function go(scope: Scope, [command, ...args]: readonly string[]): Verdict {
  const target = args.find((arg) => !arg.startsWith('-'));
  if (command !== 'run' || target === undefined || !/^\.{0,2}(?:\/|$)/.test(target) || target.endsWith('.go'))
    return OK;
  for (let at = scope.workdir; ; at = dirname(at)) {
    if (scope.files.stat(join(at, 'go.mod')).kind !== 'absent') return OK;
    if (at === '/') break;
  }
  return ended(
    "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
    1,
    `go is to run ${target}, and there is no go.mod in ${scope.workdir} or above it.`,
    'Copy go.mod too, or build the program in a stage of its own and start that.',
  );
}

function java(scope: Scope, args: readonly string[]): Verdict {
  const at = args.indexOf('-jar');
  const file = at < 0 ? undefined : args[at + 1];
  if (file === undefined) return OK;
  const found = scope.stat(file);
  if (found.kind === 'unknown') return unknown(`whether ${scope.resolve(file)} is there: ${found.why}`);
  if (found.kind === 'found') return OK;
  return ended(
    `Error: Unable to access jarfile ${file}`,
    1,
    `Java starts, and finds no ${scope.resolve(file)} to run.`,
    'Compare the path with WORKDIR and with where COPY puts the jar in the final stage.',
  );
}

function dotnet(scope: Scope, args: readonly string[]): Verdict {
  const [file] = args;
  if (file === undefined || !file.endsWith('.dll')) return OK;
  const found = scope.stat(file);
  if (found.kind === 'unknown') return unknown(`whether ${scope.resolve(file)} is there: ${found.why}`);
  if (found.kind === 'found') return OK;
  return ended(
    `The command could not be loaded, possibly because:\n  * You intended to execute a .NET application:\n      The application '${file}' does not exist.`,
    145,
    `dotnet starts, and finds no ${scope.resolve(file)} to run.`,
    'Compare the path with WORKDIR and with where COPY puts the program in the final stage.',
  );
}
