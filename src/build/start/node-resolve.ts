/** How node takes a file and finds another (Node.js documentation, "Modules: Packages" and "ECMAScript modules"). */
import { toText } from '../filesystem/content.ts';
import { dirname, join } from '../filesystem/path.ts';
import type { FileEntry } from '../filesystem/types.ts';
import type { Scope } from './scope.ts';

/** `auto`: node looks at the text, because neither the name nor a package.json says it. */
export type ModuleKind = 'module' | 'commonjs' | 'auto' | 'other';

/** Where something was looked for. `unknown`: nobody can tell. */
export type Resolved =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** By the ending of the name, or by `type` of the nearest package.json. */
export function kindOf(scope: Scope, path: string): ModuleKind {
  if (/\.m[jt]s$/.test(path)) return 'module';
  if (/\.c[jt]s$/.test(path)) return 'commonjs';
  if (/\.\w+$/.test(path) && !/\.[jt]s$/.test(path)) return 'other';
  for (let at = dirname(path); ; at = dirname(at)) {
    const manifest = join(at, 'package.json');
    const found = scope.files.stat(manifest);
    if (found.kind === 'unknown') return 'other';
    if (found.kind === 'found') {
      const value = readObject(scope, manifest);
      if (value === undefined) return 'other';
      return value.type === 'module' ? 'module' : value.type === 'commonjs' ? 'commonjs' : 'auto';
    }
    if (at === '/' || at.endsWith('/node_modules')) return 'auto';
  }
}

/** A JSON file of the image; undefined where its content is not known or no object. */
export function readObject(scope: Scope, path: string): Readonly<Record<string, unknown>> | undefined {
  const found = scope.files.stat(path);
  const entry = found.kind === 'found' ? found.entry : undefined;
  if (entry?.type !== 'file' || entry.content === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(toText(entry.content));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What `import './lib.js'` finds: the very path, nothing added. */
export function importedFile(scope: Scope, path: string): Resolved {
  const found = scope.files.stat(path);
  if (found.kind === 'absent') return { kind: 'absent' };
  if (found.kind === 'unknown' || found.entry.type === 'unknown') return { kind: 'unknown' };
  return { kind: found.entry.type === 'directory' ? 'directory' : 'found', path: found.path };
}

/** What `require('./lib')` finds: the path, then endings, then what a folder names as its own. */
export function requiredFile(scope: Scope, path: string): Resolved {
  const plain = withEndings(scope, path);
  if (plain.kind !== 'absent') return plain;
  const folder = scope.files.stat(path);
  if (folder.kind !== 'found' || folder.entry.type !== 'directory')
    return { kind: folder.kind === 'absent' ? 'absent' : 'unknown' };
  if (scope.files.stat(join(path, 'package.json')).kind !== 'absent') {
    const manifest = readObject(scope, join(path, 'package.json'));
    if (manifest === undefined) return { kind: 'unknown' };
    if (typeof manifest.main === 'string') {
      const main = join(path, manifest.main);
      for (const at of [main, join(main, 'index')]) {
        const found = withEndings(scope, at);
        if (found.kind !== 'absent') return found;
      }
    }
  }
  return withEndings(scope, join(path, 'index'));
}

function withEndings(scope: Scope, path: string): Resolved {
  for (const candidate of [path, `${path}.js`, `${path}.json`, `${path}.node`]) {
    const found = scope.files.stat(candidate);
    if (found.kind === 'unknown') return { kind: 'unknown' };
    if (found.kind !== 'found' || found.entry.type === 'directory') continue;
    return found.entry.type === 'file' ? { kind: 'found', path: found.path } : { kind: 'unknown' };
  }
  return { kind: 'absent' };
}

/** The file that `#name` stands for by `imports` of the nearest package.json; undefined where that is not simple. */
export function ownImport(scope: Scope, from: string, name: string): string | undefined {
  for (let at = dirname(from); ; at = dirname(at)) {
    const manifest = readObject(scope, join(at, 'package.json'));
    if (manifest) {
      const imports = manifest.imports as Readonly<Record<string, unknown>> | undefined;
      const target = imports?.[name];
      return typeof target === 'string' && target.startsWith('./') ? join(at, target) : undefined;
    }
    if (at === '/') return undefined;
  }
}

/** The names that a module exports; undefined where its text does not tell them all. */
export function exportsOf(file: FileEntry): ReadonlySet<string> | undefined {
  if (file.content === undefined) return undefined;
  const text = toText(file.content);
  if (/\bexport\s*\*|\bexport\s+(?:const|let|var)\s*[[{]|[`]|\/\*/.test(text)) return undefined;
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(
    /\bexport\s+(?:async\s+)?(?:const|let|var|class|function\s*\*?)\s*([\w$]+)/g,
  ))
    names.add(name);
  // A declaration of several variables may go on behind the first.
  if (/\bexport\s+(?:const|let|var)\b[^;\n]*,/.test(text)) return undefined;
  for (const [, list = ''] of text.matchAll(/\bexport\s*\{([^}]*)\}/g)) {
    for (const part of list.split(',')) {
      const name = part
        .trim()
        .split(/\s+as\s+/)
        .at(-1);
      if (name) names.add(name);
    }
  }
  if (/\bexport\s+default\b/.test(text)) names.add('default');
  return names;
}
