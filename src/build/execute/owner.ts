/** Owners by name or number, as `--chown` and USER name them, looked up in a stage's own passwd and group. */
import { toText } from '../filesystem/content.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
  /** Set where a name was looked up in a file that nobody knows. */
  readonly guess?: string;
}

/** A name cannot be looked up because there are no files yet; the message is BuildKit's. */
export class OwnerError extends Error {}

/** A number that BuildKit takes for an id; anything else is a name. */
function asId(text: string): number | undefined {
  if (!/^\+?\d{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id <= 0xffff_ffff ? id : undefined;
}

type Table =
  | { readonly kind: 'rows'; readonly rows: readonly string[][] }
  | { readonly kind: 'unknown'; readonly why: string };

function readTable(snapshot: Snapshot, path: string): Table {
  const found = snapshot.stat(path);
  if (found.kind === 'unknown') return { kind: 'unknown', why: found.why };
  if (found.kind === 'absent' || found.entry.type === 'directory') return { kind: 'rows', rows: [] };
  if (found.entry.type !== 'file' || found.entry.content === undefined) {
    return { kind: 'unknown', why: `the content of ${path} is not known` };
  }
  const lines = toText(found.entry.content).split('\n');
  return {
    kind: 'rows',
    rows: lines.filter((line) => line.trim() !== '').map((line) => line.trim().split(':')),
  };
}

/** Rows of /etc/passwd (name, password, uid, gid, …). Undefined where the file is not known. */
export function passwdRows(snapshot: Snapshot): readonly string[][] | undefined {
  const table = readTable(snapshot, '/etc/passwd');
  return table.kind === 'rows' ? table.rows : undefined;
}

/** Rows of /etc/group (name, password, gid, members). Undefined where the file is not known. */
export function groupRows(snapshot: Snapshot): readonly string[][] | undefined {
  const table = readTable(snapshot, '/etc/group');
  return table.kind === 'rows' ? table.rows : undefined;
}

/**
 * The owner that a `user[:group]` means. As BuildKit does it: a number is both uid and gid; a name that is
 * not in passwd is root, without a word; a group that is not in the group file leaves the gid. Throws
 * `OwnerError` for a name where nothing has been built on scratch yet.
 */
export function resolveOwner(spec: string, snapshot: Snapshot): Owner {
  const colon = spec.indexOf(':');
  const user = colon < 0 ? spec : spec.slice(0, colon);
  const group = colon < 0 ? undefined : spec.slice(colon + 1);
  let uid = 0;
  let gid = 0;
  let guess: string | undefined;
  const id = asId(user);
  if (id !== undefined) {
    uid = id;
    gid = id;
  } else if (user !== '') {
    if (snapshot.isScratch) throw new OwnerError('invalid user index: -1');
    const table = readTable(snapshot, '/etc/passwd');
    if (table.kind === 'unknown') guess = table.why;
    else {
      const row = table.rows.find(([name]) => name === user);
      uid = Number(row?.[2] ?? 0) || 0;
      gid = Number(row?.[3] ?? 0) || 0;
    }
  }
  if (group !== undefined) {
    const groupId = asId(group);
    if (groupId !== undefined) gid = groupId;
    else if (group === '') gid = 0;
    else {
      if (snapshot.isScratch) throw new OwnerError('invalid user index: -1');
      const table = readTable(snapshot, '/etc/group');
      if (table.kind === 'unknown') guess = table.why;
      else {
        const row = table.rows.find(([name]) => name === group);
        if (row) gid = Number(row[2] ?? 0) || 0;
      }
    }
  }
  return { uid, gid, ...(guess !== undefined && { guess }) };
}
