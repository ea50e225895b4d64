/**
 * adduser and addgroup as BusyBox has them (loginutils, BusyBox 1.37 with Alpine's defaults): short
 * options with long names beside them, uids from 1000 (from 100 with -S), home with mode 2755.
 */

import { Accounts, type GroupEntry } from './support/accounts.ts';
import { copyTree } from './support/copy-tree.ts';
import { optionError } from './support/flavour.ts';
import { readOptions } from './support/options.ts';
import { failed, type ToolCall, type ToolResult } from './types.ts';

const FIRST_SYSTEM_ID = 100;
const LAST_SYSTEM_ID = 999;
const LAST_ID = 60_000;
/** What may be asked for by number: Alpine builds BusyBox with this end. */
const HIGHEST_ID = 256_000;

const NOT_ROOT = 'permission denied (are you root?)';

/** `adduser [OPTIONS] USER [GROUP]`. */
export async function busyboxAdduser(call: ToolCall): Promise<ToolResult> {
  const options = readOptions(call.args, {
    short: 'h:g:s:G:DSHu:k:',
    long: {
      home: 'h',
      gecos: 'g',
      shell: 's',
      ingroup: 'G',
      'disabled-password': 'D',
      'empty-password': 'D',
      system: 'S',
      'no-create-home': 'H',
      uid: 'u',
      skel: 'k',
    },
  });
  if (call.user.uid !== 0) return failed(`adduser: ${NOT_ROOT}`);
  const wrong = optionError(call, options, 'busybox');
  if (wrong) return wrong;
  const [name, group, more] = options.operands;
  if (name === undefined || more !== undefined) return failed('Usage: adduser [OPTIONS] USER [GROUP]');
  const accounts = new Accounts(call);
  if (group !== undefined && options.values.size === 0) return addToGroup(call, accounts, name, group);
  const bad = badName('adduser', name);
  if (bad) return bad;
  const { values } = options;
  const system = options.has('S');
  let uid: number | undefined;
  const wished = values.get('u');
  if (wished !== undefined) {
    if (!/^\d{1,10}$/.test(wished)) return failed(`adduser: invalid number '${wished}'`);
    uid = Number(wished);
    if (uid > HIGHEST_ID) return failed(`adduser: number ${wished} is not in 0..${HIGHEST_ID} range`);
  }
  const groupName = values.get('G') ?? (system ? 'nogroup' : undefined);
  const own = groupName === undefined ? undefined : accounts.group(groupName);
  if (groupName !== undefined && !own) return failed(`adduser: unknown group ${groupName}`);
  if (accounts.user(name)) return failed(`adduser: user '${name}' in use`);
  const taken = (id: number) =>
    accounts.userById(id) !== undefined || (!own && accounts.groupById(id) !== undefined);
  if (uid !== undefined) {
    if (taken(uid)) return failed(`adduser: uid '${uid}' in use`);
  } else {
    uid = system
      ? accounts.free(FIRST_SYSTEM_ID, LAST_SYSTEM_ID, taken)
      : accounts.free(LAST_SYSTEM_ID + 1, LAST_ID, taken);
    if (uid === undefined) return failed('adduser: no uids left');
  }
  if (!own && accounts.group(name)) return failed(`adduser: group '${name}' in use`);
  const gid = own?.gid ?? uid;
  const home = values.get('h') ?? `/home/${name}`;
  const gecos = values.get('g') ?? 'Linux User,,,';
  const shell = values.get('s') ?? (system ? systemShell(call) : shellOfRoot(call, accounts));
  accounts.append('/etc/passwd', `${name}:x:${uid}:${gid}:${gecos}:${home}:${shell}`, true);
  accounts.append('/etc/shadow', `${name}:!:${accounts.today()}:0:99999:7:::`, true);
  if (own) accounts.addMember(own.name, name, true);
  else newGroup(accounts, name, gid);
  const problems = options.has('H') ? '' : makeHome(call, home, uid, gid, values.get('k') ?? '/etc/skel');
  if (!options.has('D') && !system) {
    // passwd asks on a terminal that is not there; the account stays as it is.
    return {
      stdout: `Changing password for ${name}\nNew password: \n`,
      stderr: `${problems}passwd: password for ${name} is unchanged\n`,
      exitCode: 1,
    };
  }
  return problems === '' ? {} : { stderr: problems };
}

/** `addgroup [-g GID] [-S] GROUP`, `addgroup USER GROUP`. */
export function busyboxAddgroup(call: ToolCall): ToolResult {
  const options = readOptions(call.args, { short: 'g:S', long: { gid: 'g', system: 'S' } });
  const wrong = optionError(call, options, 'busybox');
  if (wrong) return wrong;
  const [name, group, more] = options.operands;
  if (name === undefined || more !== undefined) {
    return failed('Usage: addgroup [-g GID] [-S] [USER] GROUP');
  }
  if (call.user.uid !== 0) return failed(`addgroup: ${NOT_ROOT}`);
  const accounts = new Accounts(call);
  if (group !== undefined) return addToGroup(call, accounts, name, group);
  const bad = badName('addgroup', name);
  if (bad) return bad;
  if (accounts.group(name)) return failed(`addgroup: group '${name}' in use`);
  const wished = options.values.get('g');
  const taken = (id: number) => accounts.groupById(id) !== undefined;
  let gid: number | undefined;
  if (wished !== undefined) {
    if (!/^\d{1,10}$/.test(wished)) return failed(`addgroup: invalid number '${wished}'`);
    gid = Number(wished);
    if (taken(gid)) return failed(`addgroup: gid '${gid}' in use`);
  } else {
    gid = options.has('S')
      ? accounts.free(FIRST_SYSTEM_ID, LAST_SYSTEM_ID, taken)
      : accounts.free(LAST_SYSTEM_ID + 1, LAST_ID, taken);
    if (gid === undefined) return failed('addgroup: no gids left');
  }
  newGroup(accounts, name, gid);
  return {};
}

