/**
 * The working files of a RUN as its user sees them: a draft of the snapshot, with permissions, umask and
 * provenance. Synchronous, so that tools stay simple; the shell's own file interface wraps it.
 */
import type { FileMeta, Identity, WorkFiles } from '../commands/types.ts';
import { sizeOf, toBytes, toText } from '../filesystem/content.ts';
import { absolute, basename, dirname, join } from '../filesystem/path.ts';
import type { Draft } from '../filesystem/snapshot.ts';
import type {
  DirectoryEntry,
  Entry,
  FileEntry,
  Lookup,
  Program,
  Provenance,
  Size,
} from '../filesystem/types.ts';
import { FilesystemError } from '../filesystem/types.ts';

/** What a system call can fail with. */
export type ErrorCode =
  | FilesystemError['code']
  | 'ENAMETOOLONG'
  | 'EROFS'
  | 'EACCES'
  | 'EPERM'
  | 'EXDEV'
  | 'ENOSPC'
  | 'EBUSY';

const SENTENCES: Readonly<Record<ErrorCode, string>> = {
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EINVAL: 'Invalid argument',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  EXDEV: 'Invalid cross-device link',
};

/** A system call that failed: the kernel's code, the C library's sentence, the path as it was asked for. */
export class WorkspaceError extends Error {
  readonly code: ErrorCode;
  readonly path: string;
  /** "Permission denied". */
  readonly sentence: string;

  constructor(code: ErrorCode, path: string) {
    super(`${code}: ${SENTENCES[code].toLowerCase()}, '${path}'`);
    this.code = code;
    this.path = path;
    this.sentence = SENTENCES[code];
  }
}

const READ = 4;
const WRITE = 2;
const EXECUTE = 1;
const UMASK = 0o022;
/** Longest path that the kernel takes (limits.h). */
const PATH_MAX = 4096;
/** More bytes than this of one file are not kept; its size is. */
export const MAX_CONTENT_BYTES = 16 * 1024 * 1024;

/** Files of one RUN. `root` may do anything, others what modes allow. */
export class Workspace implements WorkFiles {
  readonly draft: Draft;
  readonly user: Identity;
  private readonly provenance: Provenance;
  private readonly cwd: string;
  /** Absolute paths of mounts that cannot be written to. */
  private readonly readOnly: readonly string[];

  constructor(
    draft: Draft,
    user: Identity,
    provenance: Provenance,
    cwd = '/',
    readOnly: readonly string[] = [],
  ) {
    this.readOnly = readOnly;
    this.draft = draft;
    this.user = user;
    this.provenance = provenance;
    this.cwd = cwd;
  }

  /** The same files seen from another working directory. */
  at(cwd: string): Workspace {
    return cwd === this.cwd
      ? this
      : new Workspace(this.draft, this.user, this.provenance, absolute(cwd), this.readOnly);
  }

  /** The same files seen by another user. */
  as(user: Identity): Workspace {
    return new Workspace(this.draft, user, this.provenance, this.cwd, this.readOnly);
  }

  resolve(path: string): string {
    return path.startsWith('/') ? absolute(path) : absolute(join(this.cwd, path === '' ? '.' : path));
  }

  stat(path: string): Lookup {
    if (path.length > PATH_MAX) return { kind: 'absent', path, code: 'ENOENT' };
    return this.draft.stat(this.resolve(path));
  }

  lstat(path: string): Lookup {
    if (path.length > PATH_MAX) return { kind: 'absent', path, code: 'ENOENT' };
    return this.draft.lstat(this.resolve(path));
  }

  exists(path: string): boolean {
    return this.stat(path).kind === 'found';
  }

  isDirectory(path: string): boolean {
    return this.draft.entry(this.resolve(path))?.type === 'directory';
  }

  isFile(path: string): boolean {
    return this.draft.entry(this.resolve(path))?.type === 'file';
  }

  read(path: string): string | undefined {
    const content = this.readable(path).content;
    return content === undefined ? undefined : toText(content);
  }

  readBytes(path: string): Uint8Array | undefined {
    const content = this.readable(path).content;
    return content === undefined ? undefined : toBytes(content);
  }

  list(path: string): string[] {
    return this.draft.list(this.resolve(path));
  }

  walk(path: string): Iterable<{ readonly path: string; readonly entry: Entry }> {
    return this.draft.walk(this.resolve(path));
  }

  write(path: string, content: string | Uint8Array, meta: FileMeta = {}): void {
    const size = sizeOf(content);
    this.putFile(path, size.bytes > MAX_CONTENT_BYTES ? { size } : { size, content }, meta);
  }

  writeOpaque(
    path: string,
    file: { readonly size: Size; readonly program?: Program; readonly fingerprint?: string },
    meta: FileMeta = {},
  ): void {
    this.putFile(path, file, meta);
  }

