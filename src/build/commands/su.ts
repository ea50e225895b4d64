/** su, sudo, gosu, su-exec, setpriv and runuser: a command as another user. */
import { parseGroup, parsePasswd } from '../users.ts';
import { textOf } from './support/accounts.ts';
import { flavourOf } from './support/flavour.ts';
import { quote } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

/** Runs a script as another user, with the rights of that one. */
async function runAs(call: ToolCall, userText: string, script: string, home: boolean): Promise<ToolResult> {
  const users = parsePasswd(textOf(call.files, '/etc/passwd') ?? '');
  const groups = parseGroup(textOf(call.files, '/etc/group') ?? '');
  const [name = '', groupName] = userText.split(':');
  const user = users.find((one) => one.name === name) ?? users.find((one) => String(one.uid) === name);
  const uid = user?.uid ?? (/^\d{1,10}$/.test(name) ? Number(name) : undefined);
  if (uid === undefined) {
    if (call.name === 'su')
      return failed(
        flavourOf(call) === 'gnu'
          ? `su: user ${name} does not exist or the user entry does not contain all the required fields`
          : `su: unknown user ${name}`,
      );
    if (call.name === 'sudo')
      return failed(`sudo: unknown user ${name}\nsudo: error initializing audit plugin sudoers_audit`);
    const mark = call.name === 'gosu' ? "'" : '"';
    return failed(
      `error: failed switching to ${mark}${userText}${mark}: unable to find user ${name}: no matching entries in passwd file`,
    );
  }
  const gid =
    groupName === undefined
      ? (user?.gid ?? 0)
      : (groups.find((one) => one.name === groupName)?.gid ?? Number(groupName));
  const member = groups.filter((one) => user !== undefined && one.members.includes(user.name));
  return call.run(script, {
    env: home || call.name === 'gosu' || call.name === 'su-exec' ? { HOME: user?.home ?? '/' } : {},
    user: {
      uid,
      gid,
      name: user?.name ?? '',
      home: user?.home ?? '/',
      groups: [gid, ...member.map((one) => one.gid)],
    },
  });
}

export const su = defineTool({
  names: ['su', 'runuser'],
  origin: 'system',
  async run(call) {
    const options = readOptions(
      call.args.filter((word) => word !== '-'),
      {
        short: 'c:s:lmpu:fg:G:P',
        long: { command: 'c', shell: 's', login: 'l', 'preserve-environment': 'm', user: 'u', group: 'g' },
      },
    );
    const user = options.values.get('u') ?? options.operands[0] ?? 'root';
    const command =
      options.values.get('c') ?? (options.has('u') ? options.operands.map(quote).join(' ') : undefined);
    if (call.user.uid !== 0) return failed('su: Authentication failure');
    if (command === undefined) return {};
    const entry = parsePasswd(textOf(call.files, '/etc/passwd') ?? '').find((one) => one.name === user);
    const shell = options.values.get('s') ?? entry?.shell ?? '/bin/sh';
    if (entry && /(nologin|false)$/.test(shell) && !options.has('u'))
      return failed(shell.endsWith('nologin') ? 'This account is currently not available.' : '');
    const more = options.operands.slice(options.has('u') ? options.operands.length : 1);
    // What stands behind the user are $0, $1 … of the command.
    const words = options.has('c') && more.length > 0 ? [shell, '-c', command, ...more] : undefined;
    return runAs(call, user, words === undefined ? command : words.map(quote).join(' '), true);
  },
});

export const sudo = defineTool({
  names: ['sudo', 'gosu', 'su-exec', 'setpriv'],
  origin: 'toolchain',
  async run(call) {
    if (call.name === 'sudo') {
      const options = readOptions(call.args, {
        short: 'u:g:EHnSiskAbKvl',
        long: { user: 'u', 'preserve-env': 'E', 'set-home': 'H' },
        stopAtOperand: true,
      });
      const words = options.operands.filter((word, at) => !(at === 0 && /^\w+=/.test(word)));
      return runAs(call, options.values.get('u') ?? 'root', words.map(quote).join(' '), options.has('H'));
    }
    if (call.name === 'setpriv') {
      const words = call.args.filter((word) => !word.startsWith('-'));
      const uid =
        call.args.find((word) => word.startsWith('--reuid='))?.slice('--reuid='.length) ??
        String(call.user.uid);
      return runAs(call, uid, words.map(quote).join(' '), false);
    }
    const [user, ...words] = call.args;
    if (user === '--version' || user === '-v' || user === '--help') {
      call.estimated(`the version of ${call.name} is not known`);
      return { stdout: '1\n' };
    }
    if (user === undefined || words.length === 0)
      return failed(`Usage: ${call.name} user-spec command [args]`);
    return runAs(call, user, words.map(quote).join(' '), false);
  },
});
