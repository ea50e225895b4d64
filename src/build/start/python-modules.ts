/**
 * Packages that a Python program asks for as soon as it starts. Words of CPython 3.14 and waitress 3.0, asked with
 * Docker 2026-11-21; those of gunicorn and uvicorn by their sources. Only packages that the table of
 * distributions knows are looked for, and only where nothing unlisted can hold them.
 */
import { DISTRIBUTIONS } from '../commands/python/packages.ts';
import { toText } from '../filesystem/content.ts';
import { dirname, join } from '../filesystem/path.ts';
import { failingImport, isHarmless, moduleTarget } from './python-local.ts';
import type { Scope } from './scope.ts';
import { ended, type Verdict } from './types.ts';

const MODULES: ReadonlySet<string> = new Set(Object.values(DISTRIBUTIONS).flatMap(({ modules }) => modules));
const BY_SCRIPT: ReadonlyMap<string, string> = new Map(
  Object.values(DISTRIBUTIONS).flatMap(({ modules, scripts }) =>
    scripts.map((script): [string, string] => [script, modules[0] ?? script]),
  ),
);
/** Servers that import `module:object` of the working directory. */
const SERVERS: ReadonlySet<string> = new Set(['waitress', 'gunicorn', 'uvicorn']);
/** The Python that runs: what it is called by itself, and where it looks for packages. */
interface Python {
  readonly executable: string;
  readonly folders: readonly string[];
}

/**
 * The failure of a Python whose package is not in the image; nothing where all are there or nobody can tell.
 * @param asked the interpreter as it was asked for, links not followed
 * @param args what the interpreter is given: `-m name …` or `script …`
 */
export function missingModule(scope: Scope, asked: string, args: readonly string[]): Verdict | undefined {
  const python = pythonOf(scope, asked);
  if (!python) return undefined;
  const at = args.findIndex((arg) => !/^-[BEIOPRSsuvqdbix]+$/.test(arg));
  if (args[at] === '-m') return ofModule(scope, python, args[at + 1] ?? '', args.slice(at + 2));
  const file = args[at];
  if (file === undefined || file.startsWith('-')) return undefined;
  const path = scope.resolve(file);
  const script = BY_SCRIPT.get(path.slice(path.lastIndexOf('/') + 1));
  if (script !== undefined && scope.files.entry(path)?.provenance.kind !== 'base') {
    if (isMissing(scope, [...python.folders, dirname(path)], script))
      return fails(
        `Traceback (most recent call last):\nModuleNotFoundError: No module named '${script}'`,
        path,
        script,
        python,
      );
    return ofServer(scope, python, script, args.slice(at + 1), 1);
  }
  return ofImports(scope, python, path, [dirname(path), ...python.folders]);
}

function ofModule(scope: Scope, python: Python, name: string, args: readonly string[]): Verdict | undefined {
  const [top = ''] = name.split('.');
  if (MODULES.has(top) && isMissing(scope, [scope.workdir, ...python.folders], top))
    return fails(`${python.executable}: No module named ${top}`, python.executable, top, python);
  // waitress's own way out: asked with -m, it ends with 0.
  const served = ofServer(scope, python, top, args, top === 'waitress' ? 0 : 1);
  if (served || MODULES.has(top)) return served;
  const folders = [scope.workdir, ...python.folders];
  const target = moduleTarget(scope, name, folders);
  if (target.kind === 'unknown') return undefined;
  if (target.kind === 'file') return ofImports(scope, python, target.path, folders, target.parent);
  return {
    ...ended(
      `${python.executable}: ${target.message}`,
      1,
      `Python is to run the module ${name}, and looks for it in ${folders.join(', ')}.`,
      'Compare WORKDIR with the folder into which COPY puts the package: it must lie in WORKDIR, under its own name.',
    ),
    certainty: 'estimated',
  };
}

