/** composer (https://getcomposer.org/doc/03-cli.md): install writes vendor from composer.lock. */
import { writeRest } from '../support/rest.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from '../types.ts';

const WHY = 'sizes of PHP packages are a rule of thumb';

interface LockedPackage {
  readonly name: string;
  readonly version?: string;
  readonly bin?: readonly string[];
}

export const composer = defineTool({
  names: ['composer'],
  origin: 'toolchain',
  run(call) {
    const at = call.args.findIndex((one) => one === '-d' || one === '--working-dir');
    const folder = call.files.resolve(at < 0 ? '.' : (call.args[at + 1] ?? '.'));
    const [command = ''] = call.args.filter(
      (one, index) => !one.startsWith('-') && (at < 0 || index !== at + 1),
    );
    if (['install', 'update', 'i', 'u'].includes(command)) return install(call, folder, command);
    if (command === 'dump-autoload' || command === 'dumpautoload') {
      if (call.files.stat(`${folder}/composer.json`).kind === 'absent') return noManifest(folder);
      autoloader(call, `${folder}/vendor`);
      return {};
    }
    if (command === 'clear-cache' || command === 'config') return {};
    if (command === 'run-script' || command === 'run') {
      const name = call.args.filter((one) => !one.startsWith('-'))[1] ?? '';
      const manifest = readManifest(call, folder);
      if (typeof manifest === 'object' && manifest.scripts?.[name] === undefined)
        return failed(`\n  Script "${name}" is not defined in this package\n`);
    }
    call.unknown(`composer ${command} is not modelled`);
    return {};
  },
});

const INSTALLING =
  'Installing dependencies from lock file (including require-dev)\nVerifying lock file contents can be installed on current platform.\n';

/** Extensions that the official image of PHP brings (php -m, docker-library/php). */
const DEFAULTS: ReadonlySet<string> = new Set(
  'core ctype curl date dom fileinfo filter hash iconv json libxml mbstring mysqlnd openssl pcre pdo pdo_sqlite phar posix random readline reflection session simplexml sodium spl sqlite3 standard tokenizer xml xmlreader xmlwriter zlib'.split(
    ' ',
  ),
);

interface Manifest {
  readonly require?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, unknown>>;
}

function noManifest(folder: string): ToolResult {
  return failed(
    `Composer could not find a composer.json file in ${folder}\nTo initialize a project, please create a composer.json file. See https://getcomposer.org/basic-usage`,
  );
}

function readManifest(call: ToolCall, folder: string): Manifest | 'broken' | undefined {
  const path = `${folder}/composer.json`;
  const text = call.files.isFile(path) ? call.files.read(path) : undefined;
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : 'broken';
  } catch {
    return 'broken';
  }
}

function autoloader(call: ToolCall, vendor: string): void {
  call.files.makeDirectories(`${vendor}/composer`);
  call.files.markUnlisted(`${vendor}/composer`, 'the files of the autoloader are not listed');
  call.files.writeOpaque(`${vendor}/autoload.php`, {
    size: { bytes: 750, certainty: 'estimated', why: WHY },
    fingerprint: 'autoload.php',
  });
}

function install(call: ToolCall, folder: string, command: string): ToolResult {
  if (call.files.stat(`${folder}/composer.json`).kind === 'absent') return noManifest(folder);
  const manifest = readManifest(call, folder);
  if (manifest === 'broken')
    return failed(`\nIn JsonFile.php:\n\n  "./composer.json" does not contain valid JSON\n`);
  const required = typeof manifest === 'object' ? { ...manifest.require } : {};
  const platform = call.args.some((one) => one.startsWith('--ignore-platform-req'));
  const extension = Object.keys(required).find((name) => /^ext-/.test(name) && !DEFAULTS.has(name.slice(4)));
  if (extension !== undefined && !platform)
    call.unknown(`whether the PHP of the image has ${extension} is not followed`);
  const vendor = `${folder}/vendor`;
  const text =
    command.startsWith('i') && call.files.isFile(`${folder}/composer.lock`)
      ? call.files.read(`${folder}/composer.lock`)
      : undefined;
  let lock: { packages?: LockedPackage[]; 'packages-dev'?: LockedPackage[] } | undefined;
  try {
    lock = text === undefined ? undefined : JSON.parse(text);
  } catch {
    lock = undefined;
  }
  if (lock) {
    const known = new Set(
      [...(lock.packages ?? []), ...(lock['packages-dev'] ?? [])].map((one) => one?.name),
    );
    const missing = Object.keys(required).find((name) => name.includes('/') && !known.has(name));
    // What one package provides in place of another is not followed.
    const provides = /"(provide|replace)"\s*:/.test(text ?? '');
    if (missing !== undefined && !provides) {
      return {
        exitCode: 4,
        stderr: `${INSTALLING}Warning: The lock file is not up to date with the latest changes in composer.json. You may be getting outdated dependencies. It is recommended that you run \`composer update\` or \`composer update <package name>\`.\n- Required package "${missing}" is not present in the lock file.\n`,
      };
    }
  }
  autoloader(call, vendor);
  call.estimated(WHY);
  call.takes(3_000);
  if (!lock) {
    call.files.writeOpaque(`${folder}/composer.lock`, {
      size: { bytes: 2_000, certainty: 'estimated', why: WHY },
    });
    call.files.markUnlisted(vendor, 'which packages are chosen is decided by the registry');
    return {};
  }
  const dev = !call.args.includes('--no-dev') && call.env.get('COMPOSER_NO_DEV') !== '1';
  for (const one of [...(lock.packages ?? []), ...(dev ? (lock['packages-dev'] ?? []) : [])]) {
    if (typeof one?.name !== 'string') continue;
    writeRest(call, `${vendor}/${one.name}`, 400_000, `${one.name} ${one.version ?? ''}`, WHY);
    for (const bin of one.bin ?? []) {
      call.files.makeDirectories(`${vendor}/bin`);
      call.files.writeOpaque(
        `${vendor}/bin/${bin.slice(bin.lastIndexOf('/') + 1)}`,
        {
          size: { bytes: 3_500, certainty: 'estimated', why: WHY },
          fingerprint: `${one.name} ${bin}`,
          program: { format: 'script', interpreter: '/usr/bin/env php' },
        },
        { mode: 0o755 },
      );
    }
  }
  return { stderr: 'Generating autoload files\n' };
}
