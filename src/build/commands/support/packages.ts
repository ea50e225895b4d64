/**
 * Puts packages of apt and apk into an image and takes them away; what each brings stands in `package-table.ts`.
 */
import type { Program, ToolCall, WorkFiles } from '../types.ts';
import { ALPINE_BYTES, packageFacts } from './package-table.ts';

/** Programs of packages that are in `/sbin` or `/usr/sbin`. */
const SBIN: ReadonlySet<string> = new Set(
  'update-ca-certificates adduser addgroup deluser delgroup useradd groupadd usermod groupmod userdel groupdel nginx locale-gen'.split(
    ' ',
  ),
);

/** Programs that Alpine's packages put into `/sbin`, where Debian's have them in `/usr/bin`. */
const ALPINE_SBIN: ReadonlySet<string> = new Set(['tini', 'su-exec']);

function directoryOf(manager: 'apk' | 'apt', program: string): string {
  if (manager === 'apk' && ALPINE_SBIN.has(program)) return '/sbin';
  return SBIN.has(program) ? '/usr/sbin' : '/usr/bin';
}

const DATABASES = { apk: '/usr/lib/apk/db/installed', apt: '/var/lib/dpkg/status' } as const;

/**
 * Puts the programs of packages where they belong and their bytes under /usr/lib. A package of which
 * nothing is known is taken to bring a program of its own name, and what else it brings is unknown.
 */
export function installPackages(call: ToolCall, manager: 'apk' | 'apt', names: readonly string[]): void {
  const { files } = call;
  const libc = manager === 'apk' ? 'musl' : 'glibc';
  for (const name of names) {
    const facts = packageFacts(manager, name);
    if (!facts) {
      call.estimated(
        `what the package ${name} brings is not listed; it is taken to bring a program of that name`,
      );
      noteUnlisted(call, manager, name);
    }
    for (const program of facts?.programs ?? [name]) {
      const directory = directoryOf(manager, program);
      if (files.exists(`${directory}/${program}`) && facts) continue;
      files.makeDirectories(directory);
      const description: Program = { format: 'elf', linking: 'dynamic', libc };
      files.writeOpaque(
        `${directory}/${program}`,
        {
          size: { bytes: 0, certainty: 'estimated', why: `counted in the package ${name}` },
          ...(facts ? { program: description } : {}),
          fingerprint: `package ${name} ${program}`,
        },
        { mode: 0o755 },
      );
    }
    const place = `/usr/share/doc/${name}`;
    files.makeDirectories(place);
    files.writeOpaque(`${place}/copyright`, {
      size: {
        bytes: facts?.bytes ?? 0,
        certainty: facts?.bytes === undefined ? 'unknown' : 'estimated',
        why:
          facts?.bytes === undefined
            ? `how large the package ${name} is is not listed`
            : sizeSource(manager, name),
      },
      fingerprint: `package ${name}`,
    });
    extras(call, name);
    call.takes(1500);
  }
  writeDatabase(call, manager, names);
  call.estimated('the packages come from the network; what they bring is taken from a table of 2026-11-21');
}

/** Where the figure of a package comes from: Alpine lists its own for few of them here. */
function sizeSource(manager: 'apk' | 'apt', name: string): string {
  if (manager === 'apt')
    return `all of the package ${name} with its dependencies, as apt-get says on Debian 12 (2026-11-21)`;
  return ALPINE_BYTES[name] === undefined
    ? `Alpine's figure for ${name} is not listed; this is Debian 12's for the same, with dependencies (2026-11-21)`
    : `the installed size of ${name}, as pkgs.alpinelinux.org says (2026-11-21)`;
}

/** Links of gcompat in /lib, all to its library (main/gcompat/APKBUILD of Alpine's aports at c2ababc, 1.1.0-r4, read 2026-11-21). */
const GCOMPAT_LINKS = [
  'libc.so.6',
  'libcrypt.so.1',
  'libm.so.6',
  'libpthread.so.0',
  'libresolv.so.2',
  'librt.so.1',
  'libutil.so.1',
] as const;

