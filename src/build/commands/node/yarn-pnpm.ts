/**
 * yarn (https://classic.yarnpkg.com/en/docs/cli/) and pnpm (https://pnpm.io/cli/install): direct dependencies are laid
 * out, what they depend on is left open; scripts run as npm runs them.
 */
import { defineTool, failed, type ToolCall, type ToolResult } from '../types.ts';
import { installPackage, SIZES_WHY } from './install.ts';
import { KNOWN_BINS } from './known-bins.ts';
import { type Manifest, readJson } from './manifest.ts';
import { runInProject, runScriptOf } from './script.ts';

const INSTALLS: ReadonlySet<string> = new Set(['install', 'i', 'ci', '']);

export const yarnAndPnpm = defineTool({
  names: ['yarn', 'yarnpkg', 'pnpm'],
  origin: 'toolchain',
  async run(call) {
    const words = call.args.filter((one) => !one.startsWith('-'));
    const [command = '', ...rest] = words;
    const isYarn = call.name !== 'pnpm';
    if (call.args.includes('--version') || call.args.includes('-v')) {
      call.unknown(`the version of ${call.name} in this image is not known`);
      return {};
    }
    if (INSTALLS.has(command) && (command !== '' || isYarn)) return install(call, isYarn);
    const manifest = readJson<Manifest>(call, 'package.json');
    if (command === 'run' && manifest.kind === 'absent') {
      return isYarn
        ? failed(`error Couldn't find a package.json file in "${call.cwd}"`)
        : pnpmError(
            'NO_IMPORTER_MANIFEST_FOUND',
            `No package.json (or package.yaml, or package.json5) was found in "${call.cwd}".`,
          );
    }
    if (['config', 'cache', 'store', 'set'].includes(command)) return {};
    if (command === 'exec' || command === 'dlx') return runInProject(call, call.cwd, rest.join(' '));
    if (manifest.kind !== 'found') {
      call.unknown(`${call.name} ${command} is not modelled`);
      return {};
    }
    const name = command === 'run' ? (rest[0] ?? '') : command;
    const after = call.args.slice(call.args.indexOf(name) + 1).filter((one) => one !== '--');
    if (manifest.value.scripts?.[name] !== undefined) {
      return runScript(call, manifest.value, name, after, isYarn);
    }
    if (call.files.exists(`node_modules/.bin/${name}`))
      return runInProject(call, call.cwd, [name, ...after].join(' '));
    if (command === 'run') {
      return isYarn
        ? failed(`error Command "${name}" not found.`)
        : pnpmError('NO_SCRIPT', `Missing script: ${name}\n\nCommand "${name}" not found.`);
    }
    if (!isYarn && !PNPM_COMMANDS.has(command) && call.which(command) === undefined) {
      const said = pnpmError('RECURSIVE_EXEC_FIRST_FAIL', `Command "${command}" not found`);
      return { exitCode: 254, stdout: `undefined\n${said.stdout}` };
    }
    call.unknown(`${call.name} ${command} is not modelled`);
    return {};
  },
});

function install(call: ToolCall, isYarn: boolean): ToolResult {
  const { args, files } = call;
  const lock = isYarn ? 'yarn.lock' : 'pnpm-lock.yaml';
  const manifest = readJson<Manifest>(call, 'package.json');
  if (manifest.kind === 'absent') {
    if (isYarn) {
      // Yarn takes a missing manifest for an empty one.
      files.makeDirectories('node_modules');
      files.markUnlisted('node_modules', 'what Yarn notes for itself is not listed');
      if (files.stat(lock).kind === 'absent') files.write(lock, EMPTY_YARN_LOCK);
      return {};
    }
    return pnpmError('NO_PKG_MANIFEST', `No package.json found in ${call.cwd}`);
  }
  if (!isYarn && args.includes('--frozen-lockfile') && files.stat(lock).kind === 'absent') {
    return pnpmError(
      'NO_LOCKFILE',
      'Cannot install with "frozen-lockfile" because pnpm-lock.yaml is absent\n\nNote that in CI environments this setting is true by default. If you still need to run install in such cases, use "pnpm install --no-frozen-lockfile"',
    );
  }
  if (manifest.kind !== 'found') {
    call.unknown('what package.json says is not known');
    files.markUnlisted('node_modules', 'what is installed cannot be told');
    return {};
  }
  const production =
    args.includes('--prod') ||
    args.includes('-P') ||
    args.includes('--production') ||
    args.includes('--production=true') ||
    call.env.get('NODE_ENV') === 'production';
  const { dependencies, devDependencies, optionalDependencies } = manifest.value;
  const wanted = {
    ...optionalDependencies,
    ...dependencies,
    ...(production && !args.includes('--production=false') ? {} : devDependencies),
  };
  const frozen = args.includes('--frozen-lockfile');
  const all = { ...optionalDependencies, ...dependencies, ...devDependencies };
  const text = files.isFile(lock) ? files.read(lock) : undefined;
  const special =
    'workspaces' in manifest.value || 'resolutions' in manifest.value || 'pnpm' in manifest.value;
  if (frozen && text !== undefined && !special && !isNewYarn(call) && lacks(text, all, isYarn)) {
    return isYarn
      ? failed('error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.')
      : pnpmError(
          'OUTDATED_LOCKFILE',
          'Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with <ROOT>/package.json',
        );
  }
  files.makeDirectories('node_modules');
  files.markUnlisted('node_modules', `what ${call.name} notes for itself is not listed`);
  for (const [name, version] of Object.entries(wanted)) {
    installPackage(call, `${call.cwd === '/' ? '' : call.cwd}/node_modules/${name}`, name, {
      version,
      bin: KNOWN_BINS[name] ?? {},
    });
  }
  if (Object.keys(wanted).length > 0) {
    const open = `${lock} is not followed: what the dependencies depend on is not listed`;
    files.markUnlisted('node_modules', open);
    files.markUnlisted('node_modules/.bin', open);
  }
  if (files.stat(lock).kind === 'absent' && !(frozen && isYarn)) {
    files.writeOpaque(lock, {
      size: { bytes: 20_000, certainty: 'estimated', why: SIZES_WHY },
      fingerprint: `${lock} ${JSON.stringify(wanted)}`,
    });
  }
  call.estimated(SIZES_WHY);
  call.takes(3_000);
  return {};
}

