/**
 * useradd of the shadow suite, as Debian configures it (/etc/login.defs, /etc/default/useradd), and the tool that
 * holds the whole suite. Words and files compared with shadow 4.17 of Debian 14 (testing).
 */
import { groupadd, groupdel, groupmod } from './groupadd.ts';
import { Accounts } from './support/accounts.ts';
import { readOptions } from './support/options.ts';
import {
  isName,
  makeHome,
  type NewUser,
  nextId,
  notRoot,
  optionProblem,
  SYS_MAX,
  SYS_MIN,
  UID_MAX,
  UID_MIN,
  writeGroup,
  writeUser,
} from './support/shadow.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';
import { userdel, usermod } from './usermod.ts';

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
