/**
 * Users and groups as an image's /etc/passwd and /etc/group name them, and what `USER` makes of them.
 * Behaviour and words checked against BuildKit 0.25 (Docker 28.5).
 */
import type { Identity } from './commands/types.ts';
import { toText } from './filesystem/content.ts';

/** One line of /etc/passwd. */
export interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** One line of /etc/group. */
export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** What of a snapshot is needed to read a file. */
interface Readable {
  entry(
    path: string,
  ):
    | { readonly type: string; readonly content?: string | Uint8Array; readonly unlisted?: string }
    | undefined;
  stat(path: string): { readonly kind: 'found' | 'absent' | 'unknown' };
}

/** Whether the file is there, and its text where that is known. */
type FileState =
  | { readonly state: 'absent' | 'unknown' }
  | { readonly state: 'known'; readonly text: string };

function fileState(files: Readable, path: string): FileState {
  const entry = files.entry(path);
  if (entry?.content !== undefined) return { state: 'known', text: toText(entry.content) };
  return { state: files.stat(path).kind === 'absent' ? 'absent' : 'unknown' };
}

/** Lines of /etc/passwd that can be read; the others are passed over, as libc does. */
export function parsePasswd(text: string): PasswdEntry[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid, , home = '', shell = ''] = line.split(':');
    if (!name || uid === undefined || !isNumber(uid) || gid === undefined || !isNumber(gid)) return [];
    return [{ name, uid: Number(uid), gid: Number(gid), home, shell }];
  });
}

/** Lines of /etc/group that can be read. */
export function parseGroup(text: string): GroupEntry[] {
  return text.split('\n').flatMap((line) => {
    const [name, , gid, members = ''] = line.split(':');
    if (!name || gid === undefined || !isNumber(gid)) return [];
    return [{ name, gid: Number(gid), members: members.split(',').filter(Boolean) }];
  });
}

/** What became of a `USER`: who it is, why Docker cannot find it, or that nobody can tell. */
export type UserLookup =
  | { readonly kind: 'found'; readonly identity: Identity }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'unknown'; readonly identity: Identity; readonly why: string };

const ROOT: Identity = { uid: 0, gid: 0, name: 'root', home: '/root', groups: [0] };

/**
 * Finds the user of a config (`app`, `1000`, `app:app`, `1000:1000`, the empty string for root) in an image.
 * `message` is what BuildKit says behind "did not complete successfully: "; where a container is started,
 * the daemon says the same, but for a missing /etc/passwd.
 */
export function findUser(files: Readable, user: string, asker: 'builder' | 'daemon' = 'builder'): UserLookup {
  const lookup = lookUp(files, user, asker);
  // A step that nobody modelled may have added the user.
  const why = files.entry('/')?.unlisted;
  if (lookup.kind !== 'error' || why === undefined) return lookup;
  const [name = ''] = user.split(':', 1);
  return { kind: 'unknown', identity: { ...ROOT, name, uid: 1000, gid: 1000, home: `/home/${name}` }, why };
}

function lookUp(files: Readable, user: string, asker: 'builder' | 'daemon' = 'builder'): UserLookup {
  const missing = (what: 'user' | 'group') =>
    asker === 'daemon'
      ? `no matching entries in ${what === 'user' ? 'passwd' : 'group'} file`
      : 'invalid argument';
  const passwd = fileState(files, '/etc/passwd');
  const group = fileState(files, '/etc/group');
  const users = passwd.state === 'known' ? parsePasswd(passwd.text) : [];
  const groups = group.state === 'known' ? parseGroup(group.text) : [];
  const colon = user.indexOf(':');
  const userText = colon < 0 ? user : user.slice(0, colon);
  const groupText = colon < 0 ? '' : user.slice(colon + 1);

  let entry: PasswdEntry | undefined;
  let uid = 0;
  if (userText === '') {
    entry = users.find((one) => one.uid === 0);
  } else {
    entry = users.find((one) => one.name === userText) ?? users.find((one) => String(one.uid) === userText);
    if (!entry && passwd.state === 'absent' && !(asker === 'daemon' && isNumber(userText)))
      return notFound('user', userText, missing('user'));
    if (!entry && !isNumber(userText)) {
      if (passwd.state === 'known') return notFound('user', userText, 'no matching entries in passwd file');
      return {
        kind: 'unknown',
        identity: { ...ROOT, name: userText, uid: 1000, gid: 1000, home: `/home/${userText}` },
        why: 'what is in /etc/passwd of the image is not known',
      };
    }
    uid = entry?.uid ?? Number(userText);
  }
  let gid = entry?.gid ?? 0;
  if (groupText !== '') {
    const named = groups.find((one) => one.name === groupText);
    if (!named && !isNumber(groupText)) {
      if (group.state === 'known') return notFound('group', groupText, 'no matching entries in group file');
      if (group.state === 'absent') return notFound('group', groupText, missing('group'));
    }
    gid = named?.gid ?? (isNumber(groupText) ? Number(groupText) : gid);
  }
  const name = entry?.name ?? (uid === 0 ? 'root' : '');
  const further =
    groupText === '' ? groups.filter((one) => one.members.includes(name)).map((one) => one.gid) : [];
  const home = entry?.home || (uid === 0 ? '/root' : '/');
  return { kind: 'found', identity: { uid, gid, name, home, groups: [gid, ...further] } };
}

function notFound(what: 'user' | 'group', name: string, reason: string): UserLookup {
  return { kind: 'error', message: `unable to find ${what} ${name}: ${reason}` };
}

function isNumber(text: string): boolean {
  if (text === '' || text.length > 10) return false;
  for (const char of text) if (char < '0' || char > '9') return false;
  return true;
}
