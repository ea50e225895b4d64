/**
 * Files as they stand after a step. A snapshot never changes; `edit()` gives a draft that shares
 * every directory with it until the draft changes it (copy-on-write), so that a layer is found by
 * comparing only what is not shared.
 */
import { inGroupOf, withoutInode } from './entries.ts';
import { absolute, basename, components, dirname } from './path.ts';
import { Streams } from './streams.ts';
import { direct, Tree, type TreeNode, walk } from './tree.ts';
import { type DirectoryEntry, type Entry, FilesystemError, type Inode, type Provenance } from './types.ts';

export type { TreeNode } from './tree.ts';

/** Files that never change. */
export class Snapshot extends Tree {
  readonly root: TreeNode;
  /** True for `FROM scratch` until an instruction makes a layer: BuildKit has no files at all then. */
  readonly isScratch: boolean;

  constructor(root: TreeNode, isScratch = false) {
    super();
    this.root = root;
    this.isScratch = isScratch;
  }

  /** A draft that starts from these files. */
  edit(): Draft {
    return new Draft(this.root);
  }
}

/** Nothing at all: `FROM scratch`. Every path is absent for sure. */
export function emptySnapshot(provenance: Provenance): Snapshot {
  return new Snapshot({ entry: directory(provenance), children: new Map() }, true);
}

/** A directory owned by root with mode 0755, unless said otherwise. */
export function directory(
  provenance: Provenance,
  meta: Partial<Pick<DirectoryEntry, 'mode' | 'uid' | 'gid' | 'unlisted' | 'certainty' | 'why'>> = {},
): DirectoryEntry {
  return { type: 'directory', mode: 0o755, uid: 0, gid: 0, certainty: 'known', provenance, ...meta };
}

/**
 * Files that may be changed. Paths are absolute; links on the way are followed as the kernel follows
 * them. After `commit` the draft is of no further use.
 */
export class Draft extends Tree {
  root: TreeNode;
  private token: object | undefined = {};
  /** Content on its way through the pipes of a step. */
  readonly streams = new Streams();

  private readonly start: TreeNode;

  constructor(root: TreeNode) {
    super();
    this.root = root;
    this.start = root;
  }

  /** The files as they stand; the draft may not be used afterwards. */
  commit(): Snapshot {
    this.token = undefined;
    return new Snapshot(this.root);
  }

  /**
   * Puts an entry at a path, over whatever is there; a link there is replaced, not followed. A directory
   * over a directory keeps its children. Throws ENOENT or ENOTDIR where the parent is no directory, and
   * EISDIR where a directory would be replaced by something else.
   */
  put(path: string, entry: Entry): void {
    const target = this.place(path);
    if (target === '/') {
      if (entry.type !== 'directory') throw new FilesystemError('EISDIR', '/', 'is a directory');
      this.own('/').entry = entry;
      return;
    }
    const parent = this.own(dirname(target));
    const name = basename(target);
    const old = parent.children?.get(name);
    if (old?.entry.type === 'directory' && entry.type === 'directory') {
      this.own(target).entry = entry;
      return;
    }
    if (old?.entry.type === 'directory') throw new FilesystemError('EISDIR', target, 'is a directory');
    if (!old) parent.touched = true;
    const node: TreeNode = { entry };
    if (entry.type === 'directory') {
      node.children = new Map();
      node.identity = {};
    }
    if (this.token) node.owner = this.token;
    parent.children ??= new Map();
    parent.children.set(name, node);
  }

  /** Puts a whole tree of another snapshot at a path, over whatever is there. It is shared, not copied. */
  graft(path: string, source: Tree, sourcePath: string): void {
    const found = walk(source.root, sourcePath, true);
    if (!found.node) throw new FilesystemError('ENOENT', sourcePath, 'no such file or directory');
    const target = this.place(path);
    if (target === '/') {
      this.root = found.node;
      return;
    }
    const parent = this.own(dirname(target));
    parent.children ??= new Map();
    parent.touched = true;
    parent.children.set(basename(target), found.node);
  }

  /** Takes away a path with all that is in it; nothing happens where there is nothing. Links are not followed. */
  remove(path: string): void {
    const { lookup } = walk(this.root, path, false);
    if (lookup.kind === 'absent') return;
    if (lookup.path === '/') {
      const root = this.own('/');
      root.children = new Map();
      return;
    }
    if (lookup.kind === 'unknown' && !this.isDirectory(dirname(lookup.path))) return;
    const parent = this.own(dirname(lookup.path));
    parent.children ??= new Map();
    const name = basename(lookup.path);
    parent.touched = true;
    if (parent.entry.type === 'directory' && parent.entry.unlisted !== undefined) {
      parent.children.set(name, null);
    } else parent.children.delete(name);
  }

  /** Takes away what was put at a path, so that it is as unknown as it was before: nothing says it is absent. */
  forget(path: string): void {
    const clean = absolute(path);
    if (!this.isDirectory(dirname(clean))) return;
    this.own(walk(this.root, dirname(clean), true).lookup.path).children?.delete(basename(clean));
  }

  /**
   * The paths at which the file of an entry stands, where hard links gave it several: in this draft; for one of an
   * earlier layer in what the draft started from, as overlayfs counts them.
   */
  names(entry: Entry): string[] {
    if (entry.type !== 'file' || !entry.inode) return [];
    const { inode } = entry;
    const files = inode.draft === this.token ? this : new Snapshot(this.start);
    return [...files.walk()].flatMap((one) =>
      one.entry.type === 'file' && one.entry.inode === inode ? [one.path] : [],
    );
  }

