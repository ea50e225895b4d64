/**
 * useradd, groupadd, usermod, groupmod, userdel and groupdel of the shadow suite, as Debian configures it
 * (/etc/login.defs, /etc/default/useradd). Words and files compared with shadow 4.17 of Debian 14 (testing).
 */
import { Accounts } from './support/accounts.ts';
import { copyTree } from './support/copy-tree.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

const UID_MIN = 1000;
const UID_MAX = 60_000;
const SYS_MIN = 101;
const SYS_MAX = 999;
const SUB_ID_MIN = 100_000;
const SUB_ID_COUNT = 65_536;

const USERADD = {
  short: 'b:c:d:De:f:Fg:G:hk:K:lmMNop:rR:P:s:u:UZ:',
  long: {
    badname: 'badname',
    'base-dir': 'b',
    'btrfs-subvolume-home': 'btrfs',
    comment: 'c',
    'home-dir': 'd',
    home: 'd',
    defaults: 'D',
    expiredate: 'e',
    inactive: 'f',
    gid: 'g',
    groups: 'G',
    help: 'h',
    skel: 'k',
    key: 'K',
    'create-home': 'm',
    'no-create-home': 'M',
    'no-log-init': 'l',
    'no-user-group': 'N',
    'non-unique': 'o',
    password: 'p',
    system: 'r',
    root: 'R',
    prefix: 'P',
    shell: 's',
    uid: 'u',
    'user-group': 'U',
    'selinux-user': 'Z',
  },
} as const;

