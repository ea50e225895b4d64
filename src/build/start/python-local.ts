/**
 * Modules of the learner's own that a Python program imports as soon as it starts: whether the files are there, relative
 * imports in a script, names that a module does not have. Words of CPython 3.14, asked with Docker 2026-11-21.
 */
import { PIP_VERSION } from '../commands/python/layout.ts';
import { toText } from '../filesystem/content.ts';
import { dirname, join } from '../filesystem/path.ts';
import { isStandard } from './python-standard.ts';
import type { Scope } from './scope.ts';

const MAX_LENGTH = 1_000_000;
const MAX_FILES = 200;
/** An import at the beginning of a line; one within a function or a `try` may be meant to fail. */
const IMPORT =
  /^(?:from[ \t]+(\.*)([A-Za-z_][\w.]*)?[ \t]+import[ \t]+(\([^)]{0,2000}\)|[^\n#]{1,500})|import[ \t]+([A-Za-z_][\w.]*(?:[ \t]*,[ \t]*[A-Za-z_][\w.]*)*))/gm;

/** One import of a file. */
export interface PythonImport {
  /** Dots in front: 1 is the package of the file itself. */
  readonly level: number;
  /** Dotted name; empty in `from . import x`. */
  readonly name: string;
  /** Names that are taken out of it; none for `import x` and `from x import *`. */
  readonly names: readonly string[];
}

/** The imports at the outermost level of a Python text. */
export function pythonImports(text: string): PythonImport[] {
  // Lines of a longer string may begin like statements.
  const code = text.replace(/("""|''')[\s\S]*?\1/g, '');
  return [...code.matchAll(IMPORT)].flatMap(([, dots = '', from = '', list = '', plain]) => {
    if (plain !== undefined)
      return plain.split(',').map((name) => ({ level: 0, name: name.trim(), names: [] }));
    const names = list
      .replace(/[()\\]/g, ' ')
      .replace(/#.*/g, '')
      .split(',')
      .map((one) => one.trim().split(/\s+/)[0] ?? '')
      .filter((one) => /^\w+$/.test(one));
    return [{ level: dots.length, name: from, names }];
  });
}

/** What a dotted name is in some folders: a file, a package, nothing; `unknown` where nobody can tell. */
export type PythonModule =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly folder: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** Gaps in what is known of a folder that hold no modules but Python's own and pip. */
export function isHarmless(why: string): boolean {
  return why === PIP_VERSION || why.startsWith('not every file of');
}

/** Looks for one name in one folder after the other, as Python's path finder does. */
export function findModule(scope: Scope, folders: readonly string[], name: string): PythonModule {
  let portion: string | undefined;
  for (const folder of folders) {
    const whole = join(folder, name);
    const found = scope.files.stat(whole);
    if (found.kind === 'unknown' && !isHarmless(found.why)) return { kind: 'unknown' };
    if (found.kind === 'found' && found.entry.type === 'directory') {
      if (found.entry.unlisted !== undefined) return { kind: 'unknown' };
      if (scope.files.stat(join(whole, '__init__.py')).kind !== 'absent')
        return { kind: 'package', folder: whole };
      portion ??= whole;
    }
    const file = scope.files.stat(`${whole}.py`);
    if (file.kind === 'found') return { kind: 'file', path: `${whole}.py` };
    if (file.kind === 'unknown' && !isHarmless(file.why)) return { kind: 'unknown' };
    // What was compiled (.so, .pyc) goes by other names.
    if (scope.files.list(folder).some((one) => one.startsWith(`${name}.`) && /\.(?:so|pyc)$/.test(one)))
      return { kind: 'unknown' };
  }
  return portion === undefined ? { kind: 'absent' } : { kind: 'package', folder: portion };
}

/** Where the import of a program fails. */
export interface Failure {
  /** The file that asks. */
  readonly path: string;
  /** Python's last line. */
  readonly message: string;
}

interface Loaded {
  readonly path: string;
  /** The package that the file belongs to, as its folder; undefined for a script. */
  readonly parent: string | undefined;
  /** The dotted name of that package. */
  readonly package: string;
}

/**
 * The first import of the learner's own modules that fails, followed from file to file; nothing where none does or nobody can tell.
 * @param start the file that runs
 * @param parent folder and dotted name of the package that it belongs to, where it was started with -m
 * @param folders where Python looks, in order
 */
export function failingImport(
  scope: Scope,
  start: string,
  parent: { readonly folder: string; readonly name: string } | undefined,
  folders: readonly string[],
): Failure | undefined {
  const seen = new Set<string>([start]);
  const queue: Loaded[] = [{ path: start, parent: parent?.folder, package: parent?.name ?? '' }];
  for (let one = queue.shift(); one && seen.size < MAX_FILES; one = queue.shift()) {
    const text = textOf(scope, one.path);
    if (text === undefined) continue;
    // A program may say itself where to look.
    if (/sys\.path|site\.addsitedir|sys\.meta_path/.test(text)) return undefined;
    for (const asked of pythonImports(text)) {
      const result = follow(scope, one, asked, folders);
      if (result === undefined) continue;
      if ('message' in result) return result;
      for (const next of result.next) {
        if (seen.has(next.path)) continue;
        seen.add(next.path);
        queue.push(next);
      }
    }
  }
  return undefined;
}

function textOf(scope: Scope, path: string): string | undefined {
  const file = scope.files.entry(path);
  if (file?.type !== 'file' || file.content === undefined || file.size.bytes > MAX_LENGTH) return undefined;
  return toText(file.content);
}

function follow(
  scope: Scope,
  from: Loaded,
  { level, name, names }: PythonImport,
  folders: readonly string[],
): Failure | { readonly next: readonly Loaded[] } | undefined {
  if (level > 0 && from.parent === undefined)
    return {
      path: from.path,
      message: 'ImportError: attempted relative import with no known parent package',
    };
  let base: string | undefined;
  let dotted = '';
  if (level > 0) {
    const parts = from.package.split('.');
    if (level > parts.length)
      return { path: from.path, message: 'ImportError: attempted relative import beyond top-level package' };
    base = from.parent;
    for (let up = 1; up < level && base !== undefined; up += 1) base = dirname(base);
    dotted = parts.slice(0, parts.length - level + 1).join('.');
  }
  const parts = name === '' ? [] : name.split('.');
  let at: PythonModule = base === undefined ? { kind: 'unknown' } : { kind: 'package', folder: base };
  const next: Loaded[] = [];
  for (const [index, part] of parts.entries()) {
    const isTop = index === 0 && base === undefined;
    if (!isTop && at.kind !== 'package') {
      if (at.kind !== 'file') return undefined;
      const message = `ModuleNotFoundError: No module named '${dotted}.${part}'; '${dotted}' is not a package`;
      return { path: from.path, message };
    }
    const places = isTop ? folders : at.kind === 'package' ? [at.folder] : [];
    const found = findModule(scope, places, part);
    if (found.kind === 'unknown') return undefined;
    dotted = dotted === '' ? part : `${dotted}.${part}`;
    if (found.kind === 'absent') {
      if (isTop && (isStandard(part) || part === 'pip')) return undefined;
      return { path: from.path, message: `ModuleNotFoundError: No module named '${dotted}'` };
    }
    next.push(loaded(found, dotted));
    at = found;
  }
  const missing = missingName(scope, at, names, dotted);
  if (missing !== undefined) return { path: from.path, message: missing };
  if (at.kind === 'package') {
    for (const one of names) {
      const found = findModule(scope, [at.folder], one);
      if (found.kind === 'file' || found.kind === 'package') next.push(loaded(found, `${dotted}.${one}`));
    }
  }
  return { next };
}

function loaded(found: PythonModule & { kind: 'file' | 'package' }, dotted: string): Loaded {
  return found.kind === 'package'
    ? { path: join(found.folder, '__init__.py'), parent: found.folder, package: dotted }
    : {
        path: found.path,
        parent: dirname(found.path),
        package: dotted.includes('.') ? dotted.slice(0, dotted.lastIndexOf('.')) : '',
      };
}

/** A name that stands nowhere in the text of a module, and is no module below a package. */
function missingName(
  scope: Scope,
  at: PythonModule,
  names: readonly string[],
  dotted: string,
): string | undefined {
  const path = at.kind === 'file' ? at.path : at.kind === 'package' ? join(at.folder, '__init__.py') : '';
  if (path === '') return undefined;
  const has = scope.files.stat(path).kind;
  const text = has === 'absent' ? '' : textOf(scope, path);
  // Whatever a module takes from others, or makes up when it is asked, cannot be seen.
  if (text === undefined || /import[ \t]+\*|__getattr__|globals\(|exec\(|__path__/.test(text))
    return undefined;
  for (const name of names) {
    if (new RegExp(`\\b${name}\\b`).test(text) || name.startsWith('__')) continue;
    if (at.kind === 'package') {
      const below = findModule(scope, [at.folder], name);
      if (below.kind !== 'absent') continue;
    }
    const where = has === 'absent' ? `unknown location` : path;
    return `ImportError: cannot import name '${name}' from '${dotted}' (${where})`;
  }
  return undefined;
}

/** What `python -m name` comes to: the file that runs, or Python's complaint behind its own name. */
export type Target =
  | { readonly kind: 'file'; readonly path: string; readonly parent?: { folder: string; name: string } }
  | { readonly kind: 'fails'; readonly message: string }
  | { readonly kind: 'unknown' };

/** Finds the module of `-m` as runpy does. */
export function moduleTarget(scope: Scope, name: string, folders: readonly string[]): Target {
  const parts = name.split('.');
  if (isStandard(parts[0] ?? '') || parts[0] === 'pip') return { kind: 'unknown' };
  let places = folders;
  let at: PythonModule = { kind: 'unknown' };
  for (const [index, part] of parts.entries()) {
    at = findModule(scope, places, part);
    if (at.kind === 'unknown') return { kind: 'unknown' };
    const isLast = index === parts.length - 1;
    if (at.kind === 'absent' && isLast) return { kind: 'fails', message: `No module named ${name}` };
    if (at.kind !== 'package' && !isLast) {
      const gone = parts.slice(0, index + 1).join('.');
      const why =
        at.kind === 'file'
          ? `__path__ attribute not found on '${gone}' while trying to find '${name}'`
          : `No module named '${gone}'`;
      return {
        kind: 'fails',
        message: `Error while finding module specification for '${name}' (ModuleNotFoundError: ${why})`,
      };
    }
    if (at.kind === 'package') places = [at.folder];
  }
  if (at.kind === 'package') {
    const main = join(at.folder, '__main__.py');
    const found = scope.files.stat(main).kind;
    if (found === 'unknown') return { kind: 'unknown' };
    if (found === 'found') return { kind: 'file', path: main, parent: { folder: at.folder, name } };
    const message = `No module named ${name}.__main__; '${name}' is a package and cannot be directly executed`;
    return { kind: 'fails', message };
  }
  if (at.kind !== 'file') return { kind: 'unknown' };
  const parent = parts.slice(0, -1).join('.');
  return {
    kind: 'file',
    path: at.path,
    ...(parent === '' ? {} : { parent: { folder: dirname(at.path), name: parent } }),
  };
}
