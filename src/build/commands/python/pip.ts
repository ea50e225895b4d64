/**
 * pip (https://pip.pypa.io/en/stable/cli/): install, wheel, download, uninstall. Reads requirements files; writes
 * site-packages, programs with the `#!` of their Python, and ~/.cache/pip. Words of pip 26.2.
 */
import { dirname } from '../../filesystem/path.ts';
import { writeRest } from '../support/rest.ts';
import type { ToolCall, ToolResult } from '../types.ts';
import { type PythonHome, sitePackages, writeScript } from './layout.ts';
import { DISTRIBUTIONS, parseRequirement, type Requirement, SIZE_WHY, UNKNOWN_BYTES } from './packages.ts';

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

interface Options {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly switches: ReadonlySet<string>;
}

class PipFailure extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs pip with the Python that it belongs to. */
export function pip(call: ToolCall, home: PythonHome, args: readonly string[]): ToolResult {
  const [command = '', ...rest] = args.filter(
    (one, at) => at > 0 || !/^--(no-cache-dir|quiet|disable-pip-version-check)$/.test(one),
  );
  try {
    if (command === 'install') return install(call, home, parse(command, rest));
    if (command === 'wheel' || command === 'download') return wheel(call, command, parse(command, rest));
    if (command === '--version' || command === '-V') {
      call.unknown('the version of pip in this image is not known');
      return {};
    }
    if (
      [
        'list',
        'freeze',
        'show',
        'check',
        'cache',
        'config',
        'uninstall',
        'index',
        'inspect',
        'hash',
        'debug',
        'help',
        'lock',
        'search',
        'completion',
      ].includes(command)
    ) {
      call.unknown(`pip ${command} is not modelled`);
      return {};
    }
    if (command === '') return { stdout: '\nUsage:   \n  pip <command> [options]\n' };
    return { exitCode: 1, stderr: `ERROR: unknown command "${command}"\n` };
  } catch (error) {
    if (error instanceof PipFailure) return { exitCode: error.exitCode, stderr: `${error.message}\n` };
    throw error;
  }
}

/** pip takes a beginning of a long option that only one has: `--no-cache` is `--no-cache-dir`. */
function whole(name: string): string {
  if (name.length < 3 || VALUES[name] !== undefined || SWITCHES.has(name)) return name;
  const all = [...Object.keys(VALUES), ...SWITCHES].filter((one) => one.length > 2 && one.startsWith(name));
  return all.length === 1 ? (all[0] as string) : name;
}