  writeUnknown(path: string, why: string): void {
    const target = this.place(path);
    if (this.draft.lstat(target).kind === 'found') this.draft.remove(target);
    this.draft.put(target, {
      type: 'unknown',
      mode: 0o644,
      uid: this.user.uid,
      gid: this.user.gid,
      provenance: this.provenance,
      certainty: 'unknown',
      why,
    });
  }

  makeDirectories(path: string, meta: FileMeta = {}): void {
    const target = this.resolve(path);
    if (target.length > PATH_MAX) throw new WorkspaceError('ENAMETOOLONG', path);
    let missing = target;
    while (missing !== '/' && this.draft.stat(missing).kind !== 'found') missing = dirname(missing);
    if (missing !== target) {
      if (!this.isDirectory(missing)) throw new WorkspaceError('ENOTDIR', path);
      this.allow(missing, WRITE | EXECUTE, path);
    } else if (!this.isDirectory(target) && this.draft.entry(target)?.type !== 'unknown') {
      throw new WorkspaceError('EEXIST', path);
    }
    this.kernel(path, () => this.draft.makeDirectories(target, () => this.newDirectory(meta)));
  }

  makeDirectory(path: string, meta: FileMeta = {}): void {
    const target = this.place(path);
    if (this.draft.lstat(target).kind === 'found') throw new WorkspaceError('EEXIST', path);
    this.kernel(path, () => this.draft.put(target, this.newDirectory(meta)));
  }

  symlink(target: string, path: string): void {
    const place = this.place(path);
    if (this.draft.lstat(place).kind === 'found') throw new WorkspaceError('EEXIST', path);
    this.kernel(path, () =>
      this.draft.put(place, {
        type: 'symlink',
        target,
        mode: 0o777,
        uid: this.user.uid,
        gid: this.user.gid,
        provenance: this.provenance,
        certainty: 'known',
      }),
    );
  }

  remove(path: string): void {
    const target = this.resolve(path);
    if (this.draft.lstat(target).kind === 'absent') return;
    if (target !== '/') this.allow(dirname(target), WRITE | EXECUTE, path);
    this.draft.remove(target);
  }

  update(path: string, change: (entry: Entry) => Entry, options: { readonly follow?: boolean } = {}): void {
    const follow = options.follow !== false;
    const target = this.resolve(path);
    const found = follow ? this.draft.stat(target) : this.draft.lstat(target);
    if (found.kind === 'absent') throw new WorkspaceError(found.code, path);
    if (found.kind === 'unknown') return;
    const { entry } = found;
    if (this.isReadOnly(found.path)) throw new WorkspaceError('EROFS', path);
    if (this.user.uid !== 0 && entry.uid !== this.user.uid) throw new WorkspaceError('EPERM', path);
    this.draft.update(target, change, follow);
  }

  copyFile(
    from: string,
    to: string,
    options: { readonly preserve?: boolean; readonly follow?: boolean } = {},
  ): void {
    const found = options.follow === false ? this.lstat(from) : this.stat(from);
    if (found.kind === 'absent') throw new WorkspaceError(found.code, from);
    if (found.kind === 'unknown') {
      this.writeUnknown(to, found.why);
      return;
    }
    const { entry } = found;
    if (entry.type === 'directory') throw new WorkspaceError('EISDIR', from);
    if (entry.type === 'unknown') {
      this.writeUnknown(to, entry.why);
      return;
    }
    if (entry.type === 'symlink') {
      this.remove(to);
      this.symlink(entry.target, to);
      return;
    }
    this.allow(found.path, READ, from);
    const mode = options.preserve ? entry.mode : entry.mode & ~UMASK & 0o777;
    this.putFile(
      to,
      {
        size: entry.size,
        ...(entry.content === undefined ? {} : { content: entry.content }),
        ...(entry.fingerprint === undefined ? {} : { fingerprint: entry.fingerprint }),
        ...(entry.program === undefined ? {} : { program: entry.program }),
      },
      options.preserve && this.user.uid === 0 ? { mode, uid: entry.uid, gid: entry.gid } : { mode },
    );
  }

  move(from: string, to: string): void {
    const source = this.resolve(from);
    const found = this.draft.lstat(source);
    if (found.kind === 'absent') throw new WorkspaceError(found.code, from);
    const place = this.place(to);
    if (found.kind === 'unknown') {
      this.writeUnknown(to, found.why);
      return;
    }
    this.allow(dirname(source), WRITE | EXECUTE, from);
    if (place === found.path) return;
    if (`${place}/`.startsWith(`${found.path}/`)) throw new WorkspaceError('EINVAL', to);
    const there = this.draft.lstat(place);
    if (there.kind === 'found') {
      if (there.entry.type === 'directory' && found.entry.type !== 'directory')
        throw new WorkspaceError('EISDIR', to);
      if (there.entry.type === 'directory' && this.draft.list(place).length > 0)
        throw new WorkspaceError('ENOTEMPTY', to);
      this.draft.remove(place);
    }
    if (found.entry.type === 'directory')
      this.kernel(to, () => this.draft.graft(place, this.draft, found.path));
    else this.kernel(to, () => this.draft.put(place, found.entry));
    this.draft.remove(found.path);
  }

