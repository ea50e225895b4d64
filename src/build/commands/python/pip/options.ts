/** The options of pip's commands, and how pip fails. Words of pip 26.2. */

const VALUES: Readonly<Record<string, string>> = {
  r: 'requirement',
  requirement: 'requirement',
  c: 'constraint',
  constraint: 'constraint',
  t: 'target',
  target: 'target',
  prefix: 'prefix',
  root: 'root',
  f: 'find-links',
  'find-links': 'find-links',
  w: 'wheel-dir',
  'wheel-dir': 'wheel-dir',
  d: 'dest',
  dest: 'dest',
  i: 'index-url',
  'index-url': 'index-url',
  'extra-index-url': 'extra-index-url',
  e: 'editable',
  editable: 'editable',
  'trusted-host': 'trusted-host',
  timeout: 'timeout',
  retries: 'retries',
  'cache-dir': 'cache-dir',
  platform: 'platform',
  'python-version': 'python-version',
  'only-binary': 'only-binary',
  'no-binary': 'no-binary',
  'upgrade-strategy': 'upgrade-strategy',
  'root-user-action': 'root-user-action',
  group: 'group',
};
const SWITCHES: ReadonlySet<string> = new Set(
  'U upgrade no-cache-dir user no-index no-deps q quiet qq v verbose vvv pre force-reinstall ignore-installed I no-compile compile no-build-isolation use-pep517 break-system-packages disable-pip-version-check no-input no-warn-script-location no-color require-hashes prefer-binary isolated no-warn-conflicts y yes no-clean'.split(
    ' ',
  ),
);

export interface Options {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly switches: ReadonlySet<string>;
}

export class PipFailure extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** pip takes a beginning of a long option that only one has: `--no-cache` is `--no-cache-dir`. */
function whole(name: string): string {
  if (name.length < 3 || VALUES[name] !== undefined || SWITCHES.has(name)) return name;
  const all = [...Object.keys(VALUES), ...SWITCHES].filter((one) => one.length > 2 && one.startsWith(name));
  return all.length === 1 ? (all[0] as string) : name;
}

/** Words, values and switches of a command; throws PipFailure for an option that there is not. */
export function parse(command: string, args: readonly string[]): Options {
  const words: string[] = [];
  const values = new Map<string, string[]>();
  const switches = new Set<string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    if (!arg.startsWith('-') || arg === '-') {
      words.push(arg);
      continue;
    }
    const short = !arg.startsWith('--') && arg.length > 2 && VALUES[arg[1] ?? ''] !== undefined;
    const bare = short ? (arg[1] ?? '') : whole(arg.replace(/^--?/, '').split('=')[0] ?? '');
    const name = VALUES[bare];
    if (name !== undefined) {
      const inline = short ? arg.slice(2) : arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : undefined;
      const value = inline ?? args[++at];
      if (value === undefined)
        throw new PipFailure(
          `\nUsage:   \n  pip ${command} [options]\n\n${arg} option requires 1 argument`,
          2,
        );
      values.set(name, [...(values.get(name) ?? []), value]);
    } else if (SWITCHES.has(bare)) switches.add(bare);
    else throw new PipFailure(`\nUsage:   \n  pip ${command} [options]\n\nno such option: ${arg}`, 2);
  }
  return { words, values, switches };
}