/** `app:app`: the module must be in the working directory or among the packages, and find what it imports. */
function ofServer(
  scope: Scope,
  python: Python,
  server: string,
  args: readonly string[],
  code: number,
): Verdict | undefined {
  if (!SERVERS.has(server) || args.some((arg) => /^--(chdir|app-dir|pythonpath)/.test(arg))) return undefined;
  const app = args.find((arg) => /^[A-Za-z_][\w.]*:[A-Za-z_]\w*/.test(arg));
  const name = app?.split(':', 1)[0];
  if (name === undefined) return undefined;
  const folders = [scope.workdir, ...python.folders];
  const path = name.replaceAll('.', '/');
  const file = join(scope.workdir, `${path}.py`);
  if (scope.files.stat(file).kind === 'found') return ofImports(scope, python, file, folders);
  if (!isMissing(scope, folders, path)) return undefined;
  const [words, exitCode] =
    server === 'waitress'
      ? [
          `There was an exception (ModuleNotFoundError) importing your module.\n\nIt had these arguments: \n1. No module named '${name}'`,
          code,
        ]
      : server === 'gunicorn'
        ? [`ModuleNotFoundError: No module named '${name}'`, 3]
        : [`ERROR:    Error loading ASGI app. Could not import module "${name}".`, 1];
  return {
    ...ended(
      words as string,
      exitCode as number,
      `${server} starts, and is to serve ${app}. There is no ${file} in the final image.`,
      'Copy the program into the final stage, and let WORKDIR name the folder that it is in.',
    ),
    certainty: 'estimated',
  };
}

function ofImports(
  scope: Scope,
  python: Python,
  path: string,
  folders: readonly string[],
  parent?: { readonly folder: string; readonly name: string },
): Verdict | undefined {
  const failure = failingImport(scope, path, parent, folders);
  if (!failure) return undefined;
  const stderr = `Traceback (most recent call last):\n  File "${failure.path}"\n${failure.message}`;
  const name = /^ModuleNotFoundError: No module named '([^'.]+)'$/.exec(failure.message)?.[1];
  if (name !== undefined && MODULES.has(name)) return fails(stderr, failure.path, name, python);
  return {
    ...ended(
      stderr,
      1,
      `${failure.path} imports something that is not there. Python looks in ${folders.join(', ')}.`,
      failure.message.startsWith('ImportError: attempted relative')
        ? 'Start it as a module of its package, from the folder above: python -m package.module.'
        : 'Copy the module to one of these folders, install its package there, or name its folder in PYTHONPATH.',
    ),
    certainty: 'estimated',
  };
}

function fails(stderr: string, who: string, name: string, python: Python): Verdict {
  return {
    ...ended(
      stderr,
      1,
      `${who} asks for the package ${name}, which is in none of the folders where ${python.executable} looks: ${python.folders.join(', ')}.`,
      'Copy the packages to where this Python looks: the same folder, of the same version of Python. Or name their folder in PYTHONPATH.',
    ),
    certainty: 'estimated',
  };
}

/** Undefined where the version of Python, and with it the folders, cannot be told. */
function pythonOf(scope: Scope, asked: string): Python | undefined {
  const found = asked.includes('/') ? scope.resolve(asked) : pathOf(scope, asked);
  const version = /^\d+\.\d+/.exec(scope.config.env.get('PYTHON_VERSION') ?? '')?.[0];
  if (found === undefined || version === undefined || scope.config.env.has('PYTHONHOME')) return undefined;
  const prefix = dirname(dirname(found));
  const packages = (at: string) => `${at}/lib/python${version}/site-packages`;
  const extra = (scope.config.env.get('PYTHONPATH') ?? '')
    .split(':')
    .filter(Boolean)
    .map((path) => scope.resolve(path));
  const settings = scope.files.stat(`${prefix}/pyvenv.cfg`);
  if (settings.kind === 'unknown' && !settings.why.startsWith('not every file of')) return undefined;
  if (settings.kind === 'found') {
    const text = settings.entry.type === 'file' && settings.entry.content;
    if (!text || /include-system-site-packages\s*=\s*true/.test(toText(text))) return undefined;
    return { executable: found, folders: [...extra, packages(prefix)] };
  }
  if (prefix !== '/usr/local') return undefined;
  const home = scope.config.env.get('HOME') ?? scope.user.home;
  return {
    executable: found,
    folders: [
      ...extra,
      ...(home === '' ? [] : [packages(`${home === '/' ? '' : home}/.local`)]),
      packages(prefix),
    ],
  };
}

function pathOf(scope: Scope, name: string): string | undefined {
  const found = scope.which(name);
  return found.kind === 'found' ? found.named : undefined;
}

/** Whether no folder has a module. The images of Python bring pip alone. */
function isMissing(scope: Scope, folders: readonly string[], name: string): boolean {
  return folders.every((folder) => {
    for (const path of [join(folder, name), join(folder, `${name}.py`)]) {
      const found = scope.files.stat(path);
      if (found.kind === 'found') return false;
      if (found.kind === 'unknown' && !isHarmless(found.why)) return false;
    }
    return true;
  });
}
