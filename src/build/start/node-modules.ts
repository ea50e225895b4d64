/**
 * What stops a JavaScript program as soon as it starts: a package or file that is not there, `import` or `require` where
 * it may not stand (Node.js documentation, "Modules"). Words of Node.js 24, asked with Docker 2026-11-21. What stands
 * within a function or a block may never run; only what stands at the beginning of a line is looked at.
 */
import { toText } from '../filesystem/content.ts';
import { dirname, join } from '../filesystem/path.ts';
import type { FileEntry } from '../filesystem/types.ts';
import {
  exportsOf,
  importedFile,
  kindOf,
  type ModuleKind,
  ownImport,
  type Resolved,
  requiredFile,
} from './node-resolve.ts';
import type { Scope } from './scope.ts';
import { ended, type Verdict } from './types.ts';

const BUILTIN: ReadonlySet<string> = new Set(
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib'.split(
    ' ',
  ),
);
const MAX_FILES = 200;
const MAX_LENGTH = 1_000_000;
/** An import at the beginning of a line, as people and compilers write them. */
const IMPORT =
  /^[ \t]*(?:import\s(?:([^'";]{0,500}?)\sfrom\s*)?|export\s([^'";]{0,500}?)\sfrom\s*|import\s*)['"]([^'"\n]{1,200})['"]([^\n]{0,100})/gm;
const REQUIRE =
  /^(?:(?:const|let|var)\s[^;\n=]{1,200}=\s*)?(?:__importDefault\(|__importStar\()?require\(\s*['"]([^'"\n]{1,200})['"]\s*\)/gm;
/** An import that CommonJS cannot read. */
const STATEMENT = /^[ \t]*import\s*(?:[\w$*{][^'";()]{0,500}?\sfrom\s*)?['"]/m;

interface Asked {
  readonly name: string;
  readonly style: 'import' | 'require';
  /** What stands between `import` and `from`. */
  readonly clause?: string;
  /** What stands behind the name. */
  readonly rest?: string;
}

/** The failure of a program that lacks a module; nothing where all are there or nobody can tell. */
export function missingPackage(scope: Scope, entry: string): Verdict | undefined {
  const seen = new Set<string>([entry]);
  const queue = [entry];
  for (let path = queue.shift(); path !== undefined && seen.size < MAX_FILES; path = queue.shift()) {
    const file = scope.files.entry(path);
    if (file?.type !== 'file') continue;
    const kind = kindOf(scope, path);
    const wrong = wrongKind(path, file, kind);
    if (wrong) return wrong;
    for (const asked of importsOf(file)) {
      if (!/^[./#]/.test(asked.name)) {
        if (isAbsent(scope, path, asked.name)) return noPackage(path, asked.name, asked.style);
        continue;
      }
      const target = targetOf(scope, path, asked.name);
      if (target === undefined) continue;
      // What a build tool wrote is known by its list alone, not by how it asks.
      const isExact = asked.style === 'import' && file.content !== undefined;
      const found = isExact ? importedFile(scope, target) : requiredFile(scope, target);
      const problem = file.content === undefined ? undefined : problemWith(scope, path, asked, target, found);
      if (problem) return problem;
      if (found.kind !== 'found' || seen.has(found.path)) continue;
      seen.add(found.path);
      if (/\.(?:[cm]?[jt]s)$/.test(found.path)) queue.push(found.path);
    }
  }
  return undefined;
}

/** The path for which a name that is no package stands; undefined where nobody can tell. */
function targetOf(scope: Scope, from: string, name: string): string | undefined {
  if (name.startsWith('#')) return ownImport(scope, from, name);
  return name.startsWith('/') ? name : join(dirname(from), name.replace(/[?#].*$/, ''));
}

/** What a file imports: by its text, or by what whoever made it says. */
function importsOf(file: FileEntry): Asked[] {
  if (file.content === undefined) return [...(file.program?.imports ?? [])];
  if (file.size.bytes > MAX_LENGTH) return [];
  const text = codeOf(file);
  return [
    ...[...text.matchAll(IMPORT)]
      .filter(([, own = '', passed = '']) => !/^type\s/.test(own) && !/^type\s/.test(passed))
      .map(([, clause = '', , name = '', rest = '']) => ({ name, style: 'import' as const, clause, rest })),
    ...[...text.matchAll(REQUIRE)].map(([, name = '']) => ({ name, style: 'require' as const })),
  ];
}

/** The text without block comments and template literals, whose lines may begin like statements. */
function codeOf(file: FileEntry): string {
  return toText(file.content ?? '').replace(/\/\*[\s\S]*?\*\/|`[^`]*`/g, "''");
}

/** `import` in a CommonJS file, `require` in a module, and what node cannot take out of TypeScript. */
function wrongKind(path: string, file: FileEntry, kind: ModuleKind): Verdict | undefined {
  if (file.content === undefined || file.size.bytes > MAX_LENGTH || path.includes('/node_modules/'))
    return undefined;
  const text = codeOf(file);
  if (/\.[cm]?ts$/.test(path) && /^(?:export\s+)?(?:const\s+)?enum\s+\w+\s*\{/m.test(text)) {
    return ended(
      'SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode',
      1,
      `node takes the types out of ${path} and runs the rest; an enum is no type, and stays.`,
      'Compile the program in the build stage (tsc), or write the enum as an object.',
    );
  }
  if (kind === 'commonjs' && STATEMENT.test(text)) {
    return ended(
      'SyntaxError: Cannot use import statement outside a module',
      1,
      `node takes ${path} for CommonJS, by its name or by the package.json beside it, and CommonJS has no import.`,
      'Say "type": "module" in package.json and copy it into the final stage, or name the file .mjs.',
    );
  }
  if (kind === 'commonjs' && /^(?:(?:const|let|var)\s[^;\n=]{1,200}=\s*)?await\s/m.test(text)) {
    return ended(
      'SyntaxError: await is only valid in async functions and the top level bodies of modules',
      1,
      `node takes ${path} for CommonJS, where await stands in async functions only.`,
      'Name the file .mjs, or put the await into an async function.',
    );
  }
  REQUIRE.lastIndex = 0;
  if (kind === 'module' && REQUIRE.test(text) && !/createRequire|\brequire\s*=/.test(text)) {
    return ended(
      'ReferenceError: require is not defined in ES module scope, you can use import instead',
      1,
      `node takes ${path} for an ES module, by its name or by the package.json beside it, and there is no require there.`,
      'Use import, or name the file .cjs.',
    );
  }
  return undefined;
}

/** Node's complaint of one local import. */
function problemWith(
  scope: Scope,
  from: string,
  asked: Asked,
  target: string,
  found: Resolved,
): Verdict | undefined {
  const advice = 'Compare the name, capitals and ending too, with what COPY brings into the final stage.';
  if (asked.style === 'require') {
    if (found.kind !== 'absent') return undefined;
    return ended(
      `Error: Cannot find module '${asked.name}'\nRequire stack:\n- ${from}`,
      1,
      `${from} asks for ${target}, which is not in the image.`,
      advice,
    );
  }
  if (found.kind === 'absent') {
    return ended(
      `Error [ERR_MODULE_NOT_FOUND]: Cannot find module '${target}' imported from ${from}`,
      1,
      `${from} asks for ${target}, which is not in the image. An import names the file with its ending.`,
      advice,
    );
  }
  if (found.kind === 'directory') {
    return ended(
      `Error [ERR_UNSUPPORTED_DIR_IMPORT]: Directory import '${target}' is not supported resolving ES modules imported from ${from}`,
      1,
      `${from} imports ${target}, which is a folder. An import names a file.`,
      'Name the file: ./folder/index.js.',
    );
  }
  if (found.kind !== 'found') return undefined;
  if (found.path.endsWith('.json') && !/^\s*(?:with|assert)\b/.test(asked.rest ?? '')) {
    return ended(
      `TypeError [ERR_IMPORT_ATTRIBUTE_MISSING]: Module "file://${found.path}" needs an import attribute of "type: json"`,
      1,
      `${from} imports JSON, and does not say so.`,
      "Write with { type: 'json' } behind the import.",
    );
  }
  return missingExport(scope, asked, found.path);
}

/** A name that the module does not export. */
function missingExport(scope: Scope, asked: Asked, path: string): Verdict | undefined {
  const list = /^(?:type\s)?[^{]*\{([^}]*)\}\s*$/.exec(asked.clause ?? '')?.[1];
  const file = scope.files.entry(path);
  const isModule = kindOf(scope, path) === 'module' || /\bexport\s/.test(textOf(file));
  if (list === undefined || file?.type !== 'file' || !isModule || /\.[cm]?ts$/.test(path)) return undefined;
  const names = exportsOf(file);
  const lacking = list
    .split(',')
    .map((part) => part.trim().split(/\s+as\s+/)[0] ?? '')
    .find((name) => name !== '' && names !== undefined && !names.has(name));
  if (lacking === undefined) return undefined;
  return ended(
    `SyntaxError: The requested module '${asked.name}' does not provide an export named '${lacking}'`,
    1,
    `${path} exports ${[...(names ?? [])].join(', ') || 'nothing'}, and no ${lacking}.`,
    'Import a name that the file exports.',
  );
}

function textOf(file: ReturnType<Scope['files']['entry']>): string {
  return file?.type === 'file' && file.content !== undefined ? toText(file.content) : '';
}

function isAbsent(scope: Scope, from: string, name: string): boolean {
  if (name.includes(':')) return false;
  const parts = name.split('/');
  const bare = name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? name);
  if (BUILTIN.has(bare)) return false;
  for (let at = dirname(from); ; at = dirname(at)) {
    const found = scope.files.stat(`${at === '/' ? '' : at}/node_modules/${bare}`);
    if (found.kind !== 'absent') return false;
    if (at === '/') return true;
  }
}

function noPackage(path: string, name: string, style: Asked['style']): Verdict {
  return ended(
    style === 'import'
      ? `Error [ERR_MODULE_NOT_FOUND]: Cannot find package '${name}' imported from ${path}`
      : `Error: Cannot find module '${name}'\nRequire stack:\n- ${path}`,
    1,
    `${path} asks for the package ${name}, and no node_modules folder of the image has it.`,
    'Bring the production dependencies into the final stage: install them there, or copy node_modules from a stage that has them.',
  );
}