  markUnlisted(path: string, why: string): void {
    this.makeDirectories(path);
    this.draft.update(this.resolve(path), (entry) =>
      entry.type === 'directory' ? { ...entry, unlisted: entry.unlisted ?? why } : entry,
    );
  }

  /** Whether the user may do `wanted` (bits 4 read, 2 write, 1 execute) with what is at a path. Unknown counts as yes. */
  may(path: string, wanted: number): boolean {
    const found = this.stat(path);
    if (found.kind !== 'found') return true;
    const { entry } = found;
    if (this.user.uid === 0) {
      return (wanted & EXECUTE) === 0 || entry.type === 'directory' || (entry.mode & 0o111) !== 0;
    }
    const member = entry.gid === this.user.gid || this.user.groups.includes(entry.gid);
    const shift = entry.uid === this.user.uid ? 6 : member ? 3 : 0;
    return ((entry.mode >> shift) & wanted) === wanted;
  }

  private allow(path: string, wanted: number, asked: string): void {
    if ((wanted & WRITE) !== 0 && this.isReadOnly(path)) throw new WorkspaceError('EROFS', asked);
    if (this.user.uid === 0) return;
    for (let at = dirname(path); at !== '/' && at !== '.'; at = dirname(at)) {
      if (!this.may(at, EXECUTE)) throw new WorkspaceError('EACCES', asked);
    }
    if (!this.may(path, wanted)) throw new WorkspaceError('EACCES', asked);
  }

  private isReadOnly(path: string): boolean {
    return this.readOnly.some(
      (mount) => path === mount || path.startsWith(mount === '/' ? '/' : `${mount}/`),
    );
  }

  private readable(path: string): FileEntry {
    const found = this.stat(path);
    if (found.kind === 'absent') throw new WorkspaceError(found.code, path);
    if (found.kind === 'unknown' || found.entry.type === 'unknown') return UNKNOWN_FILE;
    if (found.entry.type === 'directory') throw new WorkspaceError('EISDIR', path);
    if (found.entry.type !== 'file') throw new WorkspaceError('ELOOP', path);
    this.allow(found.path, READ, path);
    return found.entry;
  }

  /** Real path at which something new is to stand; its directory must be there and writable. */
  private place(path: string): string {
    const target = this.resolve(path);
    if (target === '/') throw new WorkspaceError('EEXIST', path);
    if (target.length > PATH_MAX) throw new WorkspaceError('ENAMETOOLONG', path);
    const parent = this.draft.stat(dirname(target));
    if (parent.kind === 'absent') throw new WorkspaceError(parent.code, path);
    if (parent.kind === 'unknown') {
      // Nobody knows whether the directory is there; the command is taken at its word.
      this.kernel(path, () => this.draft.makeDirectories(dirname(target), () => this.newDirectory({})));
      return target;
    }
    if (parent.entry.type !== 'directory') throw new WorkspaceError('ENOTDIR', path);
    this.allow(parent.path, WRITE | EXECUTE, path);
    return parent.path === '/' ? `/${basename(target)}` : `${parent.path}/${basename(target)}`;
  }

  private putFile(
    path: string,
    file: Pick<FileEntry, 'size' | 'content' | 'program' | 'fingerprint'>,
    meta: FileMeta,
  ): void {
    const found = this.stat(path);
    const old = found.kind === 'found' ? found.entry : undefined;
    if (old?.type === 'directory') throw new WorkspaceError('EISDIR', path);
    let target: string;
    if (found.kind === 'found' && old?.type === 'file') {
      this.allow(found.path, WRITE, path);
      target = found.path;
    } else {
      // A link that leads nowhere is written through, as open(2) does.
      const dangling = this.lstat(path);
      target =
        dangling.kind === 'found' && found.kind === 'absent' ? this.place(found.path) : this.place(path);
    }
    const kept = old?.type === 'file' ? old : undefined;
    this.kernel(path, () => {
      if (old?.type === 'unknown') this.draft.remove(target);
      this.draft.put(target, {
        type: 'file',
        mode: meta.mode ?? kept?.mode ?? 0o666 & ~UMASK,
        uid: meta.uid ?? kept?.uid ?? this.user.uid,
        gid: meta.gid ?? kept?.gid ?? this.user.gid,
        provenance: this.provenance,
        certainty: 'known',
        ...file,
      });
    });
  }

  private newDirectory(meta: FileMeta): DirectoryEntry {
    return {
      type: 'directory',
      mode: meta.mode ?? 0o777 & ~UMASK,
      uid: meta.uid ?? this.user.uid,
      gid: meta.gid ?? this.user.gid,
      provenance: this.provenance,
      certainty: 'known',
    };
  }

  /** Turns what the filesystem throws into what a system call says of the path that was asked for. */
  private kernel<T>(path: string, change: () => T): T {
    try {
      return change();
    } catch (error) {
      if (error instanceof FilesystemError) throw new WorkspaceError(error.code, path);
      throw error;
    }
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
