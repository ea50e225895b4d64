/**
 * Files as they stand after a step. A snapshot never changes; `edit()` gives a draft that shares
 * every directory with it until the draft changes it (copy-on-write), so that a layer is found by
 * comparing only what is not shared.
 */
import { absolute, basename, components, dirname } from './path.ts';
import { type DirectoryEntry, type Entry, FilesystemError, type Lookup, type Provenance } from './types.ts';

/** A link in a chain of links longer than this is a loop, as in the kernel. */
const MAX_LINKS = 40;

/** A directory's children; `null` where a path is known to be absent in a directory that is not listed. */
type Children = Map<string, TreeNode | null>;

/** One node of the tree. Only the draft whose token is `owner` may change it. */
export interface TreeNode {
  entry: Entry;
  children?: Children;
  owner?: object;
}

interface Walked {
  readonly lookup: Lookup;
  readonly node?: TreeNode;
}

/** The node at a clean path without links on the way: most paths, found without making anything. */
function direct(root: TreeNode, path: string): TreeNode | undefined {
  if (path === '/') return root;
  let node = root;
  for (let start = 1; start <= path.length; ) {
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    const child = node.children?.get(path.slice(start, end));
    if (!child || child.entry.type === 'symlink') return undefined;
    node = child;
    start = end + 1;
  }
  return path.charCodeAt(0) === 47 ? node : undefined;
}

function walk(root: TreeNode, path: string, followLast: boolean): Walked {
  const found = direct(root, path);
  if (found) return { lookup: { kind: 'found', path, entry: found.entry }, node: found };
  let pending = components(absolute(path)).reverse();
  let trail: { name: string; node: TreeNode }[] = [];
  let links = 0;
  const here = () => (trail.length === 0 ? '/' : `/${trail.map((step) => step.name).join('/')}`);
  const rest = (name: string) => {
    const prefix = trail.length === 0 ? '' : here();
    return absolute(`${prefix}/${[name, ...pending.toReversed()].join('/')}`);
  };
  while (pending.length > 0) {
    const name = pending.pop() as string;
    if (name === '.' || name === '') continue;
    if (name === '..') {
      trail.pop();
      continue;
    }
    const parent = trail.at(-1)?.node ?? root;
    if (parent.entry.type === 'unknown') {
      return { lookup: { kind: 'unknown', path: rest(name), why: parent.entry.why } };
    }
    if (parent.entry.type !== 'directory') {
      return { lookup: { kind: 'absent', path: rest(name), code: 'ENOTDIR' } };
    }
    const child = parent.children?.get(name);
    if (!child) {
      if (child === undefined && parent.entry.unlisted !== undefined) {
        return { lookup: { kind: 'unknown', path: rest(name), why: parent.entry.unlisted } };
      }
      return { lookup: { kind: 'absent', path: rest(name), code: 'ENOENT' } };
    }
    if (child.entry.type === 'symlink' && (followLast || pending.length > 0)) {
      links += 1;
      if (links > MAX_LINKS) return { lookup: { kind: 'absent', path: rest(name), code: 'ELOOP' } };
      if (child.entry.target.startsWith('/')) trail = [];
      // A link may lead up and down again; its parts are walked like any others.
      pending = pending.concat(child.entry.target.split('/').reverse());
      continue;
    }
    trail.push({ name, node: child });
  }
  const node = trail.at(-1)?.node ?? root;
  return { lookup: { kind: 'found', path: here(), entry: node.entry }, node };
}

function listOf(node: TreeNode | undefined): string[] {
  const names: string[] = [];
  for (const [name, child] of node?.children ?? []) if (child) names.push(name);
  return names.sort(byteOrder);
}

/** Go sorts file names by bytes; UTF-16 order differs only beyond the basic plane. */
function byteOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Reading that snapshots and drafts share. */
abstract class Tree {
  abstract readonly root: TreeNode;

  /** What is at a path, following every link, the last one too (`stat`). */
  stat(path: string): Lookup {
    return walk(this.root, path, true).lookup;
  }

  /** What is at a path, following links on the way but not the last (`lstat`). */
  lstat(path: string): Lookup {
    return walk(this.root, path, false).lookup;
  }

  /** The entry at a path (links followed), or undefined where there is none or nobody knows. */
  entry(path: string): Entry | undefined {
    const found = this.stat(path);
    return found.kind === 'found' ? found.entry : undefined;
  }

  /** Names in a directory (links followed), sorted; none where it is no directory. */
  list(path: string): string[] {
    return listOf(walk(this.root, path, true).node);
  }

  /**
   * Where a path leads inside this root, links followed, whether or not it exists: what BuildKit calls
   * `RootPath`. A link that leads above the root stays in it. Throws ELOOP for a circle.
   */
  realPath(path: string): string {
    const { lookup } = walk(this.root, path, true);
    if (lookup.kind === 'absent' && lookup.code === 'ELOOP') {
      throw new FilesystemError('ELOOP', lookup.path, 'too many links');
    }
    return lookup.path;
  }

  /** Every path under a directory, itself not included, parents first, names in order; links are not followed. */
  *walk(path = '/'): Generator<{ readonly path: string; readonly entry: Entry }> {
    const start = walk(this.root, path, true);
    if (start.lookup.kind !== 'found' || !start.node) return;
    const stack: { path: string; node: TreeNode }[] = [];
    const push = (parent: string, node: TreeNode) => {
      const names = listOf(node);
      for (let i = names.length - 1; i >= 0; i--) {
        const name = names[i] as string;
        const child = node.children?.get(name);
        if (child) stack.push({ path: parent === '/' ? `/${name}` : `${parent}/${name}`, node: child });
      }
    };
    push(start.lookup.path, start.node);
    for (let next = stack.pop(); next; next = stack.pop()) {
      yield { path: next.path, entry: next.node.entry };
      push(next.path, next.node);
    }
  }
}

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

  constructor(root: TreeNode) {
    super();
    this.root = root;
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
    const node: TreeNode = { entry };
    if (entry.type === 'directory') node.children = new Map();
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
    for (const name of components(target)) {
      at = at === '/' ? `/${name}` : `${at}/${name}`;
      const there = walk(this.root, at, true).lookup;
      if (there.kind === 'found') {
        if (there.entry.type === 'directory' || there.entry.type === 'unknown') continue;
        throw new FilesystemError('ENOTDIR', at, 'not a directory', 'mkdir');
      }
      if (!this.isDirectory(dirname(at))) continue;
      this.put(at, make(at));
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
    if (this.token) copy.owner = this.token;
    return copy;
  }
}
