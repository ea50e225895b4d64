/**
 * apt-get and apt of Debian and Ubuntu (apt-get(8)): update, install, remove, purge, autoremove, clean,
 * upgrade. There is no network: every package is taken to be there, once `update` was run.
 * The images hold no lists and their docker-clean configuration deletes downloaded packages.
 */
import { hasLists, LISTS, update } from './support/apt-lists.ts';
import { type OptionSpec, readOptions } from './support/options.ts';
import { installPackages, isInstalled, removePackages } from './support/packages.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

const OPTIONS: OptionSpec = {
  short: 'yqdsfmo:t:c:uVhb',
  long: {
    yes: 'y',
    'assume-yes': 'y',
    'assume-no': 'no',
    quiet: 'q',
    'no-install-recommends': 'n',
    'install-recommends': 'ir',
    'no-install-suggests': 'ns',
    'install-suggests': 'is',
    'allow-downgrades': 'ad',
    'allow-remove-essential': 'are',
    'allow-change-held-packages': 'ach',
    'allow-unauthenticated': 'au',
    'allow-releaseinfo-change': 'ari',
    'fix-broken': 'f',
    'fix-missing': 'm',
    'download-only': 'd',
    simulate: 's',
    'dry-run': 's',
    'auto-remove': 'ar',
    autoremove: 'ar',
    purge: 'purge',
    reinstall: 'reinstall',
    'only-upgrade': 'ou',
    'no-upgrade': 'nu',
    'target-release': 't',
    option: 'o',
    'force-yes': 'y',
    'print-uris': 'pu',
    update: 'up',
    'default-release': 't',
  },
};

function install(call: ToolCall, words: readonly string[]): ToolResult {
  const options = readOptions(words, OPTIONS);
  if (options.error) {
    const { option, long } = options.error;
    return failed(
      long
        ? `E: Command line option --${option} is not understood`
        : `E: Command line option '${option}' [from -${option}] is not known.`,
      100,
    );
  }
  if (call.user.uid !== 0) {
    return failed(
      'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
      100,
    );
  }
  const reading = 'Reading package lists...\nBuilding dependency tree...\n';
  const files = options.operands.filter((name) => name.includes('/') && name.endsWith('.deb'));
  const named = options.operands
    .filter((name) => !files.includes(name))
    .map((name) => name.replace(/[=/:].*$/, '').replace(/[+-]$/, ''));
  const wanted = named.filter((name) => !isInstalled(call, name));
  const essential = wanted.filter((name) => !ESSENTIAL.has(name));
  const state = call.files.stat(LISTS);
  if (essential.length > 0 && !hasLists(call) && call.image.packageManager !== undefined) {
    const listed =
      state.kind === 'found' && state.entry.type === 'directory' && state.entry.unlisted === undefined;
    if (
      listed ||
      state.kind !== 'found' ||
      call.image.family === 'debian' ||
      call.image.family === 'ubuntu'
    ) {
      return {
        stdout: reading,
        stderr: essential.map((name) => `E: Unable to locate package ${name}\n`).join(''),
        exitCode: 100,
      };
    }
  }
  if (options.has('s')) return { stdout: reading };
  const yes =
    options.has('y') ||
    /^(1|true|yes)$/i.test(aptConf(options.all('o'))) ||
    call.env.get('APT_GET_ASSUME_YES') === '1';
  if (essential.length > 0 && !yes) {
    // Without a terminal, a question about further packages is answered with no.
    return {
      stdout: `${reading}The following NEW packages will be installed:\n  ${essential.join(' ')}\nDo you want to continue? [Y/n] Abort.\n`,
      exitCode: 1,
    };
  }
  installPackages(call, 'apt', wanted);
  for (const file of files) {
    call.unknown(`what the package ${file} brings is not known`);
  }
  for (const path of ['/var/log/dpkg.log', '/var/log/apt/history.log', '/var/log/apt/term.log']) {
    call.files.makeDirectories(path.slice(0, path.lastIndexOf('/')));
    call.files.writeOpaque(path, {
      size: { bytes: 2000 * wanted.length, certainty: 'estimated', why: 'a few lines a package' },
    });
  }
  if (!options.has('n') && wanted.length > 0)
    call.estimated('packages that these recommend come along, and are not counted');
  return { stdout: `${reading}${wanted.map((name) => `Setting up ${name} ...\n`).join('')}` };
}

