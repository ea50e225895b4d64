/** pip install: site-packages, programs with the `#!` of their Python. */
import { writeRest } from '../../support/rest.ts';
import type { ToolCall, ToolResult } from '../../types.ts';
import { type PythonHome, sitePackages, writeScript } from '../layout.ts';
import { DISTRIBUTIONS, type Requirement, SIZE_WHY, UNKNOWN_BYTES } from '../packages.ts';
import { fillCache } from './cache.ts';
import { type Options, PipFailure } from './options.ts';
import { buildTraces, writeProjectScripts } from './project.ts';
import { checkProjects, closure, offline, wantedOf } from './wanted.ts';

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

/** `pip install`. */
export function install(call: ToolCall, home: PythonHome, options: Options): ToolResult {
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
  const editable = new Set(options.values.get('editable') ?? []);
  for (const folder of wanted.projects) {
    buildTraces(call, folder, editable.has(folder));
    if (!editable.has(folder)) writeProjectScripts(call, folder, bin, home.executable);
  }
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
