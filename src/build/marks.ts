/** What a step leaves on files whose content, or whose very existence, cannot be told. */
import { diff } from './filesystem/diff.ts';
import type { Snapshot } from './filesystem/snapshot.ts';

/** Directories past this number are not marked; a path in them that is not listed counts as absent. */
const MAX_MARKED = 20_000;

/**
 * Says of every directory that it may hold more than is listed: a command that nobody modelled may have
 * written anywhere.
 */
export function markUnlisted(files: Snapshot, why: string): Snapshot {
  const draft = files.edit();
  const directories = ['/'];
  for (const { path, entry } of files.walk('/')) {
    if (directories.length >= MAX_MARKED) break;
    if (entry.type === 'directory' && entry.unlisted === undefined) directories.push(path);
  }
  for (const path of directories) {
    draft.update(
      path,
      (entry) =>
        entry.type === 'directory' && entry.unlisted === undefined ? { ...entry, unlisted: why } : entry,
      false,
    );
  }
  return draft.commit();
}

/**
 * Gives files that a step wrote, and whose content is not known, a name for that content: the same step
 * on the same inputs writes the same again, any other step does not.
 * @param key digest of the step's cache key
 */
export function nameUnknownContent(before: Snapshot, after: Snapshot, key: string): Snapshot {
  const opaque = diff(before, after).filter(
    ({ entry }) => entry?.type === 'file' && entry.content === undefined && entry.fingerprint === undefined,
  );
  if (opaque.length === 0) return after;
  const draft = after.edit();
  for (const { path } of opaque) {
    draft.update(
      path,
      (entry) => (entry.type === 'file' ? { ...entry, fingerprint: `${key} ${path}` } : entry),
      false,
    );
  }
  return draft.commit();
}
