/** vite (https://vite.dev/guide/cli): build reads index.html and the config, and writes outDir. Words of 8.3.8. */
import { dirname } from '../../filesystem/path.ts';
import type { ToolCall, ToolResult } from '../types.ts';
import { BUILT_IN_MODULES } from './built-in.ts';
import { packageOfImport, readImports } from './imports.ts';

const NOT_BUNDLED = 'the bundle is not made here: names and sizes of its files are not known';

export function vite(call: ToolCall, args: readonly string[], version: string): ToolResult {
  const [command = ''] = args.filter(
    (one, at) => !one.startsWith('-') && !(args[at - 1] ?? '').startsWith('--'),
  );
  if (command !== 'build') {
    call.unknown(`vite ${args.join(' ')} is not modelled`);
    return {};
  }
  const value = (name: string) => {
    const at = args.findIndex((one) => one === `--${name}` || one.startsWith(`--${name}=`));
    if (at < 0) return undefined;
    return args[at]?.includes('=') ? args[at]?.slice(name.length + 3) : args[at + 1];
  };
  const positional = args[args.indexOf('build') + 1];
  const given = positional !== undefined && !positional.startsWith('-') ? positional : undefined;
  const config = readConfig(call, value('config') ?? value('c'));
  const root = call.files.resolve(given ?? config.root ?? '.');
  const outDir = value('outDir') ?? config.outDir ?? 'dist';
  const out = outDir.startsWith('/') ? outDir : call.files.resolve(`${root}/${outDir}`);
  const begin = `vite v${version} building client environment for production...\n`;
  const missing = config.imports.find((name) => !installed(call, call.cwd, name));
  if (missing !== undefined) {
    return {
      exitCode: 1,
      stderr: `failed to load config from ${config.path}\nerror during build:\nError [ERR_MODULE_NOT_FOUND]: Cannot find package '${missing}' imported from ${config.path}\n`,
    };
  }
  // Where vite puts the bundled config for a moment; the folder stays.
  const modules = call.files.resolve('node_modules');
  if (config.path !== '' && call.files.exists(modules)) call.files.makeDirectories(`${modules}/.vite-temp`);
  const html = `${root}/index.html`;
  if (call.files.stat(html).kind === 'absent' && !config.ownInput) {
    return {
      exitCode: 1,
      stdout: `${begin}transforming...✓ 0 modules transformed.\n`,
      stderr: '✗ Build failed\nerror during build:\nCould not resolve entry module "index.html".\n',
    };
  }
  if (`${out}/`.startsWith(`${root}/`)) {
    for (const name of call.files.list(out)) call.files.remove(`${out}/${name}`);
  }
  copyPublic(call, `${root}/public`, out);
  write(call, root, out, html);
  call.estimated(NOT_BUNDLED);
  call.takes(2_500);
  return {
    stdout: `${begin}transforming...\n✓ modules transformed.\nrendering chunks...\ncomputing gzip size...\n\n✓ built\n`,
  };
}

interface ViteConfig {
  readonly path: string;
  readonly root?: string;
  readonly outDir?: string;
  readonly imports: readonly string[];
  readonly ownInput: boolean;
}

/** What the config says plainly: `outDir: 'x'`, `root: 'x'`, imported packages. */
function readConfig(call: ToolCall, asked: string | undefined): ViteConfig {
  const names =
    asked === undefined
      ? ['js', 'mjs', 'ts', 'cjs', 'mts', 'cts'].map((one) => `vite.config.${one}`)
      : [asked];
  const name = names.find((one) => call.files.isFile(one));
  if (name === undefined) return { path: '', imports: [], ownInput: false };
  const text = call.files.read(name) ?? '';
  const outDir = /\boutDir\s*:\s*(['"`])([^'"`\n$]{1,200})\1/.exec(text)?.[2];
  const root = /\broot\s*:\s*(['"`])([^'"`\n$]{1,200})\1/.exec(text)?.[2];
  if (outDir === undefined && /\boutDir\b/.test(text))
    call.unknown(`where ${name} sends the bundle cannot be told`);
  const imports = readImports(text)
    .map((one) => packageOfImport(one.name))
    .filter((one) => one !== undefined && !BUILT_IN_MODULES.has(one)) as string[];
  return {
    path: call.files.resolve(name),
    ...(outDir === undefined ? {} : { outDir }),
    ...(root === undefined ? {} : { root }),
    imports,
    ownInput: /\b(input|lib)\s*:/.test(text),
  };
}

function installed(call: ToolCall, from: string, name: string): boolean {
  for (let at = from; ; at = dirname(at)) {
    if (call.files.stat(`${at === '/' ? '' : at}/node_modules/${name}`).kind !== 'absent') return true;
    if (at === '/') return false;
  }
}

/** `public` goes into the bundle as it is. */
function copyPublic(call: ToolCall, from: string, to: string): void {
  if (!call.files.isDirectory(from)) return;
  for (const { path, entry } of [...call.files.walk(from)]) {
    const target = `${to}${path.slice(from.length)}`;
    if (entry.type === 'directory') call.files.makeDirectories(target);
    else {
      call.files.makeDirectories(dirname(target));
      call.files.copyFile(path, target);
    }
  }
}

function write(call: ToolCall, root: string, out: string, html: string): void {
  const { files } = call;
  files.makeDirectories(`${out}/assets`);
  files.markUnlisted(`${out}/assets`, 'names of bundled files hold a hash of their content');
  const sources = files.isDirectory(`${root}/src`)
    ? [...files.walk(`${root}/src`)].flatMap(({ path, entry }) =>
        entry.type === 'file' ? [files.read(path) ?? ''] : [],
      )
    : [];
  const page = files.isFile(html) ? (files.read(html) ?? '') : '';
  const fingerprint = `vite ${page} ${sources.join('\0')}`;
  files.writeOpaque(`${out}/index.html`, {
    size: { bytes: page.length + 100, certainty: 'estimated', why: 'the page, with links to the bundle' },
    fingerprint,
  });
  files.writeOpaque(`${out}/assets/…`, {
    size: { bytes: 220_000, certainty: 'estimated', why: 'a bundle with React (vite 8.3.8)' },
    fingerprint,
  });
  files.update(`${out}/assets/…`, (entry) => ({
    ...entry,
    certainty: 'estimated',
    why: 'it stands for the bundled files',
  }));
}
