/** package.json and package-lock.json (https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json). */
import type { ToolCall } from '../types.ts';
import { satisfies } from './semver.ts';

export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: unknown;
  readonly main?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>> | string;
}

export interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
  readonly link?: boolean;
  readonly bin?: Readonly<Record<string, string>> | string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
  readonly lockfileVersion?: number;
  /** By path: `node_modules/hono`; the project itself has the empty path. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export type Read<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'broken'; readonly message: string };

/** Reads a JSON file. */
export function readJson<T>(call: ToolCall, path: string): Read<T> {
  const found = call.files.stat(path);
  if (found.kind === 'absent') return { kind: 'absent' };
  const text = found.kind === 'found' && found.entry.type === 'file' ? call.files.read(path) : undefined;
  if (text === undefined) return { kind: 'unknown' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) throw new Error('it holds no object');
    return { kind: 'found', value: value as T };
  } catch (error) {
    return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Name of a package by its path in the lock file. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Whether a package is meant for this system. */
export function fitsSystem(locked: LockedPackage, libc: string | undefined): boolean {
  const fits = (list: readonly string[] | undefined, value: string) =>
    !list ||
    list.length === 0 ||
    (list.includes(value) && !list.includes(`!${value}`)) ||
    (list.every((one) => one.startsWith('!')) && !list.includes(`!${value}`));
  return (
    fits(locked.os, 'linux') && fits(locked.cpu, 'x64') && (libc === undefined || fits(locked.libc, libc))
  );
}

/** Programs that a package brings, by name. */
export function binsOf(name: string, locked: LockedPackage): Readonly<Record<string, string>> {
  if (typeof locked.bin !== 'string') return locked.bin ?? {};
  return { [name.slice(name.lastIndexOf('/') + 1)]: locked.bin };
}

/**
 * Where package.json and the lock file disagree, in npm's words: dependencies that the lock does not have,
 * and versions that do not fit. Ranges that are no plain ones are taken to fit.
 */
export function disagreements(manifest: Manifest, lock: LockFile): string[] {
  const lines: string[] = [];
  const wanted = { ...manifest.devDependencies, ...manifest.dependencies };
  for (const [name, range] of Object.entries(wanted)) {
    const locked = lock.packages[`node_modules/${name}`];
    if (!locked) lines.push(`Missing: ${name}@${range.replace(/^[\^~]/, '')} from lock file`);
    else if (locked.version !== undefined && satisfies(locked.version, range) === false) {
      // npm names the version that the registry chooses; the least that fits stands for it.
      const least = range.replace(/^[\^~]/, '');
      lines.push(`Invalid: lock file's ${name}@${locked.version} does not satisfy ${name}@${least}`);
    }
  }
  return lines;
}
