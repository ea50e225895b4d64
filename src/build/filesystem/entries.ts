/** What becomes of an entry where it is put. */
import type { Entry } from './types.ts';

/** What is made in a directory with the setgid bit gets its group; a directory the bit, too. */
export function inGroupOf<T extends Entry>(parent: Entry, made: T): T {
  if (parent.type !== 'directory' || (parent.mode & 0o2000) === 0) return made;
  return { ...made, gid: parent.gid, mode: made.type === 'directory' ? made.mode | 0o2000 : made.mode };
}

/** The same entry as a file of its own. */
export function withoutInode(entry: Entry): Entry {
  if (entry.type !== 'file' || !entry.inode) return entry;
  const { inode: _, ...rest } = entry;
  return rest;
}
