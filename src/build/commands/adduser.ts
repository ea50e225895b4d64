/**
 * adduser, addgroup, deluser and delgroup: BusyBox's where the image has BusyBox, Debian's elsewhere.
 * Debian's follow adduser 3.153 as measured on Debian testing (2026-11), with the words of that version.
 */
import { busyboxAddgroup, busyboxAdduser, busyboxDelete } from './adduser-busybox.ts';
import { debianOptions } from './adduser-options.ts';
import { Accounts } from './support/accounts.ts';
import { flavourOf } from './support/flavour.ts';
import { readOptions } from './support/options.ts';
import { makeHome, type NewUser, writeGroup, writeUser } from './support/shadow.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

const fatal = (message: string, exitCode: number) => failed(`fatal: ${message}`, exitCode);

/** Number in a range that neither a user nor a group has. */
function freeBoth(accounts: Accounts, from: number, to: number): number | undefined {
  return accounts.free(
    from,
    to,
    (id) => accounts.userById(id) !== undefined || accounts.groupById(id) !== undefined,
  );
}

async function debianAdduser(call: ToolCall): Promise<ToolResult> {
  const { options, wrong } = debianOptions(call);
  if (!options) return wrong ?? {};
  const { values, operands } = options;
  const [name, group] = operands;
  if (name === undefined) return fatal('Only one or two names allowed.', 52);
  if (operands.length > 2) return fatal('Only one or two names allowed.', 52);
  if (call.user.uid !== 0) return fatal('Only root may add a user or group to the system.', 31);
  if (options.has('group') && !options.has('system')) return debianAddgroup(call);
  const accounts = new Accounts(call);
  if (group !== undefined) {
    if (!accounts.user(name)) return fatal(`The user \`${name}' does not exist.`, 12);
    if (!accounts.group(group)) return fatal(`The group \`${group}' does not exist.`, 12);
    accounts.addMember(group, name, true);
    return {};
  }
  const system = options.has('system');
  const existing = accounts.user(name);
  if (existing) {
    if (!system) return fatal(`The user \`${name}' already exists.`, 11);
    if (existing.uid >= 100 && existing.uid <= 999) return {};
    return fatal(`The user \`${name}' already exists, but is not a system user. Exiting.`, 13);
  }
  const uidText = values.get('uid');
  if (uidText !== undefined && !/^\d{1,10}$/.test(uidText)) {
    return failed(`Value "${uidText}" invalid for option uid (number expected)`, 51);
  }
  if (uidText !== undefined && accounts.userById(Number(uidText))) {
    return fatal(`The UID ${uidText} is already in use.`, 4);
  }
  const ingroup = values.get('ingroup');
  const gidText = values.get('gid');
  const named = ingroup === undefined ? undefined : accounts.group(ingroup);
  if (ingroup !== undefined && !named) return fatal(`The group \`${ingroup}' does not exist.`, 12);
  const byGid = gidText === undefined ? undefined : accounts.groupById(Number(gidText));
  if (gidText !== undefined && !byGid) return fatal(`The GID ${gidText} does not exist.`, 12);
  const primary = named ?? byGid;
  const ownGroup = system ? options.has('group') && !primary : !primary;
  if (ownGroup && accounts.group(name) && !system) return fatal(`The group \`${name}' already exists.`, 11);
  const first = Number(values.get('firstuid') ?? (system ? 100 : 1000));
  const last = Number(values.get('lastuid') ?? (system ? 999 : 59_999));
  const uid =
    uidText !== undefined
      ? Number(uidText)
      : ownGroup
        ? freeBoth(accounts, first, last)
        : accounts.free(first, last, (id) => accounts.userById(id) !== undefined);
  if (uid === undefined)
    return fatal(`No UID is available in the range ${first}-${last} (FIRST_UID - LAST_UID).`, 21);
  let gid = primary?.gid ?? (system ? (accounts.group('nogroup')?.gid ?? 65_534) : uid);
  if (ownGroup) {
    const same = accounts.group(name);
    gid = same?.gid ?? (accounts.groupById(uid) ? (freeBoth(accounts, first, last) ?? uid) : uid);
    if (!same) writeGroup(accounts, name, gid);
  }
  const shell =
    values.get('shell') ?? (system || options.has('disabled-login') ? '/usr/sbin/nologin' : '/bin/bash');
  const home = values.get('home') ?? (system ? '/nonexistent' : `/home/${name}`);
  const user: NewUser = { name, uid, gid, comment: values.get('comment') ?? '', home, shell, system };
  const lost =
    values.has('home') && options.has('no-create-home') && home !== '/nonexistent' && !call.files.exists(home)
      ? `warn: [sanitized] The home dir ${home} you specified can't be accessed: No such file or directory_\n`
      : '';
  const warning =
    system && uid > 999 ? `useradd warning: ${name}'s uid ${uid} is greater than SYS_UID_MAX 999\n` : '';
  writeUser(accounts, user);
  const wantsHome = !options.has('no-create-home') && home !== '/nonexistent';
  if (wantsHome) makeHome(call, user);
  if (!system && accounts.group('users') && call.image.reference?.includes('bookworm') !== true) {
    accounts.addMember('users', name, true);
  }
  return { stderr: lost + warning };
}

