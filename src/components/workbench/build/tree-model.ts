import type { FileView } from '../../../worker/build-messages.ts';

/** A row of the tree that can be seen. */
export interface TreeRow {
  readonly file: FileView;
  /** From 1. */
  readonly level: number;
  /** Undefined for what cannot be opened. */
  readonly open: boolean | undefined;
  /** Place among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
}

/** Children by directory; `/` for the top. */
export type Children = ReadonlyMap<string, readonly FileView[]>;

export function childrenOf(files: readonly FileView[]): Children {
  const out = new Map<string, FileView[]>();
  for (const file of files) {
    const parent = parentOf(file.path);
    const list = out.get(parent);
    if (list) list.push(file);
    else out.set(parent, [file]);
  }
  return out;
}

/** `/app` for `/app/server`; `/` for what stands at the top. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Most rows that are drawn at once. */
export const MOST_ROWS = 800;

/** The rows that can be seen, given which directories are open. */
export function visibleRows(children: Children, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (folder: string, level: number): void => {
    const list = children.get(folder) ?? [];
    for (const [at, file] of list.entries()) {
      if (rows.length >= MOST_ROWS) return;
      const opens = file.type === 'directory' && (children.has(file.path) || file.unlisted !== undefined);
      const isOpen = opens ? open.has(file.path) : undefined;
      rows.push({ file, level, open: isOpen, position: at + 1, siblings: list.length });
      if (isOpen) visit(file.path, level + 1);
    }
  };
  visit('/', 1);
  return rows;
}

/**
 * Directories that stand open at first: the way to what the Dockerfile put there, as long as that is
 * little; what the base image brought stays closed.
 */
export function openAtFirst(files: readonly FileView[], children: Children): Set<string> {
  const open = new Set<string>();
  let room = 30;
  for (const file of files) {
    if (file.base) continue;
    const parent = parentOf(file.path);
    if (parent !== '/' && !open.has(parent)) {
      room -= (children.get(parent) ?? []).length;
      if (room < 0) break;
    }
    for (let up = parent; up !== '/'; up = parentOf(up)) open.add(up);
  }
  return open;
}