const EMPTY_YARN_LOCK =
  '# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.\n# yarn lockfile v1\n\n\n';

/** Commands of pnpm that are no programs of packages (pnpm help -a, 10). */
const PNPM_COMMANDS: ReadonlySet<string> = new Set(
  'add approve-builds audit bin cat-file cat-index create deploy dedupe doctor env exec fetch find-hash help ignored-builds import init install-test it la licenses link list ll ln ls outdated pack patch patch-commit patch-remove prune publish rb rebuild recursive remove restart rm root self-update server setup start stop t test tst un uninstall unlink up update why'.split(
    ' ',
  ),
);

/** An error as pnpm 10 prints it: narrow spaces around its code. */
function pnpmError(code: string, message: string): Required<Pick<ToolResult, 'exitCode' | 'stdout'>> {
  return { exitCode: 1, stdout: `\u2009ERR_PNPM_${code}\u2009 ${message}\n` };
}

/** A script with the lines that Yarn 1 and pnpm 10 put around it. */
async function runScript(
  call: ToolCall,
  manifest: Manifest,
  name: string,
  args: readonly string[],
  isYarn: boolean,
): Promise<ToolResult> {
  const script = [manifest.scripts?.[name] ?? '', ...args].join(' ');
  const label = `${manifest.name ?? ''}${manifest.version ? `@${manifest.version}` : ''} ${name}`.trim();
  const head = isYarn ? `$ ${script}\n` : `\n> ${label} ${call.cwd}\n> ${script}\n\n`;
  const result = await runScriptOf(call, call.cwd, manifest, name, { args, silent: true });
  const { exitCode } = result;
  const stdout = head + result.stdout;
  if (exitCode === 0) return { ...result, stdout };
  if (isYarn) {
    const code = `error Command failed with exit code ${exitCode}.\n`;
    return { stdout, stderr: result.stderr + code, exitCode };
  }
  const missing = call.files.stat('node_modules').kind === 'absent';
  const warning = missing
    ? '\u2009WARN\u2009  Local package.json exists, but node_modules missing, did you mean to install?\n'
    : '';
  return {
    ...result,
    stdout: `${stdout}\u2009ELIFECYCLE\u2009 Command failed with exit code ${exitCode}.\n${warning}`,
  };
}

/** Yarn 2 and later keep another lock file. */
function isNewYarn(call: ToolCall): boolean {
  return call.files.stat('.yarnrc.yml').kind !== 'absent' || call.files.isDirectory('.yarn');
}

/** Whether a lock file surely lacks a dependency of package.json in its range. */
function lacks(lock: string, wanted: Readonly<Record<string, string>>, isYarn: boolean): boolean {
  return Object.entries(wanted).some(([name, range]) => {
    // What lies in a folder is noted in other ways, or not at all.
    if (/^(link|file|workspace|portal|catalog):|^[./]/.test(range)) return false;
    if (isYarn) return !lock.includes(`${name}@${range}`);
    const at = [`      ${name}:\n`, `      '${name}':\n`]
      .map((key) => lock.indexOf(key))
      .find((one) => one >= 0);
    return at === undefined || !lock.slice(at, at + 300).includes(range);
  });
}
