/** Files that are written, copied and moved within a workspace. */
import type { FileMeta } from '../commands/types.ts';
import { contentOf } from '../filesystem/content.ts';
import { dirname } from '../filesystem/path.ts';
import type { DirectoryEntry, FileContent, FileEntry, Inode } from '../filesystem/types.ts';
import type { Workspace } from './workspace.ts';
import { allow, EXECUTE, kernel, place, READ, WRITE } from './workspace-access.ts';
import { WorkspaceError } from './workspace-error.ts';

const UMASK = 0o022;

/** Copies one file or link as cp does; see `WorkFiles.copyFile`. */
export function copyFileIn(
  files: Workspace,
  from: string,
  to: string,
  options: { readonly preserve?: boolean; readonly follow?: boolean },
): void {
  const found = options.follow === false ? files.lstat(from) : files.stat(from);
  if (found.kind === 'absent') throw new WorkspaceError(found.code, from);
  if (found.kind === 'unknown') {
    files.writeUnknown(to, found.why);
    return;
  }
  const { entry } = found;
  if (entry.type === 'directory') throw new WorkspaceError('EISDIR', from);
  if (entry.type === 'unknown') {
    files.writeUnknown(to, entry.why);
    return;
  }
  if (entry.type === 'symlink') {
    files.remove(to);
    files.symlink(entry.target, to);
    return;
  }
  allow(files, found.path, READ, from);
  const mode = options.preserve ? entry.mode : entry.mode & ~UMASK & 0o777;
  putFile(
    files,
    to,
    contentOf(entry),
    options.preserve && files.user.uid === 0 ? { mode, uid: entry.uid, gid: entry.gid } : { mode },
  );
}

/** Gives a file a second name as link(2) does; see `WorkFiles.link`. */
export function linkIn(files: Workspace, from: string, to: string): void {
  const found = files.lstat(from);
  if (found.kind === 'absent') throw new WorkspaceError(found.code, from);
  if (found.kind === 'unknown' || found.entry.type === 'unknown') {
    files.writeUnknown(to, found.kind === 'unknown' ? found.why : 'it is linked from something unknown');
    return;
  }
  if (found.entry.type === 'directory') throw new WorkspaceError('EPERM', from);
  const at = place(files, to);
  if (files.draft.lstat(at).kind === 'found') throw new WorkspaceError('EEXIST', to);
  kernel(to, () => files.draft.link(found.path, at));
}

/** Moves a file or a tree as rename(2) does; see `WorkFiles.move`. */
export function moveIn(files: Workspace, from: string, to: string): void {
  const source = files.resolve(from);
  const found = files.draft.lstat(source);
  if (found.kind === 'absent') throw new WorkspaceError(found.code, from);
  const at = place(files, to);
  if (found.kind === 'unknown') {
    files.writeUnknown(to, found.why);
    return;
  }
  allow(files, dirname(source), WRITE | EXECUTE, from);
  if (at === found.path) return;
  if (`${at}/`.startsWith(`${found.path}/`)) throw new WorkspaceError('EINVAL', to);
  const there = files.draft.lstat(at);
  if (there.kind === 'found') {
    if (there.entry.type === 'directory' && found.entry.type !== 'directory')
      throw new WorkspaceError('EISDIR', to);
    if (there.entry.type === 'directory' && files.draft.list(at).length > 0)
      throw new WorkspaceError('ENOTEMPTY', to);
    files.draft.remove(at);
  }
  if (found.entry.type === 'directory') kernel(to, () => files.draft.graft(at, files.draft, found.path));
  else kernel(to, () => files.draft.put(at, found.entry));
  files.draft.remove(found.path);
}

/** Writes a file; one that is there keeps its mode and owner. */
export function putFile(files: Workspace, path: string, file: FileContent, meta: FileMeta): void {
  const found = files.stat(path);
  const old = found.kind === 'found' ? found.entry : undefined;
  if (old?.type === 'directory') throw new WorkspaceError('EISDIR', path);
  let target: string;
  if (found.kind === 'found' && old?.type === 'file') {
    allow(files, found.path, WRITE, path);
    target = found.path;
  } else {
    // A link that leads nowhere is written through, as open(2) does.
    const dangling = files.lstat(path);
    target =
      dangling.kind === 'found' && found.kind === 'absent' ? place(files, found.path) : place(files, path);
  }
  const kept = old?.type === 'file' ? old : undefined;
  kernel(path, () => {
    if (old?.type === 'unknown') files.draft.remove(target);
    const next: FileEntry = {
      type: 'file',
      mode: meta.mode ?? kept?.mode ?? 0o666 & ~UMASK,
      uid: meta.uid ?? kept?.uid ?? files.user.uid,
      gid: meta.gid ?? kept?.gid ?? files.user.gid,
      provenance: files.provenance,
      certainty: 'known',
      ...file,
    };
    if (kept?.inode) files.draft.change(target, () => ({ ...next, inode: kept.inode as Inode }), false);
    else files.draft.put(target, kept ? next : files.inGroup(target, next, meta));
  });
}

/** A directory of the user. */
export function newDirectory(files: Workspace, meta: FileMeta): DirectoryEntry {
  return {
    type: 'directory',
    mode: meta.mode ?? 0o777 & ~UMASK,
    uid: meta.uid ?? files.user.uid,
    gid: meta.gid ?? files.user.gid,
    provenance: files.provenance,
    certainty: 'known',
  };
}
