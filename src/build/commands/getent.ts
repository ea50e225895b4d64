/** getent of glibc and musl-utils: passwd and group by name or number; hosts are the network's. */
import { textOf } from './support/accounts.ts';
import { defineTool, type ToolCall, type ToolResult } from './types.ts';

export const getent = defineTool({
  names: ['getent'],
  origin: 'system',
  run(call): ToolResult {
    const [database = '', ...keys] = call.args.filter((word) => !word.startsWith('-'));
    if (database !== 'passwd' && database !== 'group' && database !== 'shadow') {
      call.unknown(`getent ${database} asks what is not known here`);
      return {};
    }
    const text = textOf(call.files, `/etc/${database}`);
    if (text === undefined) {
      call.unknown(`what is in /etc/${database} of the image is not known`);
      return {};
    }
    const lines = text.split('\n').filter((line) => line !== '');
    if (keys.length === 0) return { stdout: lines.map((line) => `${line}\n`).join('') };
    const found = keys.map((key) => entry(lines, key));
    return {
      stdout: found.flatMap((line) => (line === undefined ? [] : [`${line}\n`])).join(''),
      exitCode: found.includes(undefined) ? 2 : 0,
    };
  },
});

function entry(lines: readonly string[], key: string): string | undefined {
  return (
    lines.find((line) => line.startsWith(`${key}:`)) ??
    lines.find((line) => /^\d+$/.test(key) && line.split(':')[2] === key)
  );
}

/** `passwd`, `chpasswd` and `chage`: what they write is salted, so that nobody knows it. */
export const passwd = defineTool({
  names: ['passwd', 'chpasswd', 'chage'],
  origin: 'system',
  run(call) {
    const users = textOf(call.files, '/etc/passwd') ?? '';
    const has = (name: string) => users.split('\n').some((line) => line.startsWith(`${name}:`));
    const gnu = call.image.family === 'debian' || call.image.family === 'ubuntu';
    let names: string[];
    if (call.name === 'chpasswd')
      names = call.stdin
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split(':')[0] ?? '');
    else names = call.args.filter((word) => !word.startsWith('-')).slice(-1);
    if (
      call.name === 'passwd' &&
      !call.args.some((word) => /^-\w*[dlue]|^--(delete|lock|unlock|expire|stdin)/.test(word))
    ) {
      call.unknown('passwd asks for a password');
      return {};
    }
    const missing = names.find((name) => !has(name));
    if (missing !== undefined) {
      if (!gnu) return { exitCode: 1, stderr: `${call.name}: unknown user ${missing}\n` };
      return {
        exitCode: 1,
        stderr:
          call.name === 'chpasswd'
            ? `chpasswd: (user ${missing}) pam_chauthtok() failed, error:\nAuthentication token manipulation error\nchpasswd: (line ${names.indexOf(missing) + 1}, user ${missing}) password not changed\n`
            : `${call.name}: user '${missing}' does not exist\n`,
      };
    }
    if (call.user.uid !== 0) {
      call.unknown(`what ${call.name} may do for ${call.user.name} is not followed`);
      return {};
    }
    salted(call);
    return {};
  },
});

function salted(call: ToolCall): void {
  const path = '/etc/shadow';
  if (call.files.stat(path).kind === 'absent') return;
  call.files.writeOpaque(path, {
    size: { bytes: 0, certainty: 'unknown', why: 'passwords are salted when the image is built' },
  });
}