function aptConf(values: readonly string[]): string {
  const found = values.find((value) => /^APT::Get::Assume-Yes=/i.test(value));
  return found?.slice(found.indexOf('=') + 1).replaceAll('"', '') ?? '';
}

/** In every image of the family; installing them changes nothing. */
const ESSENTIAL: ReadonlySet<string> = new Set(
  'apt base-files base-passwd bash bsdutils coreutils dash debconf debianutils diffutils dpkg findutils grep gzip hostname init-system-helpers libc-bin libc6 login mawk ncurses-base ncurses-bin passwd perl-base sed sysvinit-utils tar tzdata util-linux zlib1g'.split(
    ' ',
  ),
);

function clean(call: ToolCall): void {
  for (const name of call.files.list('/var/cache/apt/archives')) {
    if (name.endsWith('.deb')) call.files.remove(`/var/cache/apt/archives/${name}`);
  }
  for (const name of ['pkgcache.bin', 'srcpkgcache.bin']) call.files.remove(`/var/cache/apt/${name}`);
}

export const aptGet = defineTool({
  names: ['apt-get', 'apt', 'aptitude'],
  origin: 'system',
  run(call) {
    const first = call.args.findIndex(
      (word, at) => !word.startsWith('-') && !/^-(o|t|c)$/.test(call.args[at - 1] ?? ''),
    );
    const action = first < 0 ? undefined : call.args[first];
    const words = call.args.filter((_, at) => at !== first);
    const warning =
      call.name === 'apt'
        ? '\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n'
        : '';
    const withWarning = (result: ToolResult): ToolResult => ({
      ...result,
      stderr: warning + (result.stderr ?? ''),
    });
    switch (action) {
      case 'update':
        return withWarning(update(call));
      case 'install':
      case 'reinstall':
      case 'build-dep':
      case 'satisfy':
        return withWarning(install(call, words));
      case 'remove':
      case 'purge':
      case 'autoremove':
      case 'autopurge': {
        const options = readOptions(words, OPTIONS);
        const names = options.operands.filter((name) => isInstalled(call, name));
        if (names.length > 0 && !options.has('y'))
          return withWarning({ stdout: 'Do you want to continue? [Y/n] Abort.\n', exitCode: 1 });
        removePackages(call, 'apt', names);
        call.estimated('which files the packages leave when they go is not listed');
        return withWarning({ stdout: 'Reading package lists...\n' });
      }
      case 'clean':
      case 'autoclean':
      case 'distclean':
        clean(call);
        if (action === 'distclean')
          for (const name of call.files.list(LISTS)) call.files.remove(`${LISTS}/${name}`);
        return withWarning({});
      case 'upgrade':
      case 'dist-upgrade':
      case 'full-upgrade':
        call.estimated('which packages have newer versions is not known');
        call.takes(5000);
        return withWarning({});
      case undefined:
        return {};
      default:
        call.unknown(`${call.name} ${action} is not modelled`);
        return withWarning({});
    }
  },
});

/** The package managers of other distributions: what they bring is not listed. */
export const otherPackageManagers = defineTool({
  names: ['yum', 'dnf', 'microdnf', 'zypper', 'pacman', 'tdnf', 'rpm'],
  origin: 'toolchain',
  run(call) {
    call.unknown(`what ${call.name} ${call.args[0] ?? ''} installs is not known`);
    return {};
  },
});
