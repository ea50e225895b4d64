/** composer (https://getcomposer.org/doc/03-cli.md): install writes vendor from composer.lock. */
import { writeRest } from '../support/rest.ts';
import { defineTool, type ToolCall, type ToolResult } from '../types.ts';

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
    if (
      command === 'dump-autoload' ||
      command === 'dumpautoload' ||
      command === 'clear-cache' ||
      command === 'config'
    )
      return {};
    call.unknown(`composer ${command} is not modelled`);
    return {};
  },
});

function install(call: ToolCall, folder: string, command: string): ToolResult {
  if (call.files.stat(`${folder}/composer.json`).kind === 'absent') {
    return {
      exitCode: 1,
      stderr: `Composer could not find a composer.json file in ${folder}\nTo initialize a project, please create a composer.json file. See https://getcomposer.org/basic-usage\n`,
    };
  }
  const vendor = `${folder}/vendor`;
  call.files.makeDirectories(`${vendor}/composer`);
  call.files.markUnlisted(`${vendor}/composer`, 'the files of the autoloader are not listed');
  call.files.writeOpaque(`${vendor}/autoload.php`, {
    size: { bytes: 750, certainty: 'estimated', why: WHY },
    fingerprint: 'autoload.php',
  });
  call.estimated(WHY);
  call.takes(3_000);
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
  if (!lock) {
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
