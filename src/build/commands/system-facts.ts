/** uname, arch, nproc, hostname, getconf, sync, sleep and other commands that change no file. */
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

/** The build is simulated for linux/amd64. */
const MACHINE = 'x86_64';
/** The kernel is the host's: nobody knows it; the number stands for some release. */
const RELEASE = '6.12.0';

export const uname = defineTool({
  names: ['uname', 'arch'],
  origin: 'system',
  run(call) {
    if (call.name === 'arch') return { stdout: `${MACHINE}\n` };
    const options = readOptions(call.args, {
      short: 'asnrvmpio',
      long: {
        all: 'a',
        'kernel-name': 's',
        nodename: 'n',
        'kernel-release': 'r',
        'kernel-version': 'v',
        machine: 'm',
        processor: 'p',
        'hardware-platform': 'i',
        'operating-system': 'o',
      },
    });
    const all = options.has('a');
    const parts: string[] = [];
    if (all || options.has('s') || options.values.size === 0) parts.push('Linux');
    if (all || options.has('n')) parts.push('buildkitsandbox');
    if (all || options.has('r') || options.has('v'))
      call.estimated('the kernel is the one of the machine that builds');
    if (all || options.has('r')) parts.push(RELEASE);
    if (all || options.has('v')) parts.push('#1 SMP');
    if (all || options.has('m')) parts.push(MACHINE);
    if (!all && (options.has('p') || options.has('i'))) parts.push('unknown');
    if (all || options.has('o')) parts.push(call.image.family === 'alpine' ? 'Linux' : 'GNU/Linux');
    return { stdout: `${parts.join(' ')}\n` };
  },
});

export const nproc = defineTool({
  names: ['nproc'],
  origin: 'system',
  // The number of processors changes how long a build takes, not what it makes.
  run: () => ({ stdout: '4\n' }),
});

export const hostname = defineTool({
  names: ['hostname'],
  origin: 'system',
  run: (call) =>
    call.args.length === 0 || call.args[0]?.startsWith('-')
      ? { stdout: 'buildkitsandbox\n' }
      : failed('hostname: sethostname: Operation not permitted'),
});

export const getconf = defineTool({
  names: ['getconf'],
  origin: 'system',
  run(call) {
    const known: Readonly<Record<string, string>> = {
      LONG_BIT: '64',
      _NPROCESSORS_ONLN: '4',
      _NPROCESSORS_CONF: '4',
      PAGESIZE: '4096',
      PAGE_SIZE: '4096',
    };
    const [name = ''] = call.args;
    const value = known[name];
    if (value !== undefined) return { stdout: `${value}\n` };
    call.unknown(`getconf ${name} is not modelled`);
    return {};
  },
});

const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

export const sleep = defineTool({
  names: ['sleep'],
  origin: 'system',
  /** No time passes; the estimate of the step grows. */
  run(call) {
    for (const word of call.args) {
      const match = /^(\d{0,9}\.?\d{0,9})([smhd]?)$/.exec(word);
      if (!match || match[1] === '' || match[1] === '.') {
        return failed(
          call.image.family === 'alpine'
            ? `sleep: invalid number '${word}'`
            : `sleep: invalid time interval '${word}'\nTry 'sleep --help' for more information.`,
        );
      }
      call.takes(Number(match[1]) * (SECONDS[match[2] ?? ''] ?? 1) * 1000);
    }
    return call.args.length > 0
      ? {}
      : failed("sleep: missing operand\nTry 'sleep --help' for more information.");
  },
});

/** Commands without an effect on the files of an image. */
export const withoutEffect = defineTool({
  names: [
    'sync',
    'ldconfig',
    'depmod',
    'stty',
    'ulimit',
    'renice',
    'kill',
    'pkill',
    'killall',
    'ps',
    'free',
    'uptime',
    'df',
    'lscpu',
  ],
  origin: 'system',
  run(call) {
    if (/^(ps|free|uptime|df|lscpu)$/.test(call.name))
      call.estimated(`what ${call.name} prints is the building machine's`);
    return {};
  },
});
