/** What differs between two snapshots. Parts that they share are skipped, so the cost is that of the change. */
import type { Change } from '../types.ts';
import { contentDigest } from './content.ts';
import type { Snapshot, TreeNode } from './snapshot.ts';
import type { Entry } from './types.ts';

function sameContent(a: Entry, b: Entry): boolean {
  if (a.type === 'file' && b.type === 'file') {
    if (a.content !== undefined && b.content !== undefined) {
      return a.content === b.content || contentDigest(a) === contentDigest(b);
    }
    return a.content === b.content && a.fingerprint === b.fingerprint && a.size.bytes === b.size.bytes;
  }
  if (a.type === 'symlink' && b.type === 'symlink') return a.target === b.target;
  return a.type === b.type;
}

/** Whether nothing that Docker can see differs: type, mode, owner, content or target. */
export function sameEntry(a: Entry, b: Entry): boolean {
  if (a === b) return true;
  return a.type === b.type && a.mode === b.mode && a.uid === b.uid && a.gid === b.gid && sameContent(a, b);
}

function addAll(path: string, node: TreeNode, changes: Change[]): void {
  changes.push({ path, kind: 'add', entry: node.entry });
  for (const [name, child] of [...(node.children ?? [])].sort()) {
    if (child) addAll(`${path}/${name}`, child, changes);
  }
}

function unlisted(entry: Entry): boolean {
  return entry.type === 'directory' && entry.unlisted !== undefined;
}

/** Whether a directory was taken away and made again: all that the old one held is hidden at once. */
function madeAnew(before: TreeNode, after: TreeNode): boolean {
  return before.identity !== after.identity && before.entry.provenance !== after.entry.provenance;
}

function compare(path: string, before: TreeNode, after: TreeNode, changes: Change[]): void {
  if (before === after) return;
  const bothDirectories = before.entry.type === 'directory' && after.entry.type === 'directory';
  // Made anew where nobody knew what was in it: whatever it was is hidden.
  const hides = unlisted(before.entry) && !unlisted(after.entry);
  const anew = bothDirectories && path !== '' && madeAnew(before, after);
  const opaque = after.entry.type === 'directory' && (!bothDirectories || hides || anew);
  let told = false;
  if (before.entry !== after.entry) {
    // A file that was written, or whose mode or owner was set, is in the layer even where nothing of it differs; a
    // directory is not.
    const written = before.entry.provenance !== after.entry.provenance && !bothDirectories;
    const replaced = before.entry.type === 'file' && after.entry.type === 'file';
    if (written || replaced || opaque || !sameEntry(before.entry, after.entry)) {
      const at = path === '' ? '/' : path;
      changes.push({ path: at, kind: 'modify', entry: after.entry, ...(opaque && { opaque }) });
      told = true;
    }
  }
  const count = changes.length;
  if (anew) {
    for (const [name, child] of [...(after.children ?? [])].sort()) {
      if (child) addAll(`${path}/${name}`, child, changes);
    }
    return;
  }
  const names = new Set([...(before.children?.keys() ?? []), ...(after.children?.keys() ?? [])]);
  for (const name of [...names].sort()) {
    const old = before.children?.get(name) ?? undefined;
    const now = after.children?.get(name) ?? undefined;
    const childPath = `${path}/${name}`;
    if (old && now) compare(childPath, old, now, changes);
    else if (now) addAll(childPath, now, changes);
    else if (old && bothDirectories) changes.push({ path: childPath, kind: 'delete' });
    else if (!old && after.children?.has(name) && !before.children?.has(name)) {
      // Something that a base image may have had was taken away.
      changes.push({ path: childPath, kind: 'delete' });
    }
  }
  // Where names came and went again nothing but the time is another, and the directory is in the layer.
  if (!told && changes.length === count && path !== '' && after.touched && bothDirectories)
    changes.push({ path, kind: 'modify', entry: after.entry });
}

/** The changes from one snapshot to another, parents first, names in order. */
export function diff(before: Snapshot, after: Snapshot): Change[] {
  const changes: Change[] = [];
  compare('', before.root, after.root, changes);
  return changes;
}
