/** What the user of a workspace may do where: modes, mounts that are read-only, directories that must be there. */
import { basename, dirname } from '../filesystem/path.ts';
import { type FileEntry, FilesystemError } from '../filesystem/types.ts';
import type { Workspace } from './workspace.ts';
import { WorkspaceError } from './workspace-error.ts';
import { newDirectory } from './workspace-write.ts';

export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;
/** Longest path that the kernel takes (limits.h). */
export const PATH_MAX = 4096;

/** Throws EACCES or EROFS, with the path as it was asked for, where the user may not do `wanted`. */
export function allow(files: Workspace, path: string, wanted: number, asked: string): void {
  if ((wanted & WRITE) !== 0 && isReadOnly(files, path)) throw new WorkspaceError('EROFS', asked);
  if (files.user.uid === 0) return;
  for (let at = dirname(path); at !== '/' && at !== '.'; at = dirname(at)) {
    if (!files.may(at, EXECUTE)) throw new WorkspaceError('EACCES', asked);
  }
  if (!files.may(path, wanted)) throw new WorkspaceError('EACCES', asked);
}

/** Whether a path lies in a mount that cannot be written to. */
export function isReadOnly(files: Workspace, path: string): boolean {
  return files.readOnly.some((mount) => path === mount || path.startsWith(mount === '/' ? '/' : `${mount}/`));
}

/** The file at a path, where the user may read it; throws as open(2) fails. */
export function readable(files: Workspace, path: string): FileEntry {
  const found = files.stat(path);
  if (found.kind === 'absent') throw new WorkspaceError(found.code, path);
  if (found.kind === 'unknown' || found.entry.type === 'unknown') return UNKNOWN_FILE;
  if (found.entry.type === 'directory') throw new WorkspaceError('EISDIR', path);
  if (found.entry.type !== 'file') throw new WorkspaceError('ELOOP', path);
  allow(files, found.path, READ, path);
  return found.entry;
}

/** Real path at which something new is to stand; its directory must be there and writable. */
export function place(files: Workspace, path: string): string {
  const target = files.resolve(path);
  if (target === '/') throw new WorkspaceError('EEXIST', path);
  if (target.length > PATH_MAX) throw new WorkspaceError('ENAMETOOLONG', path);
  const parent = files.draft.stat(dirname(target));
  if (parent.kind === 'absent') throw new WorkspaceError(parent.code, path);
  if (parent.kind === 'unknown') {
    // Nobody knows whether the directory is there; the command is taken at its word.
    kernel(path, () => files.draft.makeDirectories(dirname(target), () => newDirectory(files, {})));
    return target;
  }
  if (parent.entry.type !== 'directory') throw new WorkspaceError('ENOTDIR', path);
  allow(files, parent.path, WRITE | EXECUTE, path);
  return parent.path === '/' ? `/${basename(target)}` : `${parent.path}/${basename(target)}`;
}

/** Turns what the filesystem throws into what a system call says of the path that was asked for. */
export function kernel<T>(path: string, change: () => T): T {
  try {
    return change();
  } catch (error) {
    if (error instanceof FilesystemError) throw new WorkspaceError(error.code, path);
    throw error;
  }
}

const UNKNOWN_FILE: FileEntry = {
  type: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  size: { bytes: 0, certainty: 'unknown' },
  provenance: { kind: 'base' },
  certainty: 'unknown',
};
