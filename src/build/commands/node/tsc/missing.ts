/** Modules and type libraries that are asked for and not there, in tsc's words. */
import { dirname } from '../../../filesystem/path.ts';
import type { ToolCall } from '../../types.ts';
import { BUILT_IN_MODULES } from '../built-in.ts';
import { packageOfImport, readImports } from '../imports.ts';
import { type Config, resolve } from './config.ts';

/** Type libraries of `types` that are not installed. */
export function missingTypes(call: ToolCall, config: Config, options: Record<string, unknown>): string[] {
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
export function missingModules(call: ToolCall, config: Config, path: string): string[] {
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