/** Files of packages that builds copy or look for. */
function extras(call: ToolCall, name: string): void {
  const { files } = call;
  const opaque = (path: string, bytes: number) => {
    if (files.exists(path)) return;
    files.makeDirectories(path.slice(0, path.lastIndexOf('/')));
    files.writeOpaque(path, {
      size: { bytes, certainty: 'estimated', why: `from the package ${name}` },
      fingerprint: `package ${name} ${path}`,
    });
  };
  if (name === 'ca-certificates') opaque('/etc/ssl/certs/ca-certificates.crt', 220_000);
  if (name === 'tzdata') {
    files.makeDirectories('/usr/share/zoneinfo');
    files.markUnlisted('/usr/share/zoneinfo', 'the time zones of tzdata are not listed one by one');
  }
  if (name === 'gcompat' || name === 'libc6-compat') {
    const loader = '/lib/ld-linux-x86-64.so.2';
    // Their bytes are counted in the package.
    opaque(loader, 0);
    opaque('/lib/libgcompat.so.0', 0);
    for (const link of GCOMPAT_LINKS)
      if (!files.exists(`/lib/${link}`)) files.symlink('libgcompat.so.0', `/lib/${link}`);
    files.update(loader, (entry) => ({
      ...entry,
      certainty: 'unknown',
      why: `${name} stands in for glibc; whether it has all that the program asks for shows only when it runs`,
    }));
    files.makeDirectories('/lib64');
    if (!files.exists('/lib64/ld-linux-x86-64.so.2'))
      files.symlink('../lib/ld-linux-x86-64.so.2', '/lib64/ld-linux-x86-64.so.2');
  }
}

function noteUnlisted(call: ToolCall, manager: 'apk' | 'apt', name: string): void {
  for (const directory of ['/usr/bin', '/usr/sbin', '/usr/lib', '/usr/share', '/etc', '/opt']) {
    call.files.markUnlisted(directory, `what the package ${name} brings is not listed (${manager})`);
  }
}

/** Notes the packages in the package manager's own file, whose content is not followed. */
function writeDatabase(call: ToolCall, manager: 'apk' | 'apt', names: readonly string[]): void {
  const path = DATABASES[manager];
  call.files.makeDirectories(path.slice(0, path.lastIndexOf('/')));
  call.files.writeOpaque(path, {
    size: {
      // 618,353 bytes for the 698 packages of a Debian (2026-11-21); a minimal one has about 100, Alpine about 20.
      bytes: manager === 'apk' ? 20_000 : 100_000,
      certainty: 'estimated',
      why: 'the list of installed packages',
    },
  });
  const unlisted = names.filter((name) => !packageFacts(manager, name));
  if (unlisted.length > 0) {
    call.files.update(path, (entry) => ({
      ...entry,
      certainty: 'estimated',
      why: `${UNLISTED}${unlisted.join(', ')}`,
    }));
  }
}

const UNLISTED = 'not listed: ';

/** Why a program may be there all the same: packages were installed of which nobody knows what they bring. */
export function unlistedPackages(files: Pick<WorkFiles, 'stat'>): string | undefined {
  for (const path of Object.values(DATABASES)) {
    const found = files.stat(path);
    const why = found.kind === 'found' ? found.entry.why : undefined;
    if (why?.startsWith(UNLISTED)) return `what these packages bring is ${why}`;
  }
  return undefined;
}

/** Takes away what `installPackages` put there. */
export function removePackages(call: ToolCall, manager: 'apk' | 'apt', names: readonly string[]): void {
  for (const name of names) {
    for (const program of packageFacts(manager, name)?.programs ?? [name]) {
      for (const directory of ['/usr/bin', '/usr/sbin', '/sbin'])
        call.files.remove(`${directory}/${program}`);
    }
    call.files.remove(`/usr/share/doc/${name}`);
  }
  writeDatabase(call, manager, []);
}

/** Whether a package is installed, as far as it was installed here. */
export function isInstalled(call: ToolCall, name: string): boolean {
  return call.files.exists(`/usr/share/doc/${name}/copyright`);
}
