/** The tree of files that snapshots and drafts share, and how paths are found in it. */
import { absolute, components } from './path.ts';
import { type Entry, FilesystemError, type Lookup } from './types.ts';

/** A link in a chain of links longer than this is a loop, as in the kernel. */
const MAX_LINKS = 40;

/** A directory's children; `null` where a path is known to be absent in a directory that is not listed. */
type Children = Map<string, TreeNode | null>;

/** One node of the tree. Only the draft whose token is `owner` may change it. */
export interface TreeNode {
  entry: Entry;
  children?: Children;
  owner?: object;
  /** Of a directory: the same for as long as it is not taken away. */
  identity?: object;
  /** Of a directory: names came or went while the draft was open. Its time is another one then. */
  touched?: boolean;
}

export interface Walked {
  readonly lookup: Lookup;
  readonly node?: TreeNode;
}

/** The node at a clean path without links on the way: most paths, found without making anything. */
export function direct(root: TreeNode, path: string): TreeNode | undefined {
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

/** What is at a path; `followLast` says whether a link at its end is followed. */
export function walk(root: TreeNode, path: string, followLast: boolean): Walked {
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
export abstract class Tree {
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