function parse(command: string, args: readonly string[]): Options {
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

interface Wanted {
  readonly requirements: readonly Requirement[];
  /** Folders of projects: `.` */
  readonly projects: readonly string[];
  /** Something that is fetched from elsewhere: nobody knows what it brings. */
  readonly elsewhere: readonly string[];
}

function wantedOf(call: ToolCall, options: Options): Wanted {
  const requirements: Requirement[] = [];
  const projects: string[] = [];
  const elsewhere: string[] = [];
  const add = (text: string) => {
    const one = parseRequirement(text);
    if (one && !call.files.isFile(text)) requirements.push(one);
    else if (text.includes('://') || / @ /.test(text) || /\.(whl|tar\.gz|zip)$/.test(text))
      elsewhere.push(text);
    else projects.push(text.replace(/\[.*\]$/, ''));
  };
  const readFile = (path: string, depth: number) => {
    if (call.files.stat(path).kind === 'absent') {
      throw new PipFailure(
        `ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${path}'`,
      );
    }
    const text = call.files.isFile(path) ? call.files.read(path) : undefined;
    if (text === undefined) {
      call.unknown(`what ${path} asks for is not known`);
      elsewhere.push(path);
      return;
    }
    for (const raw of text.replace(/\\\n/g, ' ').split('\n')) {
      const line = raw.replace(/(^|\s)#.*$/, '').trim();
      if (line === '') continue;
      const nested = /^(?:-r|--requirement)[ =]?\s*(\S+)$/.exec(line)?.[1];
      const editable = /^(?:-e|--editable)[ =]?\s*(\S+)$/.exec(line)?.[1];
      if (nested !== undefined && depth < 10)
        readFile(nested.startsWith('/') ? nested : `${dirname(path)}/${nested}`, depth + 1);
      else if (editable !== undefined) add(editable);
      else if (!line.startsWith('-')) add(line.replace(/\s--hash=\S+/g, ''));
    }
  };
  for (const file of options.values.get('requirement') ?? []) readFile(file, 0);
  for (const one of [...options.words, ...(options.values.get('editable') ?? [])]) add(one);
  return { requirements, projects, elsewhere };
}

const MANAGED = `error: externally-managed-environment

× This environment is externally managed
╰─> To install Python packages system-wide, try apt install
    python3-xyz, where xyz is the package you are trying to
    install.
    
    If you wish to install a non-Debian-packaged Python package,
    create a virtual environment using python3 -m venv path/to/venv.
    Then use path/to/venv/bin/python and path/to/venv/bin/pip. Make
    sure you have python3-full installed.
    
    If you wish to install a non-Debian packaged Python application,
    it may be easiest to use pipx install xyz, which will manage a
    virtual environment for you. Make sure you have pipx installed.
    
    See /usr/share/doc/python3/README.venv for more information.

note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.
hint: See PEP 668 for the detailed specification.`;

function install(call: ToolCall, home: PythonHome, options: Options): ToolResult {
  const target = options.values.get('target')?.at(-1);
  const prefix = options.values.get('prefix')?.at(-1);
  const managed =
    home.isManaged &&
    target === undefined &&
    prefix === undefined &&
    !options.switches.has('break-system-packages');
  if (managed && call.env.get('PIP_BREAK_SYSTEM_PACKAGES') !== '1') throw new PipFailure(MANAGED);
  const wanted = wantedOf(call, options);
  if (
    wanted.requirements.length + wanted.projects.length + wanted.elsewhere.length === 0 &&
    !options.values.has('requirement')
  ) {
    throw new PipFailure('ERROR: You must give at least one requirement to install (see "pip help install")');
  }
  checkProjects(call, wanted.projects);
  offline(call, options, wanted.requirements);
  const asUser =
    options.switches.has('user') ||
    (call.user.uid !== 0 && !home.isVenv && target === undefined && prefix === undefined);
  const base = asUser
    ? `${call.env.get('HOME') || call.user.home}/.local`
    : prefix === undefined
      ? home.prefix
      : call.files.resolve(prefix);
  const site = target === undefined ? sitePackages(base, home.version) : call.files.resolve(target);
  const bin = target === undefined ? `${base}/bin` : `${site}/bin`;
  call.files.makeDirectories(site);
  let said = '';
  if (asUser && !options.switches.has('user')) {
    said = 'Defaulting to user installation because normal site-packages is not writeable\n';
  }
  const all = closure(wanted.requirements, !options.switches.has('no-deps'));
  for (const one of all.list) installOne(call, one, site, bin, home.executable);
  const guessed = [...all.unknown, ...wanted.projects, ...wanted.elsewhere];
  if (guessed.length > 0) {
    const why = `what ${guessed[0]} brings along is decided by the registry when the image is built`;
    call.files.markUnlisted(site, why);
    call.files.makeDirectories(bin);
    call.files.markUnlisted(bin, why);
  }
  fillCache(call, options, all.list.length);
  call.estimated(SIZE_WHY);
  call.takes(1_500 + all.list.length * 250);
  const names = all.list.map((one) => `${one.name}${one.version ? `-${one.version}` : ''}`).join(' ');
  const quiet = options.switches.has('q') || options.switches.has('quiet') || options.switches.has('qq');
  const root =
    call.user.uid === 0 &&
    !home.isVenv &&
    target === undefined &&
    call.env.get('PIP_ROOT_USER_ACTION') !== 'ignore' &&
    !options.values.has('root-user-action')
      ? "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager, possibly rendering your system unusable. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv. Use the --root-user-action option if you know what you are doing and want to suppress this warning.\n"
      : '';
  return { stdout: quiet ? '' : `${said}${names ? `Successfully installed ${names}\n` : ''}`, stderr: root };
}

function checkProjects(call: ToolCall, projects: readonly string[]): void {
  for (const folder of projects) {
    const found = call.files.stat(folder);
    if (found.kind === 'absent') {
      throw new PipFailure(
        `ERROR: Invalid requirement: '${folder}': Expected package name at the start of dependency specifier\n    ${folder}\n    ^\nHint: It looks like a path. File '${folder}' does not exist.`,
      );
    }
    const known = ['setup.py', 'pyproject.toml'].some(
      (name) => call.files.stat(`${folder}/${name}`).kind !== 'absent',
    );
    if (!known)
      throw new PipFailure(
        `ERROR: Directory '${folder}' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.`,
      );
  }
}

/** With --no-index everything must be in the folders of --find-links. */
function offline(call: ToolCall, options: Options, requirements: readonly Requirement[]): void {
  if (!options.switches.has('no-index')) return;
  const folders = options.values.get('find-links') ?? [];
  const wheels = folders.flatMap((folder) =>
    call.files.list(folder).map((name) => name.toLowerCase().replaceAll('-', '_')),
  );
  const incomplete = folders.some((folder) => {
    const found = call.files.stat(folder);
    return (
      found.kind === 'unknown' ||
      (found.kind === 'found' && found.entry.type === 'directory' && found.entry.unlisted !== undefined)
    );
  });
  for (const one of requirements) {
    if (wheels.some((name) => name.startsWith(`${one.name.replaceAll('-', '_')}_`))) continue;
    if (incomplete) continue;
    throw new PipFailure(
      `ERROR: Could not find a version that satisfies the requirement ${one.text} (from versions: none)\nERROR: No matching distribution found for ${one.text}`,
    );
  }
}

interface Closure {
  readonly list: readonly Requirement[];
  /** Names of those of which nobody here knows what they depend on. */
  readonly unknown: readonly string[];
}

/** Requirements with everything that they depend on. */
export function closure(requirements: readonly Requirement[], withDependencies: boolean): Closure {
  const found = new Map<string, Requirement>();
  const unknown: string[] = [];
  const queue = [...requirements];
  for (let one = queue.shift(); one; one = queue.shift()) {
    if (found.has(one.name)) continue;
    found.set(one.name, one);
    const known = DISTRIBUTIONS[one.name];
    if (!known || one.extras) unknown.push(one.name);
    if (!withDependencies) continue;
    for (const name of known?.requires ?? []) queue.push({ name, extras: false, text: name });
  }
  return { list: [...found.values()], unknown };
}

function installOne(call: ToolCall, one: Requirement, site: string, bin: string, executable: string): void {
  const known = DISTRIBUTIONS[one.name];
  const mark = `${one.name} ${one.version ?? ''}`.trim();
  const modules = known?.modules ?? [one.name.replaceAll('-', '_')];
  for (const [at, name] of modules.entries()) {
    writeRest(call, `${site}/${name}`, at === 0 ? (known?.bytes ?? UNKNOWN_BYTES) : 0, mark, SIZE_WHY);
  }
  if (one.version !== undefined) {
    const info = `${site}/${one.name.replaceAll('-', '_')}-${one.version}.dist-info`;
    writeRest(call, info, 12_000, `${mark} metadata`, SIZE_WHY);
  } else call.files.markUnlisted(site, `the version of ${one.name} is decided by the registry`);
  for (const script of known?.scripts ?? []) writeScript(call, `${bin}/${script}`, executable, mark);
}

function wheel(call: ToolCall, command: string, options: Options): ToolResult {
  const wanted = wantedOf(call, options);
  if (
    wanted.requirements.length + wanted.projects.length + wanted.elsewhere.length === 0 &&
    !options.values.has('requirement')
  ) {
    throw new PipFailure(
      `ERROR: You must give at least one requirement to ${command} (see "pip help ${command}")`,
    );
  }
  checkProjects(call, wanted.projects);
  offline(call, options, wanted.requirements);
  const place = options.values.get(command === 'wheel' ? 'wheel-dir' : 'dest')?.at(-1) ?? '.';
  const folder = call.files.resolve(place);
  call.files.makeDirectories(folder);
  const all = closure(wanted.requirements, !options.switches.has('no-deps'));
  for (const one of all.list) {
    const path = `${folder}/${one.name.replaceAll('-', '_')}-${one.version ?? '…'}-….whl`;
    call.files.writeOpaque(path, {
      size: {
        bytes: Math.round((DISTRIBUTIONS[one.name]?.bytes ?? UNKNOWN_BYTES) * 0.35),
        certainty: 'estimated',
        why: SIZE_WHY,
      },
      fingerprint: `wheel ${one.text}`,
    });
    call.files.update(path, (entry) => ({
      ...entry,
      certainty: 'estimated',
      why: 'the end of its name is decided by the registry',
    }));
  }
  const guessed = [...all.unknown, ...wanted.projects, ...wanted.elsewhere];
  if (guessed.length > 0)
    call.files.markUnlisted(folder, `what ${guessed[0]} depends on is decided by the registry`);
  fillCache(call, options, all.list.length);
  call.estimated(SIZE_WHY);
  call.takes(1_500 + all.list.length * 300);
  return {};
}

function fillCache(call: ToolCall, options: Options, count: number): void {
  const off = call.env.get('PIP_NO_CACHE_DIR');
  if (
    count === 0 ||
    options.switches.has('no-cache-dir') ||
    options.switches.has('no-index') ||
    (off !== undefined && off !== '0' && off !== 'false')
  )
    return;
  const home = call.env.get('HOME') || call.user.home;
  const folder =
    options.values.get('cache-dir')?.at(-1) ??
    call.env.get('PIP_CACHE_DIR') ??
    `${call.env.get('XDG_CACHE_HOME') || `${home}/.cache`}/pip`;
  if (!call.files.exists(`${folder}/…`))
    writeRest(call, folder, count * 450_000, "pip's cache", 'the packages as they were downloaded');
}
