/**
 * tsc (https://www.typescriptlang.org/docs/handbook/compiler-options.html): reads tsconfig.json, writes a .js file for
 * every source into outDir. Types are not checked; modules and type libraries that are missing are. Words of 7.0.2.
 */
import { dirname } from '../../filesystem/path.ts';
import type { Program } from '../../filesystem/types.ts';
import type { ToolCall, ToolResult } from '../types.ts';
import { BUILT_IN_MODULES } from './built-in.ts';
import { packageOfImport, readImports } from './imports.ts';
import { parseJsonc } from './jsonc.ts';

interface Config {
  readonly folder: string;
  readonly path: string;
  readonly options: Record<string, unknown>;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly files?: readonly string[];
}

const NOT_CHECKED =
  'TypeScript is not type-checked here: it is taken to compile where all its modules are there';
/** A compiled file is about this part of its source's size. */
const SHARE = 0.8;

export function tsc(call: ToolCall, args: readonly string[], version: string): ToolResult {
  if (args.includes('--version') || args.includes('-v')) return { stdout: `Version ${version}\n` };
  if (args.includes('--init') || args.includes('-w') || args.includes('--watch')) {
    call.unknown(`tsc ${args.join(' ')} is not modelled`);
    return {};
  }
  const flags = readFlags(args);
  const config = findConfig(
    call,
    flags.get('project') ?? flags.get('p') ?? flags.get('build') ?? flags.get('b'),
  );
  if (config === undefined) {
    return { exitCode: 1, stdout: `Version ${version}\ntsc: The TypeScript Compiler - Version ${version}\n` };
  }
  if (typeof config === 'string') return { exitCode: 1, stdout: `${config}\n` };
  const options = {
    ...config.options,
    ...Object.fromEntries([...flags].map(([name, value]) => [name, flagValue(value)])),
  };
  const outDir =
    typeof options.outDir === 'string'
      ? call.files.resolve(resolve(config.folder, options.outDir))
      : undefined;
  const inputs = findInputs(call, config, outDir, options.allowJs === true);
  if (inputs.length === 0) {
    const include = JSON.stringify(config.include ?? ['**/*']);
    const exclude = JSON.stringify(config.exclude ?? (outDir === undefined ? [] : [outDir]));
    return {
      exitCode: 2,
      stdout: `error TS18003: No inputs were found in config file '${config.path}'. Specified 'include' paths were '${include}' and 'exclude' paths were '${exclude}'.\n`,
    };
  }
  const errors = [
    ...missingTypes(call, config, options),
    ...inputs.flatMap((path) => missingModules(call, config, path)),
  ];
  call.estimated(NOT_CHECKED);
  call.takes(1_500 + inputs.length * 10);
  const emits = options.noEmit !== true && !(options.noEmitOnError === true && errors.length > 0);
  if (emits) emit(call, config, options, inputs, outDir, version);
  return { exitCode: errors.length > 0 ? 2 : 0, stdout: errors.map((line) => `${line}\n`).join('') };
}

function readFlags(args: readonly string[]): Map<string, string> {
  const flags = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    if (!arg.startsWith('-')) continue;
    const next = args[at + 1];
    const hasValue = next !== undefined && !next.startsWith('-');
    flags.set(arg.replace(/^--?/, ''), hasValue ? next : 'true');
    if (hasValue) at += 1;
  }
  return flags;
}

function flagValue(value: string): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

function resolve(folder: string, path: string): string {
  return path.startsWith('/') ? path : `${folder}/${path}`;
}

/** The config; a string is an error; undefined where there is none. */
function findConfig(call: ToolCall, project: string | undefined): Config | string | undefined {
  let path: string | undefined;
  if (project !== undefined && project !== 'true') {
    const asked = call.files.resolve(project);
    path = call.files.isDirectory(asked) ? `${asked}/tsconfig.json` : asked;
    if (call.files.stat(path).kind === 'absent') {
      return `error TS5058: The specified path does not exist: '${project}'.`;
    }
  } else {
    for (let at = call.cwd; path === undefined; at = dirname(at)) {
      const candidate = `${at === '/' ? '' : at}/tsconfig.json`;
      if (call.files.isFile(candidate)) path = candidate;
      else if (at === '/') return undefined;
    }
  }
  return load(call, path, 0);
}