/** `deluser [--remove-home] USER`, `deluser USER GROUP`, `delgroup GROUP`, `delgroup USER GROUP`. */
export function busyboxDelete(call: ToolCall): ToolResult {
  const isUser = call.name === 'deluser';
  const options = readOptions(
    call.args,
    isUser ? { short: '', long: { 'remove-home': 'r' } } : { short: '' },
  );
  const wrong = optionError(call, options, 'busybox');
  if (wrong) return wrong;
  const [name, group] = options.operands;
  if (name === undefined || options.operands.length > 2) {
    return failed(isUser ? 'Usage: deluser [--remove-home] USER' : 'Usage: delgroup [USER] GROUP');
  }
  if (call.user.uid !== 0) return failed(`${call.name}: ${NOT_ROOT}`);
  const accounts = new Accounts(call);
  if (group !== undefined) {
    if (!accounts.user(name)) return failed(`${call.name}: unknown user ${name}`);
    if (!accounts.group(group)) return failed(`${call.name}: unknown group ${group}`);
    accounts.removeMember(name, group, true);
    return {};
  }
  if (!isUser) {
    const found = accounts.group(name);
    if (!found) return failed(`delgroup: unknown group ${name}`);
    const owner = accounts.users.find((one) => one.gid === found.gid);
    if (owner) return failed(`delgroup: '${owner.name}' still has '${name}' as their primary group!`);
    dropGroup(accounts, name);
    return {};
  }
  const user = accounts.user(name);
  if (!user) return failed(`deluser: unknown user ${name}`);
  accounts.drop('/etc/passwd', name, true);
  accounts.drop('/etc/shadow', name, true);
  accounts.removeMember(name, undefined, true);
  if (accounts.group(name)) dropGroup(accounts, name);
  if (options.has('r')) call.files.remove(user.home);
  return {};
}

function addToGroup(call: ToolCall, accounts: Accounts, user: string, group: string): ToolResult {
  if (!accounts.user(user)) return failed(`${call.name}: unknown user ${user}`);
  const found = accounts.group(group);
  if (!found) return failed(`${call.name}: unknown group ${group}`);
  if (!found.members.includes(user)) accounts.addMember(group, user, true);
  return {};
}

function newGroup(accounts: Accounts, name: string, gid: number): GroupEntry {
  accounts.append('/etc/group', `${name}:x:${gid}:`, true);
  accounts.append('/etc/gshadow', `${name}:!::`, true);
  return { name, gid, members: [] };
}

function dropGroup(accounts: Accounts, name: string): void {
  accounts.drop('/etc/group', name, true);
  accounts.drop('/etc/gshadow', name, true);
}

/** New users get the shell that root has. */
function shellOfRoot(call: ToolCall, accounts: Accounts): string {
  return call.env.get('SHELL') || accounts.userById(call.user.uid)?.shell || '/bin/sh';
}

/** Alpine changes BusyBox's /bin/false to /sbin/nologin. */
function systemShell(call: ToolCall): string {
  return call.image.family === 'alpine' ? '/sbin/nologin' : '/bin/false';
}

/** Makes the home directory with what /etc/skel holds; gives what there is to say on stderr. */
function makeHome(call: ToolCall, home: string, uid: number, gid: number, skel: string): string {
  const { files } = call;
  const found = files.stat(home);
  if (found.kind === 'absent') {
    const parent = home.slice(0, home.lastIndexOf('/')) || '/';
    if (files.stat(parent).kind === 'absent') return `adduser: ${home}: No such file or directory\n`;
    files.makeDirectory(home, { mode: 0o755, uid, gid });
    if (files.isDirectory(skel)) copyTree(call, skel, home, { owner: { uid, gid } });
  }
  if (files.stat(home).kind === 'found')
    files.update(home, (entry) => ({ ...entry, uid, gid, mode: 0o2755 }));
  return '';
}

function badName(tool: string, name: string): ToolResult | undefined {
  for (const [at, char] of [...name].entries()) {
    const fits =
      /[A-Za-z0-9_]/.test(char) ||
      (at > 0 && /[.@-]/.test(char)) ||
      (at > 0 && char === '$' && at === name.length - 1);
    if (!fits) return failed(`${tool}: illegal character with code ${char.codePointAt(0)} at position ${at}`);
  }
  if (name === '') return failed(`${tool}: illegal character with code 0 at position 0`);
  return name.length >= 32 ? failed(`${tool}: name is too long`) : undefined;
}
