/** id, whoami, groups and logname of coreutils 9 and BusyBox. */
import { parseGroup, parsePasswd } from '../users.ts';
import { textOf } from './support/accounts.ts';
import { flavourOf, optionError } from './support/flavour.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

export const id = defineTool({
  names: ['id', 'whoami', 'groups', 'logname'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const users = parsePasswd(textOf(call.files, '/etc/passwd') ?? '');
    const groups = parseGroup(textOf(call.files, '/etc/group') ?? '');
    const userName = (uid: number) => users.find((one) => one.uid === uid)?.name;
    const groupName = (gid: number) => groups.find((one) => one.gid === gid)?.name;
    if (call.name === 'whoami' || call.name === 'logname') {
      const name = userName(call.user.uid);
      if (name !== undefined) return { stdout: `${name}\n` };
      return failed(
        gnu
          ? `whoami: cannot find name for user ID ${call.user.uid}`
          : `whoami: unknown uid ${call.user.uid}`,
      );
    }
    const options = readOptions(call.args, {
      short: 'ugGnrza',
      long: { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r', zero: 'z' },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const [asked] = options.operands;
    let { uid, gid } = call.user;
    let all: readonly number[] = call.user.groups;
    if (asked !== undefined) {
      const user = users.find((one) => one.name === asked) ?? users.find((one) => String(one.uid) === asked);
      if (!user) return failed(gnu ? `id: '${asked}': no such user` : `id: unknown user ${asked}`);
      ({ uid, gid } = user);
      const primary = gid;
      all = [
        gid,
        ...groups
          .filter((one) => one.members.includes(user.name) && one.gid !== primary)
          .map((one) => one.gid),
      ];
    }
    if (all.length === 0) all = [gid];
    const numbered = (number: number, name: string | undefined) =>
      options.has('n') ? (name ?? String(number)) : String(number);
    // Linux keeps a process's groups sorted; of another user the tools list the primary group first.
    const unique = [...new Set(asked === undefined ? all.toSorted((a, b) => a - b) : all)];
    if (call.name === 'groups')
      return { stdout: `${unique.map((one) => groupName(one) ?? one).join(' ')}\n` };
    if (options.has('u')) return { stdout: `${numbered(uid, userName(uid))}\n` };
    if (options.has('g')) return { stdout: `${numbered(gid, groupName(gid))}\n` };
    if (options.has('G'))
      return { stdout: `${unique.map((one) => numbered(one, groupName(one))).join(' ')}\n` };
    const both = (number: number, name: string | undefined) =>
      name === undefined ? String(number) : `${number}(${name})`;
    const list = unique.map((one) => both(one, groupName(one))).join(',');
    return { stdout: `uid=${both(uid, userName(uid))} gid=${both(gid, groupName(gid))} groups=${list}\n` };
  },
});