/** What the shadow suite says of an option that it does not know; its usage behind it is left out. */
function optionProblem(call: ToolCall, options: ReturnType<typeof readOptions>): ToolResult | undefined {
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

function notRoot(call: ToolCall, file: string): ToolResult | undefined {
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

/** `useradd [options] LOGIN`. */
export async function useradd(call: ToolCall): Promise<ToolResult> {
  const options = readOptions(call.args, USERADD);
  const wrong = optionProblem(call, options);
  if (wrong) return wrong;
  const { values } = options;
  const [name] = options.operands;
  if (options.has('D')) return {};
  if (name === undefined || options.operands.length > 1) return failed('Usage: useradd [options] LOGIN', 2);
  if (!isName(name)) return failed(`useradd: invalid user name '${name}'${hint(name)}`, 19);
  const locked = notRoot(call, '/etc/passwd');
  if (locked) return locked;
  const accounts = new Accounts(call);
  const system = options.has('r');
  const further: string[] = [];
  for (const one of (values.get('G') ?? '').split(',').filter(Boolean)) {
    const group = accounts.groupByNameOrId(one);
    if (!group) return failed(`useradd: group '${one}' does not exist`, 6);
    further.push(group.name);
  }
  const wished = values.get('g');
  const primary = wished === undefined ? undefined : accounts.groupByNameOrId(wished);
  if (wished !== undefined && !primary) return failed(`useradd: group '${wished}' does not exist`, 6);
  if (accounts.user(name)) return failed(`useradd: user '${name}' already exists`, 9);
  const ownGroup = !primary && !options.has('N');
  if (ownGroup && accounts.group(name)) {
    return failed(`useradd: group ${name} exists - if you want to add this user to that group, use -g.`, 9);
  }
  const uidText = values.get('u');
  if (uidText !== undefined && !/^\d{1,10}$/.test(uidText)) {
    return failed(`useradd: invalid user ID '${uidText}'`, 3);
  }
  const taken = (id: number) =>
    accounts.userById(id) !== undefined || (ownGroup && accounts.groupById(id) !== undefined);
  const uid = uidText === undefined ? nextId(accounts, system, taken) : Number(uidText);
  if (uid === undefined) return failed("useradd: can't get unique UID (no more available UIDs)", 4);
  if (uidText !== undefined && accounts.userById(uid) && !options.has('o')) {
    return failed(`useradd: UID ${uid} is not unique`, 4);
  }
  let gid = primary?.gid ?? 100;
  if (ownGroup) {
    const gidTaken = (id: number) => accounts.groupById(id) !== undefined;
    const fits = system ? uid >= SYS_MIN && uid <= SYS_MAX : uid >= UID_MIN && uid <= UID_MAX;
    gid = fits && !gidTaken(uid) ? uid : (nextId(accounts, system, gidTaken) ?? uid);
  }
  const user: NewUser = {
    name,
    uid,
    gid,
    comment: values.get('c') ?? '',
    home: values.get('d') ?? `${values.get('b') ?? '/home'}/${name}`,
    shell: values.get('s') ?? '/bin/sh',
    system,
  };
  writeUser(accounts, user);
  if (ownGroup) writeGroup(accounts, name, gid);
  for (const group of further) accounts.addMember(group, name, true);
  if (options.has('m')) makeHome(call, user, values.get('k'));
  return { stderr: rangeWarning(user) };
}

function rangeWarning({ name, uid, system }: NewUser): string {
  if (system && uid > SYS_MAX)
    return `useradd warning: ${name}'s uid ${uid} is greater than SYS_UID_MAX ${SYS_MAX}\n`;
  if (!system && (uid < UID_MIN || uid > UID_MAX)) {
    return `useradd warning: ${name}'s uid ${uid | 0} outside of the UID_MIN ${UID_MIN} and UID_MAX ${UID_MAX} range.\n`;
  }
  return '';
}

/** `groupadd [options] GROUP`. */
export function groupadd(call: ToolCall): ToolResult {
  const options = readOptions(call.args, {
    short: 'fg:hK:op:rR:P:U:',
    long: {
      force: 'f',
      gid: 'g',
      help: 'h',
      key: 'K',
      'non-unique': 'o',
      password: 'p',
      system: 'r',
      root: 'R',
      prefix: 'P',
      users: 'U',
    },
  });
  const wrong = optionProblem(call, options);
  if (wrong) return wrong;
  const [name] = options.operands;
  if (name === undefined || options.operands.length > 1) return failed('Usage: groupadd [options] GROUP', 2);
  if (!isName(name)) return failed(`groupadd: '${name}' is not a valid group name`, 3);
  const locked = notRoot(call, '/etc/group');
  if (locked) return locked;
  const accounts = new Accounts(call);
  if (accounts.group(name)) {
    return options.has('f') ? {} : failed(`groupadd: group '${name}' already exists`, 9);
  }
  const wished = options.values.get('g');
  const taken = (id: number) => accounts.groupById(id) !== undefined;
  if (wished !== undefined && !/^\d{1,10}$/.test(wished))
    return failed(`groupadd: invalid group ID '${wished}'`, 3);
  let gid = wished === undefined ? nextId(accounts, options.has('r'), taken) : Number(wished);
  if (gid !== undefined && wished !== undefined && taken(gid) && !options.has('o')) {
    if (!options.has('f')) return failed(`groupadd: GID '${wished}' already exists`, 4);
    gid = nextId(accounts, options.has('r'), taken);
  }
  if (gid === undefined) return failed("groupadd: can't get unique GID (no more available GIDs)", 4);
  writeGroup(accounts, name, gid);
  return {};
}

/** `usermod [options] LOGIN`. */
export function usermod(call: ToolCall): ToolResult {
  const options = readOptions(call.args, {
    short: 'aAbc:d:e:f:g:G:hl:LmoOp:P:rR:s:u:Uv:V:w:W:Z:',
    long: {
      append: 'a',
      comment: 'c',
      home: 'd',
      gid: 'g',
      groups: 'G',
      login: 'l',
      lock: 'L',
      'move-home': 'm',
      'non-unique': 'o',
      password: 'p',
      remove: 'r',
      shell: 's',
      uid: 'u',
      unlock: 'U',
    },
  });
  const wrong = optionProblem(call, options);
  if (wrong) return wrong;
  const [name] = options.operands;
  if (name === undefined || options.values.size === 0) return failed('Usage: usermod [options] LOGIN', 2);
  const locked = notRoot(call, '/etc/passwd');
  if (locked) return locked;
  const accounts = new Accounts(call);
  const user = accounts.user(name);
  if (!user) return failed(`usermod: user '${name}' does not exist`, 6);
  const { values } = options;
  const groups: string[] = [];
  for (const one of (values.get('G') ?? '').split(',').filter(Boolean)) {
    const group = accounts.groupByNameOrId(one);
    if (!group) return failed(`usermod: group '${one}' does not exist`, 6);
    groups.push(group.name);
  }
  const gidText = values.get('g');
  const primary = gidText === undefined ? undefined : accounts.groupByNameOrId(gidText);
  if (gidText !== undefined && !primary) return failed(`usermod: group '${gidText}' does not exist`, 6);
  const uid = values.has('u') ? Number(values.get('u')) : user.uid;
  if (uid !== user.uid && accounts.userById(uid) && !options.has('o'))
    return failed(`usermod: UID '${uid}' already exists`, 4);
  const login = values.get('l') ?? name;
  if (['c', 'd', 'g', 'l', 's', 'u'].some((one) => values.has(one))) {
    accounts.edit(
      '/etc/passwd',
      (lines) =>
        lines.map((line) => {
          if (!line.startsWith(`${name}:`)) return line;
          const [, password = 'x', , , gecos = ''] = line.split(':');
          return [
            login,
            password,
            uid,
            primary?.gid ?? user.gid,
            values.get('c') ?? gecos,
            values.get('d') ?? user.home,
            values.get('s') ?? user.shell,
          ].join(':');
        }),
      true,
    );
  }
  if (options.has('G')) {
    if (!options.has('a')) accounts.removeMember(name, undefined, true);
    for (const group of groups) accounts.addMember(group, login, true);
  }
  const home = values.get('d');
  if (options.has('m') && home !== undefined && call.files.exists(user.home))
    call.files.move(user.home, home);
  if (uid !== user.uid) changeOwner(call, home ?? user.home, user.uid, { uid });
  if (primary && primary.gid !== user.gid)
    changeOwner(call, home ?? user.home, user.uid, { gid: primary.gid });
  return {};
}

/** `groupmod [options] GROUP`. */
export function groupmod(call: ToolCall): ToolResult {
  const options = readOptions(call.args, {
    short: 'ag:hn:op:R:P:U:',
    long: { gid: 'g', 'new-name': 'n', 'non-unique': 'o' },
  });
  const wrong = optionProblem(call, options);
  if (wrong) return wrong;
  const [name] = options.operands;
  if (name === undefined) return failed('Usage: groupmod [options] GROUP', 2);
  const locked = notRoot(call, '/etc/group');
  if (locked) return locked;
  const accounts = new Accounts(call);
  const group = accounts.group(name);
  if (!group) return failed(`groupmod: group '${name}' does not exist`, 6);
  const gidText = options.values.get('g');
  const gid = gidText === undefined ? group.gid : Number(gidText);
  if (gid !== group.gid && accounts.groupById(gid) && !options.has('o'))
    return failed(`groupmod: GID '${gid}' already exists`, 4);
  const newName = options.values.get('n') ?? name;
  accounts.edit(
    '/etc/group',
    (lines) =>
      lines.map((line) =>
        line.startsWith(`${name}:`) ? [newName, 'x', gid, group.members.join(',')].join(':') : line,
      ),
    true,
  );
  if (gid !== group.gid) {
    accounts.edit(
      '/etc/passwd',
      (lines) =>
        lines.map((line) => {
          const fields = line.split(':');
          if (fields[3] === String(group.gid)) fields[3] = String(gid);
          return fields.join(':');
        }),
      true,
    );
  }
  return {};
}

/** `userdel [-r] [-f] LOGIN`. */
export function userdel(call: ToolCall): ToolResult {
  const options = readOptions(call.args, { short: 'fhrR:P:Z', long: { force: 'f', remove: 'r' } });
  const wrong = optionProblem(call, options);
  if (wrong) return wrong;
  const [name] = options.operands;
  if (name === undefined) return failed('Usage: userdel [options] LOGIN', 2);
  const locked = notRoot(call, '/etc/passwd');
  if (locked) return locked;
  const accounts = new Accounts(call);
  const user = accounts.user(name);
  if (!user) return failed(`userdel: user '${name}' does not exist`, 6);
  for (const path of ['/etc/passwd', '/etc/shadow', '/etc/subuid', '/etc/subgid'])
    accounts.drop(path, name, true);
  accounts.removeMember(name, undefined, true);
  const own = accounts.group(name);
  if (own && !accounts.users.some((one) => one.gid === own.gid && one.name !== name)) {
    accounts.drop('/etc/group', name, true);
    accounts.drop('/etc/gshadow', name, true);
  }
  if (!options.has('r')) return {};
  const mail = `userdel: ${name} mail spool (/var/mail/${name}) not found\n`;
  if (!call.files.exists(user.home)) {
    return { stderr: `${mail}userdel: ${name} home directory (${user.home}) not found\n`, exitCode: 12 };
  }
  call.files.remove(user.home);
  return { stderr: mail };
}

/** `groupdel GROUP`. */
export function groupdel(call: ToolCall): ToolResult {
  const options = readOptions(call.args, { short: 'fhR:P:', long: { force: 'f' } });
  const wrong = optionProblem(call, options);
  if (wrong) return wrong;
  const [name] = options.operands;
  if (name === undefined) return failed('Usage: groupdel [options] GROUP', 2);
  const locked = notRoot(call, '/etc/group');
  if (locked) return locked;
  const accounts = new Accounts(call);
  const group = accounts.group(name);
  if (!group) return failed(`groupdel: group '${name}' does not exist`, 6);
  const owner = accounts.users.find((one) => one.gid === group.gid);
  if (owner && !options.has('f')) {
    return failed(`groupdel: cannot remove the primary group of user '${owner.name}'`, 8);
  }
  accounts.drop('/etc/group', name, true);
  accounts.drop('/etc/gshadow', name, true);
  return {};
}

/** usermod hands over what the user owns in the home directory. */
function changeOwner(call: ToolCall, home: string, uid: number, owner: { uid?: number; gid?: number }): void {
  if (!call.files.isDirectory(home)) return;
  for (const { path, entry } of [...call.files.walk(home)]) {
    if (entry.uid === uid) call.files.update(path, (old) => ({ ...old, ...owner }), { follow: false });
  }
}

/** A name as shadow accepts it. */
function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.-]*\$?$/.test(name) && name.length <= 32;
}

function hint(name: string): string {
  return /^[A-Za-z0-9_.-]+$/.test(name) ? ': use --badname to ignore' : '';
}

const RUNS: Readonly<Record<string, (call: ToolCall) => ToolResult | Promise<ToolResult>>> = {
  useradd,
  groupadd,
  usermod,
  groupmod,
  userdel,
  groupdel,
};

/** The account tools of the shadow suite. Alpine has them in the package shadow alone. */
export const shadowTools = defineTool({
  names: Object.keys(RUNS),
  origin: 'system',
  run: (call) => RUNS[call.name]?.(call) ?? {},
});
