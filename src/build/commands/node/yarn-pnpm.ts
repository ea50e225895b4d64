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
    if (['config', 'cache', 'store', 'set'].includes(command)) return {};
    if (command === 'exec' || command === 'dlx') return runInProject(call, call.cwd, rest.join(' '));
    if (manifest.kind !== 'found') {
      call.unknown(`${call.name} ${command} is not modelled`);
      return {};
    }
    const name = command === 'run' ? (rest[0] ?? '') : command;
    const after = call.args.slice(call.args.indexOf(name) + 1).filter((one) => one !== '--');
    if (manifest.value.scripts?.[name] !== undefined) {
      return runScriptOf(call, call.cwd, manifest.value, name, { args: after, silent: true });
    }
    if (call.files.exists(`node_modules/.bin/${name}`))
      return runInProject(call, call.cwd, [name, ...after].join(' '));
    if (command === 'run') {
      return isYarn
        ? failed(`error Command "${name}" not found.`)
        : { exitCode: 1, stdout: ` ERR_PNPM_NO_SCRIPT  Missing script: ${name}\n` };
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
    if (isYarn) return {};
    return { exitCode: 1, stdout: ` ERR_PNPM_NO_PKG_MANIFEST  No package.json found in ${call.cwd}\n` };
  }
  if (!isYarn && args.includes('--frozen-lockfile') && files.stat(lock).kind === 'absent') {
    return {
      exitCode: 1,
      stdout:
        ' ERR_PNPM_NO_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is absent\n',
    };
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
  if (files.stat(lock).kind === 'absent') {
    files.writeOpaque(lock, {
      size: { bytes: 20_000, certainty: 'estimated', why: SIZES_WHY },
      fingerprint: `${lock} ${JSON.stringify(wanted)}`,
    });
  }
  call.estimated(SIZES_WHY);
  call.takes(3_000);
  return {};
}