function load(call: ToolCall, path: string, depth: number): Config {
  const folder = dirname(path);
  const text = call.files.isFile(path) ? call.files.read(path) : undefined;
  const raw = text === undefined ? undefined : parseJsonc(text);
  if (!raw) call.unknown(`what ${path} says is not known`);
  const own = (raw?.compilerOptions ?? {}) as Record<string, unknown>;
  const list = (value: unknown) =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;
  const config: Config = {
    folder,
    path,
    options: own,
    ...(list(raw?.include) ? { include: list(raw?.include) ?? [] } : {}),
    ...(list(raw?.exclude) ? { exclude: list(raw?.exclude) ?? [] } : {}),
    ...(list(raw?.files) ? { files: list(raw?.files) ?? [] } : {}),
  };
  const parent = typeof raw?.extends === 'string' ? raw.extends : undefined;
  if (parent === undefined || depth > 8) return config;
  if (!/^\.{0,2}\//.test(parent)) {
    call.estimated(`${parent} is taken to set nothing that decides where files are written`);
    return config;
  }
  const base = call.files.resolve(resolve(folder, parent));
  const there = [base, `${base}.json`].find((one) => call.files.isFile(one));
  if (there === undefined) return config;
  const above = load(call, there, depth + 1);
  const aboveOut = above.options.outDir;
  const options = {
    ...above.options,
    ...(typeof aboveOut === 'string' ? { outDir: resolve(above.folder, aboveOut) } : {}),
    ...own,
  };
  return { ...above, ...config, options };
}

const SOURCE = /\.(ts|tsx|mts|cts)$/;
const WITH_JS = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

function findInputs(call: ToolCall, config: Config, outDir: string | undefined, allowJs: boolean): string[] {
  const { files } = call;
  const wanted = allowJs ? WITH_JS : SOURCE;
  const isInput = (path: string) => wanted.test(path);
  const inputs = new Set<string>();
  for (const name of config.files ?? []) {
    const path = files.resolve(resolve(config.folder, name));
    if (files.isFile(path)) inputs.add(path);
  }
  const include = config.include ?? (config.files ? [] : ['**/*']);
  const out = outDir === undefined ? undefined : `${outDir}/`;
  const excluded = (config.exclude ?? []).map((one) =>
    files.resolve(resolve(config.folder, one.replace(/\/?\*.*$/, '') || '.')),
  );
  for (const pattern of include) {
    const fixed = pattern.replace(/\/?[^/]*[*?].*$/, '');
    const start = files.resolve(resolve(config.folder, fixed === '' ? '.' : fixed));
    if (files.isFile(start)) {
      inputs.add(start);
      continue;
    }
    if (!files.isDirectory(start)) continue;
    for (const { path, entry } of files.walk(start)) {
      if (entry.type !== 'file' || !isInput(path) || path.includes('/node_modules/')) continue;
      if (out !== undefined && path.startsWith(out)) continue;
      if (excluded.some((one) => one !== config.folder && (path === one || path.startsWith(`${one}/`))))
        continue;
      inputs.add(path);
    }
  }
  return [...inputs].sort();
}

/** Type libraries of `types` that are not installed. */
function missingTypes(call: ToolCall, config: Config, options: Record<string, unknown>): string[] {
  const types = Array.isArray(options.types) ? options.types.filter((one) => typeof one === 'string') : [];
  return types
    .filter(
      (name) =>
        name !== '*' &&
        !installed(call, config.folder, `@types/${name}`) &&
        !installed(call, config.folder, name),
    )
    .map(
      (name) =>
        `error TS2688: Cannot find type definition file for '${name}'.\n  The file is in the program because:\n    Entry point of type library '${name}' specified in compilerOptions`,
    );
}

function installed(call: ToolCall, from: string, name: string): boolean {
  for (let at = from; ; at = dirname(at)) {
    if (call.files.stat(`${at === '/' ? '' : at}/node_modules/${name}`).kind !== 'absent') return true;
    if (at === '/') return false;
  }
}

/** Imports that lead nowhere. */
function missingModules(call: ToolCall, config: Config, path: string): string[] {
  if (config.options.paths !== undefined || config.options.baseUrl !== undefined) return [];
  const text = call.files.read(path) ?? '';
  const shown = path.startsWith(`${call.cwd}/`) ? path.slice(call.cwd.length + 1) : path;
  return readImports(text)
    .filter(({ name }) => isMissing(call, path, name))
    .map(
      ({ name, line, column }) =>
        `${shown}(${line},${column}): error TS2307: Cannot find module '${name}' or its corresponding type declarations.`,
    );
}

