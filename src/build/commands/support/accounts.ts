/**
 * /etc/passwd, /etc/group and their shadows as the account tools edit them. A file whose content is not
 * known stays opaque; a shadow that is not there is not made.
 */
import { type GroupEntry, type PasswdEntry, parseGroup, parsePasswd } from '../../users.ts';
import type { ToolCall, WorkFiles } from '../types.ts';

export type { GroupEntry, PasswdEntry };

const DAY_MS = 86_400_000;

/** Users and groups of an image while a tool changes them. */
export class Accounts {
  private readonly files: WorkFiles;
  private readonly call: ToolCall;
  readonly users: readonly PasswdEntry[];
  readonly groups: readonly GroupEntry[];
  /** False where /etc/passwd or /etc/group is there but nobody knows what it says. */
  readonly known: boolean;

  constructor(call: ToolCall) {
    this.call = call;
    this.files = call.files;
    const passwd = textOf(call.files, '/etc/passwd');
    const group = textOf(call.files, '/etc/group');
    this.known = passwd !== undefined && group !== undefined;
    this.users = parsePasswd(passwd ?? '');
    this.groups = parseGroup(group ?? '');
    if (!this.known) call.unknown('what is in /etc/passwd and /etc/group of the image is not known');
  }

  user(name: string): PasswdEntry | undefined {
    return this.users.find((one) => one.name === name);
  }

  userById(uid: number): PasswdEntry | undefined {
    return this.users.find((one) => one.uid === uid);
  }

  group(name: string): GroupEntry | undefined {
    return this.groups.find((one) => one.name === name);
  }

  groupById(gid: number): GroupEntry | undefined {
    return this.groups.find((one) => one.gid === gid);
  }

  /** A group by name, or by number where no group has that name. */
  groupByNameOrId(text: string): GroupEntry | undefined {
    return this.group(text) ?? (/^\d{1,10}$/.test(text) ? this.groupById(Number(text)) : undefined);
  }

  /** Changes the lines of a file. `backup`: the old text stays beside it as `NAME-`. */
  edit(path: string, change: (lines: readonly string[]) => readonly string[], backup = false): void {
    const found = this.files.stat(path);
    if (found.kind === 'absent') return;
    const text = found.kind === 'found' ? textOf(this.files, path) : undefined;
    if (text === undefined) {
      const shadow = path.endsWith('shadow');
      this.files.writeOpaque(
        path,
        { size: { bytes: 0, certainty: 'unknown', why: `${path} of the base image is not known` } },
        shadow ? { mode: 0o640, gid: this.group('shadow')?.gid ?? 0 } : {},
      );
      return;
    }
    const lines = text.split('\n').filter((line) => line !== '');
    const next = change(lines);
    if (backup) this.keepBackup(path, text);
    this.files.write(path, next.map((line) => `${line}\n`).join(''));
  }

  append(path: string, line: string, backup = false): void {
    this.edit(path, (lines) => [...lines, line], backup);
  }

  private keepBackup(path: string, text: string): void {
    const found = this.files.stat(path);
    if (found.kind !== 'found') return;
    const { mode, uid, gid } = found.entry;
    this.files.remove(`${path}-`);
    this.files.write(`${path}-`, text, { mode, uid, gid });
  }

  /** Adds a user to the members of a group in /etc/group and, where it is there, /etc/gshadow. */
  addMember(group: string, user: string, backup = false): void {
    this.edit('/etc/group', (lines) => lines.map((line) => withMember(line, group, user)), backup);
    this.edit('/etc/gshadow', (lines) => lines.map((line) => withMember(line, group, user)), backup);
  }

  /** Takes a user out of the members of a group; of every group where `group` is undefined. */
  removeMember(user: string, group: string | undefined, backup = false): void {
    for (const path of ['/etc/group', '/etc/gshadow'])
      this.edit(path, (lines) => lines.map((line) => withoutMember(line, group, user)), backup);
  }

  /** Takes away the line of a name. */
  drop(path: string, name: string, backup = false): void {
    this.edit(path, (lines) => lines.filter((line) => !line.startsWith(`${name}:`)), backup);
  }

  /** Days since 1970, as the shadow file counts them. */
  today(): number {
    return Math.floor(Date.now() / DAY_MS);
  }

  /** First number from `from` up (or down to `to`) that neither a user nor a group has, as asked. */
  free(from: number, to: number, taken: (id: number) => boolean): number | undefined {
    const step = from <= to ? 1 : -1;
    for (let id = from; step > 0 ? id <= to : id >= to; id += step) if (!taken(id)) return id;
    this.call.unknown('every number for users is taken');
    return undefined;
  }
}

/** Text of a file; the empty text where it certainly is not there, undefined where nobody knows it. */
export function textOf(files: WorkFiles, path: string): string | undefined {
  const found = files.stat(path);
  if (found.kind === 'absent') return '';
  if (found.kind === 'unknown' || found.entry.type !== 'file') return undefined;
  const { content } = found.entry;
  if (content === undefined) return undefined;
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function withMember(line: string, group: string, user: string): string {
  if (!line.startsWith(`${group}:`)) return line;
  const members = line.slice(line.lastIndexOf(':') + 1);
  if (members.split(',').includes(user)) return line;
  return members === '' ? line + user : `${line},${user}`;
}

function withoutMember(line: string, group: string | undefined, user: string): string {
  if (group !== undefined && !line.startsWith(`${group}:`)) return line;
  const cut = line.lastIndexOf(':') + 1;
  const members = line.slice(cut).split(',');
  if (!members.includes(user)) return line;
  return line.slice(0, cut) + members.filter((one) => one !== user).join(',');
}
