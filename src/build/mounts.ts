/**
 * Mounts of a RUN: what stands at their targets while it runs, and how everything is as before when it
 * has ended. A mount is no part of any layer; BuildKit also takes away the empty directories that it had
 * to make for it.
 */
import type { Mount } from '../dockerfile/instructions/types.ts';
import { dirname, join } from './filesystem/path.ts';
import { type Draft, directory, emptySnapshot, type Snapshot } from './filesystem/snapshot.ts';
import type { Provenance } from './filesystem/types.ts';

/** A mount whose content is settled. */
export interface PreparedMount {
  readonly mount: Mount;
  /** Absolute. */
  readonly target: string;
  /** What is mounted; a file is its own snapshot with the path `sourcePath`. */
  readonly source: Snapshot;
  readonly sourcePath: string;
  /** Given back after the RUN: a cache mount keeps what was written. */
  readonly keep?: (after: Snapshot) => void;
}

/** Puts mounts into a draft and gives the function that takes them out again. */
export function attach(draft: Draft, mounts: readonly PreparedMount[], provenance: Provenance): () => void {
  const undo: (() => void)[] = [];
  for (const mount of mounts) undo.unshift(attachOne(draft, mount, provenance));
  return () => {
    for (const step of undo) step();
  };
}

function attachOne(draft: Draft, prepared: PreparedMount, provenance: Provenance): () => void {
  const { source, sourcePath, keep } = prepared;
  const target = draft.realPath(prepared.target);
  const before = subtree(draft, target, provenance);
  const unknown = new Set<string>();
  const wasUnknown = (path: string) => unknown.has(path);
  for (let at = target; at !== '/'; at = dirname(at)) if (draft.stat(at).kind === 'unknown') unknown.add(at);
  const stubs: string[] = [];
  for (let at = dirname(target); at !== '/' && draft.stat(at).kind !== 'found'; at = dirname(at))
    stubs.push(at);
  draft.makeDirectories(dirname(target), () => directory(provenance));
  const found = source.stat(sourcePath);
  const isDirectory = found.kind === 'found' && found.entry.type === 'directory';
  if (before) draft.remove(target);
  if (isDirectory || found.kind !== 'found') {
    if (target === '/') draft.root = source.root;
    else draft.graft(target, source, sourcePath);
  } else draft.put(target, found.entry);
  return () => {
    if (keep) {
      const after = subtree(draft, target, provenance);
      if (after) keep(after.files);
    }
    if (wasUnknown(target)) draft.forget(target);
    else draft.remove(target);
    if (before) {
      if (before.file) draft.put(target, before.file);
      else draft.graft(target, before.files, '/');
      return;
    }
    for (const stub of stubs) {
      if (draft.list(stub).length > 0) break;
      if (wasUnknown(stub)) draft.forget(stub);
      else draft.remove(stub);
    }
  };
}

/** What stands at a path, as files of its own; undefined where there is nothing. */
function subtree(draft: Draft, path: string, provenance: Provenance) {
  const found = draft.lstat(path);
  if (found.kind !== 'found') return undefined;
  if (found.entry.type !== 'directory') return { file: found.entry, files: emptySnapshot(provenance) };
  const whole = emptySnapshot(provenance).edit();
  whole.graft('/', draft, path);
  return { files: whole.commit() };
}

/** An empty directory to mount, owned and with the mode that the mount asks for. */
export function emptyMount(mount: Mount, provenance: Provenance, mode = 0o755): Snapshot {
  const empty = emptySnapshot(provenance).edit();
  empty.update('/', (entry) => ({
    ...entry,
    mode: mount.mode ?? mode,
    uid: mount.uid ?? 0,
    gid: mount.gid ?? 0,
  }));
  return empty.commit();
}

/** Target of a mount, absolute: a relative one stands under the working directory. A secret has a default. */
export function mountTarget(mount: Mount, workingDir: string): string {
  if (!mount.target) return `/run/secrets/${mount.id?.text ?? 'default'}`;
  const { text } = mount.target;
  return text.startsWith('/') ? text : join(workingDir || '/', text);
}
