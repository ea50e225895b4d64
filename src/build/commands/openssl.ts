/** openssl as Dockerfiles call it: keys, requests, certificates, random words, digests. Words of OpenSSL 3. */
import { Says } from './support/look.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

const WHY = 'keys and certificates are made anew at every build';

export const openssl = defineTool({
  names: ['openssl'],
  origin: 'optional',
  run(call): ToolResult | Promise<ToolResult> {
    const [command = '', ...args] = call.args;
    const value = (name: string) => {
      const at = args.indexOf(name);
      return at < 0 ? undefined : args[at + 1];
    };
    switch (command) {
      case 'rand':
        return rand(call, args, value('-out'));
      case 'genrsa':
      case 'genpkey':
      case 'ecparam':
        return make(
          call,
          value('-out'),
          bits(args) > 2048 ? 3_272 : command === 'ecparam' ? 302 : 1_704,
          true,
          command,
        );
      case 'dhparam':
        return make(call, value('-out'), 428, false, command);
      case 'req': {
        const makesKey = args.includes('-newkey') || (args.includes('-new') && value('-key') === undefined);
        const wrong = missing(call, [value('-key'), value('-config')]);
        if (wrong) return wrong;
        if (!args.includes('-subj') && value('-config') === undefined && !args.includes('-batch')) {
          call.unknown('openssl req asks for what the certificate is to say');
          return {};
        }
        if (makesKey) {
          const made = make(call, value('-keyout') ?? 'privkey.pem', 1_704, true, command);
          if (made.exitCode) return made;
        }
        return make(call, value('-out'), args.includes('-x509') ? 1_100 : 900, false, command);
      }
      case 'x509': {
        const wrong = missing(call, [
          value('-in'),
          value('-signkey'),
          value('-key'),
          value('-CA'),
          value('-CAkey'),
        ]);
        if (wrong) return wrong;
        if (args.includes('-noout')) {
          call.unknown('what a certificate says is not known');
          return {};
        }
        return make(call, value('-out'), 1_000, false, command);
      }
      case 'rsa':
      case 'pkcs12':
      case 'pkey':
        return missing(call, [value('-in')]) ?? make(call, value('-out'), 1_700, true, command);
      case 'dgst':
      case 'sha256':
        return digest(call, args);
      case 'version':
        call.estimated('the version of OpenSSL in the image is not known');
        return { stdout: 'OpenSSL 3\n' };
      default:
        call.unknown(`openssl ${command} is not modelled`);
        return {};
    }
  },
});

function bits(args: readonly string[]): number {
  return Number(args.find((word) => /^\d{3,5}$/.test(word)) ?? 2048);
}

/** A file that is to be read and is not there. */
function missing(call: ToolCall, paths: readonly (string | undefined)[]): ToolResult | undefined {
  const path = paths.find((one) => one !== undefined && call.files.stat(one).kind === 'absent');
  if (path === undefined) return undefined;
  return failed(`Could not open file or uri for loading private key from ${path}: No such file or directory`);
}

function make(
  call: ToolCall,
  path: string | undefined,
  bytes: number,
  secret: boolean,
  what: string,
): ToolResult {
  if (path === undefined) {
    call.unknown('what openssl prints is made anew at every build');
    return {};
  }
  const folder = call.files.resolve(path).replace(/\/[^/]*$/, '') || '/';
  if (call.files.stat(folder).kind === 'absent')
    return failed(`${what}: Can't open "${path}" for writing, No such file or directory`);
  const isNew = call.files.stat(path).kind === 'absent';
  call.files.writeOpaque(
    path,
    { size: { bytes, certainty: 'estimated', why: WHY } },
    secret && isNew ? { mode: 0o600 } : {},
  );
  call.estimated(WHY);
  call.takes(200);
  return {};
}

function rand(call: ToolCall, args: readonly string[], out: string | undefined): ToolResult {
  const count = Number(args.find((word) => /^\d{1,6}$/.test(word)) ?? 0);
  const hex = args.includes('-hex');
  const bytes = hex ? count * 2 + 1 : args.includes('-base64') ? Math.ceil(count / 3) * 4 + 1 : count;
  if (out !== undefined) {
    call.files.writeOpaque(out, { size: { bytes, certainty: 'known' } });
    return {};
  }
  call.unknown('random words differ from build to build');
  return { stdout: `${'0'.repeat(bytes - 1)}\n` };
}

async function digest(call: ToolCall, args: readonly string[]): Promise<ToolResult> {
  const files = args.filter((word) => !word.startsWith('-'));
  const kind = args.find((word) => /^-sha(256|384|512|1)$/.test(word)) ?? '-sha256';
  if (args.some((word) => /^-(sign|verify|out|hmac|binary)$/.test(word)) || files.length === 0) {
    call.unknown('what openssl dgst says here is not known');
    return {};
  }
  const says = new Says();
  for (const path of files) {
    const run = await call.run(`${kind.slice(1)}sum '${path.replaceAll("'", "'\\''")}'`);
    if (run.exitCode !== 0) says.error(`Can't open "${path}" for reading, No such file or directory`);
    else
      says.out.push(
        `SHA${kind === '-sha1' ? '1' : `2-${kind.slice(4)}`}(${path})= ${run.stdout.split(' ')[0]}`,
      );
  }
  return says.result();
}

export const sshTools = defineTool({
  names: ['ssh-keygen', 'ssh-keyscan', 'ssh', 'scp', 'sftp', 'ssh-add', 'ssh-agent'],
  origin: 'optional',
  run(call): ToolResult {
    const value = (name: string) => {
      const at = call.args.indexOf(name);
      return at < 0 ? undefined : call.args[at + 1];
    };
    if (call.name === 'ssh-keyscan') {
      call.estimated('the host is taken to answer; there is no network here');
      return { stdout: `${call.args.at(-1) ?? ''} ssh-ed25519 …\n` };
    }
    if (call.name === 'ssh-keygen' && call.args.includes('-A')) {
      call.files.makeDirectories('/etc/ssh');
      for (const type of ['rsa', 'ecdsa', 'ed25519']) key(call, `/etc/ssh/ssh_host_${type}_key`);
      return {};
    }
    const path = value('-f');
    if (
      call.name === 'ssh-keygen' &&
      path !== undefined &&
      !call.args.some((word) => /^-[ylRFpci]$/.test(word))
    ) {
      if (value('-N') === undefined) {
        call.unknown('ssh-keygen asks for a passphrase');
        return {};
      }
      const folder = call.files.resolve(path).replace(/\/[^/]*$/, '') || '/';
      if (call.files.stat(folder).kind === 'absent')
        return failed(`Saving key "${path}" failed: No such file or directory`);
      key(call, path);
      return {};
    }
    call.unknown(`what ${call.name} does here is not known`);
    return {};
  },
});

function key(call: ToolCall, path: string): void {
  const size = (bytes: number) => ({ bytes, certainty: 'estimated', why: WHY }) as const;
  call.files.writeOpaque(path, { size: size(400) }, { mode: 0o600 });
  call.files.writeOpaque(`${path}.pub`, { size: size(100) });
  call.estimated(WHY);
}