function debianAddgroup(call: ToolCall): ToolResult {
  const { options, wrong } = debianOptions(call);
  if (!options) return wrong ?? {};
  const [name, more] = options.operands;
  if (name === undefined) return fatal('Only one or two names allowed.', 52);
  if (more !== undefined) return fatal('addgroup with two arguments is an unspecified operation.', 51);
  if (call.user.uid !== 0) return fatal('Only root may add a user or group to the system.', 31);
  const accounts = new Accounts(call);
  const system = options.has('system');
  const existing = accounts.group(name);
  if (existing) {
    if (system && existing.gid >= 100 && existing.gid <= 999) return {};
    return fatal(
      system
        ? `The group \`${name}' already exists and is not a system group. Exiting.`
        : `The group \`${name}' already exists.`,
      system ? 13 : 11,
    );
  }
  const gidText = options.values.get('gid');
  if (gidText !== undefined && accounts.groupById(Number(gidText)))
    return fatal(`The GID \`${gidText}' is already in use.`, 4);
  const taken = (id: number) => accounts.groupById(id) !== undefined;
  const gid =
    gidText !== undefined
      ? Number(gidText)
      : system
        ? accounts.free(100, 999, taken)
        : accounts.free(1000, 59_999, taken);
  if (gid === undefined) return fatal('No GID is available in the range.', 22);
  writeGroup(accounts, name, gid);
  return {};
}

function debianDelete(call: ToolCall): ToolResult {
  const options = readOptions(call.args, {
    short: 'hvq',
    long: {
      quiet: 'q',
      system: 's',
      conf: 'conf',
      'remove-home': 'home',
      'remove-all-files': 'files',
      backup: 'backup',
      group: 'group',
      'only-if-empty': 'empty',
    },
    withValue: ['conf'],
  });
  if (options.error) return failed(`Unknown option: ${options.error.option}`, 51);
  const [name, group] = options.operands;
  if (name === undefined) return fatal('Only one or two names allowed.', 52);
  if (call.user.uid !== 0) return fatal('Only root may remove a user or group from the system.', 31);
  const accounts = new Accounts(call);
  if (call.name === 'delgroup' && group === undefined) {
    const found = accounts.group(name);
    if (!found) return options.has('s') ? {} : failed(`warn: The group \`${name}' does not exist.`, 12);
    const owner = accounts.users.find((one) => one.gid === found.gid);
    if (owner) {
      return failed(
        `groupdel: cannot remove the primary group of user '${owner.name}'\nfatal: \`/sbin/groupdel ${name}' returned error code 8. Exiting.`,
        82,
      );
    }
    accounts.drop('/etc/group', name, true);
    accounts.drop('/etc/gshadow', name, true);
    return {};
  }
  const user = accounts.user(name);
  if (!user) return options.has('s') ? {} : fatal(`The user \`${name}' does not exist.`, 12);
  if (group !== undefined) {
    const found = accounts.group(group);
    if (!found) return fatal(`The group \`${group}' does not exist.`, 12);
    if (!found.members.includes(name))
      return fatal(`The user \`${name}' is not a member of group \`${group}'.`, 42);
    accounts.removeMember(name, group, true);
    return {};
  }
  if (
    (options.has('home') || options.has('files') || options.has('backup')) &&
    call.which('perl') === undefined
  ) {
    return failed(
      "warn: In order to use the --remove-home, --remove-all-files, and --backup features, you need to install the `perl' package. To accomplish that, run apt-get install perl.",
      56,
    );
  }
  for (const path of ['/etc/passwd', '/etc/shadow', '/etc/subuid', '/etc/subgid'])
    accounts.drop(path, name, true);
  accounts.removeMember(name, undefined, true);
  if (accounts.group(name)) {
    accounts.drop('/etc/group', name, true);
    accounts.drop('/etc/gshadow', name, true);
  }
  if (options.has('home')) call.files.remove(user.home);
  return {};
}

/** `adduser` and `addgroup` of whichever family the image is. */
export const adduser = defineTool({
  names: ['adduser', 'addgroup', 'deluser', 'delgroup'],
  origin: 'system',
  run(call) {
    const busybox = flavourOf(call) === 'busybox';
    if (call.name === 'adduser') return busybox ? busyboxAdduser(call) : debianAdduser(call);
    if (call.name === 'addgroup') return busybox ? busyboxAddgroup(call) : debianAddgroup(call);
    return busybox ? busyboxDelete(call) : debianDelete(call);
  },
});
