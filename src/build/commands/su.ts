/** su, sudo, gosu, su-exec, setpriv and runuser: a command as another user. */
import { parseGroup, parsePasswd } from '../users.ts';
import { textOf } from './support/accounts.ts';
import { flavourOf } from './support/flavour.ts';
import { quote } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

/**
 * Runs a script; what it makes belongs to the other user afterwards. The shell of a RUN has one user, so
 * that the files' own rights are checked as the caller's.
 */
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
    return failed(
      `error: failed switching to "${userText}": unable to find user ${name}: no matching entries in passwd file`,
    );
  }
  const gid =
    groupName === undefined
      ? (user?.gid ?? 0)
      : (groups.find((one) => one.name === groupName)?.gid ?? Number(groupName));
  if (uid !== call.user.uid)
    call.estimated(
      `what runs as ${name} by way of ${call.name} is followed with the rights of ${call.user.name || call.user.uid}`,
    );
  const before = new Map<string, unknown>();
  for (const { path, entry } of call.files.walk('/')) before.set(path, entry);
  const result = await call.run(script, {
    env: home || call.name === 'gosu' || call.name === 'su-exec' ? { HOME: user?.home ?? '/' } : {},
  });
  if (uid !== call.user.uid) {
    for (const { path, entry } of [...call.files.walk('/')]) {
      const old = before.get(path);
      if (old === undefined) call.files.update(path, (made) => ({ ...made, uid, gid }), { follow: false });
      else if (old !== entry && entry.type === 'file') continue;
    }
  }
  return result;
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
    return runAs(call, user, command, true);
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
    if (user === undefined || words.length === 0)
      return failed(`Usage: ${call.name} user-spec command [args]`);
    return runAs(call, user, words.map(quote).join(' '), false);
  },
});
