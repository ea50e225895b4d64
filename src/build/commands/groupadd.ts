/** groupadd, groupmod and groupdel of the shadow suite. */
import { Accounts } from './support/accounts.ts';
import { readOptions } from './support/options.ts';
import { isName, nextId, notRoot, optionProblem, writeGroup } from './support/shadow.ts';
import { failed, type ToolCall, type ToolResult } from './types.ts';

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
