/** tsconfig.json and what it extends. */
import { dirname } from '../../../filesystem/path.ts';
import type { ToolCall } from '../../types.ts';
import { parseJsonc } from '../jsonc.ts';

export interface Config {
  readonly folder: string;
  readonly path: string;
  readonly options: Record<string, unknown>;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly files?: readonly string[];
}

/** A path of tsconfig.json, seen from its folder. */
export function resolve(folder: string, path: string): string {
  return path.startsWith('/') ? path : `${folder}/${path}`;
}

/** The config; a string is an error; undefined where there is none. */
export function findConfig(call: ToolCall, project: string | undefined): Config | string | undefined {
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
