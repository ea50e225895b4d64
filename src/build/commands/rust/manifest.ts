/** Cargo.toml and Cargo.lock, as far as they decide which programs there are. */
import { dirname } from '../../filesystem/path.ts';
import type { ToolCall } from '../types.ts';

/** Whether a lock file surely lacks the package itself or one that it depends on. */
export function isOutdated(call: ToolCall, lock: string, toml: string, name: string): boolean {
  const text = call.files.isFile(lock) ? call.files.read(lock) : undefined;
  if (text === undefined) return false;
  const version = /^version\s*=\s*"([^"]+)"/m.exec(section(toml, 'package'))?.[1];
  if (version !== undefined && !text.includes(`name = "${name}"\nversion = "${version}"\n`)) return true;
  const wanted = section(toml, 'dependencies')
    .split('\n')
    .filter((line) => !/package\s*=/.test(line))
    .map((line) => /^([\w-]+)\s*=/.exec(line)?.[1])
    .filter((one) => one !== undefined);
  return wanted.some((one) => !text.includes(`name = "${one}"\n`));
}

/** The nearest Cargo.toml above. */
export function upwards(call: ToolCall): string | undefined {
  for (let at = call.cwd; ; at = dirname(at)) {
    const path = `${at === '/' ? '' : at}/Cargo.toml`;
    if (call.files.isFile(path)) return path;
    if (at === '/') return undefined;
  }
}

/** Lines of a table of Cargo.toml; empty where it is not there. */
export function section(toml: string, name: string): string {
  const at = toml.split('\n').findIndex((line) => line.trim() === `[${name}]`);
  if (at < 0) return '';
  const lines = toml.split('\n').slice(at + 1);
  const end = lines.findIndex((line) => line.startsWith('['));
  return lines.slice(0, end < 0 ? undefined : end).join('\n');
}

/** Names of the programs: src/main.rs, src/bin, [[bin]]. */
export function programs(call: ToolCall, root: string, toml: string, name: string): string[] {
  const named = toml
    .split('[[bin]]')
    .slice(1)
    .map((part) => /^name\s*=\s*"([^"]+)"/m.exec(part.split(/\n\[/)[0] ?? '')?.[1])
    .filter((one) => one !== undefined);
  const found = new Set<string>(named);
  if (call.files.exists(`${root}/src/main.rs`) && named.length === 0) found.add(name);
  for (const file of call.files.list(`${root}/src/bin`)) found.add(file.replace(/\.rs$/, ''));
  return [...found];
}
