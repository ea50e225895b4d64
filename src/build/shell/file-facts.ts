/** What the interpreter is told of single files, devices and errors. */
import type { FsStat } from 'just-bash/browser';
import type { Entry } from '../filesystem/types.ts';
import { WorkspaceError } from './workspace-error.ts';

/** What the interpreter asks of an entry. */
export function statOf(entry: Entry): FsStat {
  return {
    isFile: entry.type === 'file' || entry.type === 'unknown',
    isDirectory: entry.type === 'directory',
    isSymbolicLink: entry.type === 'symlink',
    mode: entry.mode,
    size: entry.type === 'file' ? entry.size.bytes : 0,
    mtime: new Date(entry.mtime ?? 0),
  };
}

export const DEVICES: ReadonlySet<string> = new Set([
  '/dev/null',
  '/dev/zero',
  '/dev/random',
  '/dev/urandom',
  '/dev/full',
  '/dev/stdin',
  '/dev/stdout',
  '/dev/stderr',
  '/dev/tty',
  '/dev/fd',
]);
export const DEVICE: FsStat = {
  isFile: true,
  isDirectory: false,
  isSymbolicLink: false,
  mode: 0o666,
  size: 0,
  mtime: new Date(0),
};
export const COMMAND: FsStat = { ...DEVICE, mode: 0o755 };

/** Why the outcome is not sure where nobody knows a path. */
export function unknownPath(path: string, why: string): string {
  return `whether ${path} is there cannot be told: ${why}`;
}

/** The error of a system call as the interpreter reads it. */
export function systemError(code: WorkspaceError['code'], path: string, call: string): Error {
  const error = new WorkspaceError(code, path);
  error.message = error.message.replace(`, '${path}'`, `, ${call} '${path}'`);
  return error;
}
