/** usermod and userdel of the shadow suite: an account is changed or taken away. */
import { Accounts } from './support/accounts.ts';
import { readOptions } from './support/options.ts';
import { notRoot, optionProblem } from './support/shadow.ts';
import { failed, type ToolCall, type ToolResult } from './types.ts';

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

/** usermod hands over what the user owns in the home directory. */
function changeOwner(call: ToolCall, home: string, uid: number, owner: { uid?: number; gid?: number }): void {
  if (!call.files.isDirectory(home)) return;
  for (const { path, entry } of [...call.files.walk(home)]) {
    if (entry.uid === uid) call.files.update(path, (old) => ({ ...old, ...owner }), { follow: false });
  }
}