function isMissing(call: ToolCall, from: string, name: string): boolean {
  if (/^\.{1,2}(\/|$)/.test(name)) {
    const base = call.files.resolve(resolve(dirname(from), name));
    const stem = base.replace(/\.(js|jsx|mjs|cjs)$/, '');
    const endings = [
      '',
      '.ts',
      '.tsx',
      '.mts',
      '.cts',
      '.d.ts',
      '.js',
      '.jsx',
      '.mjs',
      '.cjs',
      '.json',
      '/index.ts',
      '/index.tsx',
      '/index.js',
      '/index.d.ts',
    ];
    if (/\.(css|scss|sass|less|svg|png|jpe?g|webp|html|txt|md)$/.test(name)) return false;
    return [base, stem].every((one) =>
      endings.every((ending) => call.files.stat(one + ending).kind === 'absent'),
    );
  }
  const owner = packageOfImport(name);
  if (owner === undefined || BUILT_IN_MODULES.has(owner) || name.includes('*')) return false;
  return (
    !installed(call, dirname(from), owner) &&
    !installed(call, dirname(from), `@types/${owner.replace('@', '').replace('/', '__')}`)
  );
}

function emit(
  call: ToolCall,
  config: Config,
  options: Record<string, unknown>,
  inputs: readonly string[],
  outDir: string | undefined,
  version: string,
): void {
  const sources = inputs.filter((path) => !/\.d\.[mc]?ts$/.test(path));
  const asked =
    typeof options.rootDir === 'string'
      ? call.files.resolve(resolve(config.folder, options.rootDir))
      : undefined;
  // Since 6.0 the folder of tsconfig.json is the root; before, the folder that all sources share.
  const major = Number(version.split('.')[0] || 7);
  const root = asked ?? (major >= 6 || options.composite === true ? config.folder : commonFolder(sources));
  const style = moduleStyle(call, config, options);
  for (const path of sources) {
    const inside = path.startsWith(`${root}/`)
      ? path.slice(root.length + 1)
      : path.slice(path.lastIndexOf('/') + 1);
    const target = outDir === undefined ? path : `${outDir}/${inside}`;
    const text = call.files.read(path) ?? '';
    const [, stem = target, kind = ''] = /^(.*)\.([mc]?)[tj]sx?$/.exec(target) ?? [];
    const write = (ending: string, bytes: number, program?: Program) => {
      call.files.makeDirectories(dirname(`${stem}${ending}`));
      call.files.writeOpaque(`${stem}${ending}`, {
        size: { bytes, certainty: 'estimated', why: 'about four fifths of its source' },
        fingerprint: `tsc ${version} ${JSON.stringify(options)} ${ending} ${text}`,
        ...(program ? { program } : {}),
      });
    };
    if (options.emitDeclarationOnly !== true) {
      const imports = readImports(text)
        .filter((one) => one.atRunTime)
        .map(({ name }) => ({ name, style }));
      write(`.${kind}js`, Math.round(text.length * SHARE), {
        format: 'other',
        language: 'javascript',
        imports,
      });
      if (options.sourceMap === true) write(`.${kind}js.map`, text.length);
    }
    if (options.declaration === true || options.composite === true)
      write(`.d.${kind}ts`, Math.round(text.length / 3));
  }
}

function commonFolder(paths: readonly string[]): string {
  let common = dirname(paths[0] ?? '/');
  for (const path of paths) while (common !== '/' && !path.startsWith(`${common}/`)) common = dirname(common);
  return common;
}

/** How the compiled file asks for other modules. */
function moduleStyle(call: ToolCall, config: Config, options: Record<string, unknown>): 'import' | 'require' {
  const kind = String(options.module ?? '').toLowerCase();
  if (kind === 'commonjs') return 'require';
  if (/^(es|preserve)/.test(kind)) return 'import';
  const text = call.files.isFile(`${config.folder}/package.json`)
    ? call.files.read(`${config.folder}/package.json`)
    : undefined;
  return /"type"\s*:\s*"module"/.test(text ?? '') ? 'import' : 'require';
}
