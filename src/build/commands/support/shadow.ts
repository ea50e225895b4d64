/** What the commands of the shadow suite share: numbers of /etc/login.defs, refusals, the files that they write. */
import { failed, type ToolCall, type ToolResult } from '../types.ts';
import type { Accounts } from './accounts.ts';
import { copyTree } from './copy-tree.ts';
import type { readOptions } from './options.ts';

export const UID_MIN = 1000;
export const UID_MAX = 60_000;
export const SYS_MIN = 101;
export const SYS_MAX = 999;
const SUB_ID_MIN = 100_000;
const SUB_ID_COUNT = 65_536;

/** What the shadow suite says of an option that it does not know; its usage behind it is left out. */
export function optionProblem(
  call: ToolCall,
  options: ReturnType<typeof readOptions>,
): ToolResult | undefined {
  const { error } = options;
  if (!error) return undefined;
  const { name } = call;
  const dashed = error.long ? `'--${error.option}'` : `-- '${error.option}'`;
  if (error.kind === 'argument') {
    return failed(
      `${name}: option ${error.long ? `${dashed} requires an argument` : `requires an argument ${dashed}`}`,
      2,
    );
  }
  return failed(`${name}: ${error.long ? `unrecognized option ${dashed}` : `invalid option ${dashed}`}`, 2);
}

/** What is said to anybody but root; undefined for root. */
export function notRoot(call: ToolCall, file: string): ToolResult | undefined {
  if (call.user.uid === 0) return undefined;
  return failed(
    `${call.name}: Permission denied.\n${call.name}: cannot lock ${file}; try again later.`,
    file === '/etc/group' ? 10 : 1,
  );
}

/** What a new account is made of. */
export interface NewUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
  readonly system: boolean;
}

/** Writes a user into /etc/passwd, /etc/shadow, /etc/subuid and /etc/subgid. */
export function writeUser(accounts: Accounts, user: NewUser): void {
  const { name, uid, gid, comment, home, shell, system } = user;
  accounts.append('/etc/passwd', `${name}:x:${uid}:${gid}:${comment}:${home}:${shell}`, true);
  accounts.append('/etc/shadow', `${name}:!:${accounts.today()}:${system ? ':::::' : ':99999:7:::'}`, true);
  if (system || uid < UID_MIN || uid > UID_MAX) return;
  for (const path of ['/etc/subuid', '/etc/subgid']) {
    accounts.edit(
      path,
      (lines) => {
        const ends = lines.map((line) => {
          const [, start = '0', count = '0'] = line.split(':');
          return Number(start) + Number(count);
        });
        return [...lines, `${name}:${Math.max(SUB_ID_MIN, ...ends)}:${SUB_ID_COUNT}`];
      },
      true,
    );
  }
}

/** Writes a group into /etc/group and /etc/gshadow. */
export function writeGroup(accounts: Accounts, name: string, gid: number): void {
  accounts.append('/etc/group', `${name}:x:${gid}:`, true);
  accounts.append('/etc/gshadow', `${name}:!::`, true);
}

/** Next number for a user as useradd counts: one above the highest, or for a system account one below the lowest. */
export function nextId(
  accounts: Accounts,
  system: boolean,
  taken: (id: number) => boolean,
): number | undefined {
  return system ? accounts.free(SYS_MAX, SYS_MIN, taken) : accounts.free(UID_MIN, UID_MAX, taken);
}

/** Mode of a new home: HOME_MODE of /etc/login.defs, which Ubuntu sets to 0750. */
export function homeMode(call: ToolCall): number {
  return call.image.family === 'ubuntu' ? 0o750 : 0o700;
}

/** Makes a home directory from /etc/skel. */
export function makeHome(call: ToolCall, user: NewUser, skel = '/etc/skel'): void {
  const { files } = call;
  const { uid, gid, home } = user;
  if (files.exists(home)) return;
  const parent = home.slice(0, home.lastIndexOf('/')) || '/';
  if (!files.exists(parent)) files.makeDirectories(parent);
  files.makeDirectory(home, { mode: homeMode(call), uid, gid });
  if (files.isDirectory(skel)) copyTree(call, skel, home, { owner: { uid, gid } });
}

/** A name as shadow accepts it. */
export function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.-]*\$?$/.test(name) && name.length <= 32;
}
