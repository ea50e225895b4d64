/** Packages that a JavaScript program asks for as soon as it starts (Node.js documentation, "Modules"). */
import { toText } from '../filesystem/content.ts';
import { dirname, join } from '../filesystem/path.ts';
import type { FileEntry } from '../filesystem/types.ts';
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
  /^\s*(?:import\s(?:[^'";]{0,500}?\sfrom\s*)?|export\s[^'";]{0,500}?\sfrom\s*|import\s*)['"]([^'"\n]{1,200})['"]/gm;
const REQUIRE =
  /^(?:\s*(?:const|let|var)\s[^;\n=]{1,200}=\s*|\s*)(?:__importDefault\(|__importStar\()?require\(\s*['"]([^'"\n]{1,200})['"]\s*\)/gm;

/** The failure of a program whose package is not in the image; nothing where all are there or nobody can tell. */
export function missingPackage(scope: Scope, entry: string): Verdict | undefined {
  const seen = new Set<string>([entry]);
  const queue = [entry];
  for (let path = queue.shift(); path !== undefined && seen.size < MAX_FILES; path = queue.shift()) {
    const file = scope.files.entry(path);
    if (file?.type !== 'file') continue;
    for (const { name, style } of importsOf(file)) {
      if (name.startsWith('.') || name.startsWith('/')) {
        const next = localFile(scope, join(dirname(path), name));
        if (next !== undefined && !seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
        continue;
      }
      if (isAbsent(scope, path, name)) return failure(path, name, style);
    }
  }
  return undefined;
}

/** What a file imports: by its text, or by what whoever made it says. */
function importsOf(file: FileEntry): { readonly name: string; readonly style: 'import' | 'require' }[] {
  if (file.content === undefined) return [...(file.program?.imports ?? [])];
  if (file.size.bytes > MAX_LENGTH) return [];
  const text = toText(file.content);
  return [
    ...[...text.matchAll(IMPORT)].map(([, name = '']) => ({ name, style: 'import' as const })),
    ...[...text.matchAll(REQUIRE)].map(([, name = '']) => ({ name, style: 'require' as const })),
  ];
}

function localFile(scope: Scope, path: string): string | undefined {
  for (const candidate of [path, `${path}.js`, `${path}/index.js`]) {
    const found = scope.files.stat(candidate);
    if (found.kind === 'found' && found.entry.type === 'file') return found.path;
  }
  return undefined;
}

function isAbsent(scope: Scope, from: string, name: string): boolean {
  if (name.startsWith('node:') || name.startsWith('#') || name.includes(':')) return false;
  const parts = name.split('/');
  const bare = name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? name);
  if (BUILTIN.has(bare)) return false;
  for (let at = dirname(from); ; at = dirname(at)) {
    const found = scope.files.stat(`${at === '/' ? '' : at}/node_modules/${bare}`);
    if (found.kind !== 'absent') return false;
    if (at === '/') return true;
  }
}

function failure(path: string, name: string, style: 'import' | 'require'): Verdict {
  return ended(
    style === 'import'
      ? `Error [ERR_MODULE_NOT_FOUND]: Cannot find package '${name}' imported from ${path}`
      : `Error: Cannot find module '${name}'\nRequire stack:\n- ${path}`,
    1,
    `${path} asks for the package ${name}, and no node_modules folder of the image has it.`,
    'Bring the production dependencies into the final stage: install them there, or copy node_modules from a stage that has them.',
  );
}
