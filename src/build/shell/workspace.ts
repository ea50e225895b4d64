/**
 * The working files of a RUN as its user sees them: a draft of the snapshot, with permissions, umask and
 * provenance. Synchronous, so that tools stay simple; the shell's own file interface wraps it.
 */
import type { FileMeta, Identity, WorkFiles } from '../commands/types.ts';
import { contentOf, sizeOf, toBytes, toText } from '../filesystem/content.ts';
import { inGroupOf } from '../filesystem/entries.ts';
import { absolute, dirname, join } from '../filesystem/path.ts';
import type { Draft } from '../filesystem/snapshot.ts';
import type { Entry, FileContent, Lookup, Provenance } from '../filesystem/types.ts';
import { allow, EXECUTE, isReadOnly, kernel, PATH_MAX, place, readable, WRITE } from './workspace-access.ts';
import { WorkspaceError } from './workspace-error.ts';
import { copyFileIn, linkIn, moveIn, newDirectory, putFile } from './workspace-write.ts';

/** More bytes than this of one file are not kept; its size is. */
export const MAX_CONTENT_BYTES = 16 * 1024 * 1024;
/** Texts longer than this are not looked through for marks. */
const MAX_MARKED = 256 * 1024;

/** Files of one RUN. `root` may do anything, others what modes allow. */
export class Workspace implements WorkFiles {
  readonly draft: Draft;
  readonly user: Identity;
  readonly provenance: Provenance;
  private readonly cwd: string;
  /** Absolute paths of mounts that cannot be written to. */
  readonly readOnly: readonly string[];

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

  reaches(path: string): boolean {
    for (let at = dirname(path); at !== '/' && at !== '.'; at = dirname(at)) {
      if (!this.may(at, EXECUTE)) return false;
    }
    return true;
  }

  isDirectory(path: string): boolean {
    return this.draft.entry(this.resolve(path))?.type === 'directory';
  }

  isFile(path: string): boolean {
    return this.draft.entry(this.resolve(path))?.type === 'file';
  }

  read(path: string): string | undefined {
    const content = readable(this, path).content;
    return content === undefined ? undefined : toText(content);
  }

  readBytes(path: string): Uint8Array | undefined {
    const content = readable(this, path).content;
    return content === undefined ? undefined : toBytes(content);
  }

  list(path: string): string[] {
    return this.draft.list(this.resolve(path));
  }

  walk(path: string): Iterable<{ readonly path: string; readonly entry: Entry }> {
    return this.draft.walk(this.resolve(path));
  }

  write(path: string, content: string | Uint8Array, meta: FileMeta = {}): void {
    const marked = this.received(content);
    if (marked) {
      putFile(this, path, marked, meta);
      return;
    }
    const size = sizeOf(content);
    putFile(this, path, size.bytes > MAX_CONTENT_BYTES ? { size } : { size, content }, meta);
  }

  writeOpaque(path: string, file: FileContent, meta: FileMeta = {}): void {
    putFile(this, path, file, meta);
  }

  content(path: string): FileContent {
    return contentOf(readable(this, path));
  }

  marked(content: FileContent, why?: string): string {
    return this.draft.streams.mark(content, why);
  }

  received(text: string | Uint8Array): FileContent | undefined {
    // A mark is short; what is long is no mark, and is not looked through.
    if (text.length > MAX_MARKED) return undefined;
    return this.draft.streams.read(typeof text === 'string' ? text : toText(text));
  }

  link(from: string, to: string): void {
    linkIn(this, from, to);
  }

  names(path: string): number {
    const found = this.lstat(path);
    return found.kind === 'found' ? Math.max(1, this.draft.names(found.entry).length) : 0;
  }

  writeUnknown(path: string, why: string): void {
    const target = place(this, path);
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
      allow(this, missing, WRITE | EXECUTE, path);
    } else if (!this.isDirectory(target) && this.draft.entry(target)?.type !== 'unknown') {
      throw new WorkspaceError('EEXIST', path);
    }
    kernel(path, () => this.draft.makeDirectories(target, () => newDirectory(this, meta)));
  }

  makeDirectory(path: string, meta: FileMeta = {}): void {
    const target = place(this, path);
    if (this.draft.lstat(target).kind === 'found') throw new WorkspaceError('EEXIST', path);
    const made = newDirectory(this, meta);
    kernel(path, () => this.draft.put(target, this.inGroup(target, made, meta)));
  }

  /** An entry as the directory that it is made in gives it its group; what `meta` says of the group stays. */
  inGroup<T extends Entry>(target: string, made: T, meta: FileMeta = {}): T {
    const parent = this.draft.entry(dirname(target));
    return parent && meta.gid === undefined ? inGroupOf(parent, made) : made;
  }

  symlink(target: string, path: string): void {
    const at = place(this, path);
    if (this.draft.lstat(at).kind === 'found') throw new WorkspaceError('EEXIST', path);
    kernel(path, () =>
      this.draft.put(
        at,
        this.inGroup(at, {
          type: 'symlink',
          target,
          mode: 0o777,
          uid: this.user.uid,
          gid: this.user.gid,
          provenance: this.provenance,
          certainty: 'known',
        }),
      ),
    );
  }

  remove(path: string): void {
    const target = this.resolve(path);
    if (this.draft.lstat(target).kind === 'absent') return;
    if (target !== '/') allow(this, dirname(target), WRITE | EXECUTE, path);
    this.draft.remove(target);
  }

  update(path: string, change: (entry: Entry) => Entry, options: { readonly follow?: boolean } = {}): void {
    const follow = options.follow !== false;
    const target = this.resolve(path);
    const found = follow ? this.draft.stat(target) : this.draft.lstat(target);
    if (found.kind === 'absent') throw new WorkspaceError(found.code, path);
    if (found.kind === 'unknown') return;
    const { entry } = found;
    if (isReadOnly(this, found.path)) throw new WorkspaceError('EROFS', path);
    if (this.user.uid !== 0 && entry.uid !== this.user.uid) throw new WorkspaceError('EPERM', path);
    this.draft.change(target, change, follow);
  }

  copyFile(
    from: string,
    to: string,
    options: { readonly preserve?: boolean; readonly follow?: boolean } = {},
  ): void {
    copyFileIn(this, from, to, options);
  }

  move(from: string, to: string): void {
    moveIn(this, from, to);
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
}