  /**
   * Changes a file by one of its names, as a write does: what was linked in this draft changes by every name,
   * what an earlier layer holds by this name alone.
   */
  change(path: string, change: (entry: Entry) => Entry, follow = true): void {
    const found = follow ? this.stat(path) : this.lstat(path);
    const inode = found.kind === 'found' && found.entry.type === 'file' ? found.entry.inode : undefined;
    if (found.kind !== 'found' || !inode) {
      this.update(path, change, follow);
      return;
    }
    if (inode.draft !== this.token) {
      this.update(found.path, (entry) => withoutInode(change(entry)));
      return;
    }
    const next = change(found.entry);
    for (const name of this.names(found.entry)) this.update(name, () => next, false);
  }

  /** Gives a file a second name (`ln`). The file counts as changed in this draft. */
  link(from: string, to: string): void {
    const found = this.lstat(from);
    if (found.kind !== 'found') throw new FilesystemError('ENOENT', from, 'no such file or directory');
    const { entry } = found;
    if (entry.type !== 'file') {
      this.put(to, entry);
      return;
    }
    const mine = entry.inode !== undefined && entry.inode.draft === this.token;
    const linked = mine ? entry : { ...entry, inode: { draft: this.token ?? {} } };
    if (!mine) this.update(found.path, () => linked, false);
    this.put(to, linked);
  }

  /** Names, in this draft, one file that several entries will be: see `Inode`. */
  newInode(): Inode {
    return { draft: this.token ?? {} };
  }

  /** Changes what stands at a path (links followed, unless `follow` is false): mode, owner, content … */
  update(path: string, change: (entry: Entry) => Entry, follow = true): void {
    const { lookup } = walk(this.root, path, follow);
    if (lookup.kind !== 'found') {
      throw new FilesystemError('ENOENT', path, 'no such file or directory');
    }
    const node = this.own(lookup.path);
    node.entry = change(node.entry);
  }

  /**
   * Makes a directory and all that are missing above it (`mkdir -p`), each as `make` says. Links on the
   * way are followed. Throws ENOTDIR where a file stands on the way. Returns the real path.
   */
  makeDirectories(path: string, make: (path: string) => DirectoryEntry): string {
    if (direct(this.root, path)?.entry.type === 'directory') return path;
    const target = this.realPath(path);
    const below = this.belowFile(target);
    if (below !== undefined) throw new FilesystemError('ENOTDIR', below, 'not a directory', 'lstat');
    let at = '/';
    // Where one part had to be made, nothing stands below it: the rest is made without another look.
    let made: TreeNode | undefined;
    let above = this.root.entry;
    for (const name of components(target)) {
      at = at === '/' ? `/${name}` : `${at}/${name}`;
      if (made) {
        above = inGroupOf(above, make(at));
        const node: TreeNode = { entry: above, identity: {}, ...(this.token ? { owner: this.token } : {}) };
        made.children = new Map([[name, node]]);
        made = node;
        continue;
      }
      const there = walk(this.root, at, true).lookup;
      if (there.kind === 'found') {
        above = there.entry;
        if (there.entry.type === 'directory' || there.entry.type === 'unknown') continue;
        throw new FilesystemError('ENOTDIR', at, 'not a directory', 'mkdir');
      }
      if (!this.isDirectory(dirname(at))) continue;
      above = inGroupOf(above, make(at));
      this.put(at, above);
      made = this.own(at);
    }
    return target;
  }

  /** The first component of a real path that stands below a file. */
  private belowFile(path: string): string | undefined {
    let parent = '/';
    for (const name of components(path)) {
      const at = parent === '/' ? `/${name}` : `${parent}/${name}`;
      const type = direct(this.root, parent)?.entry.type;
      if (type === undefined || type === 'unknown') return undefined;
      if (type !== 'directory') return at;
      parent = at;
    }
    return undefined;
  }

  private isDirectory(path: string): boolean {
    return walk(this.root, path, true).node?.entry.type === 'directory';
  }

  /** Real path of the place to which something is to be put: links on the way followed, not the last. */
  private place(path: string): string {
    const clean = absolute(path);
    if (clean === '/') return '/';
    const { lookup, node } = walk(this.root, dirname(clean), true);
    if (lookup.kind !== 'found') {
      const code = lookup.kind === 'absent' ? lookup.code : 'ENOENT';
      const message = code === 'ENOTDIR' ? 'not a directory' : 'no such file or directory';
      throw new FilesystemError(code, clean, message);
    }
    if (node?.entry.type !== 'directory') throw new FilesystemError('ENOTDIR', clean, 'not a directory');
    return lookup.path === '/' ? `/${basename(clean)}` : `${lookup.path}/${basename(clean)}`;
  }

  /** The node at a real path, made ours: every node on the way that others share is copied. */
  private own(path: string): TreeNode {
    if (!this.token) throw new Error('This draft was committed; edit() its snapshot for another one.');
    this.root = this.ours(this.root);
    let node = this.root;
    for (const name of components(path)) {
      const child = node.children?.get(name);
      if (!child) throw new FilesystemError('ENOENT', path, 'no such file or directory');
      const mine = this.ours(child);
      if (mine !== child) node.children?.set(name, mine);
      node = mine;
    }
    return node;
  }

  private ours(node: TreeNode): TreeNode {
    if (node.owner === this.token) return node;
    const copy: TreeNode = { entry: node.entry };
    if (node.children) copy.children = new Map(node.children);
    if (node.identity) copy.identity = node.identity;
    if (this.token) copy.owner = this.token;
    return copy;
  }
}
