/** uv (https://docs.astral.sh/uv/reference/cli/): sync from uv.lock, venv, pip install. */
import { dirname } from '../../filesystem/path.ts';
import { writeRest } from '../support/rest.ts';
import { defineTool, type ToolCall, type ToolResult } from '../types.ts';
import { makeVenv, pythonHome, sitePackages } from './layout.ts';
import { DISTRIBUTIONS, normalise, SIZE_WHY, UNKNOWN_BYTES } from './packages.ts';
import { pip } from './pip.ts';

export const uv = defineTool({
  names: ['uv'],
  origin: 'toolchain',
  run(call) {
    const [command = '', ...args] = call.args;
    const environment = call.env.get('UV_PROJECT_ENVIRONMENT') ?? '.venv';
    if (command === 'venv') {
      const folder = args.find((one) => !one.startsWith('-')) ?? '.venv';
      makeVenv(call, 'python3', call.files.resolve(folder), { pip: false });
      return {};
    }
    if (command === 'sync') return sync(call, call.files.resolve(environment), args);
    if (command === 'pip' && args[0] === 'install') {
      const { chosen, rest } = pipArguments(args.slice(1));
      const python = chosen ?? call.env.get('UV_PYTHON');
      const named = python?.includes('/') ? call.files.resolve(python) : undefined;
      // --python takes an environment, or the interpreter in its bin folder; any other interpreter is the system's.
      const own = [named, named && dirname(dirname(named))].find(
        (one) => one !== undefined && call.files.isFile(`${one}/pyvenv.cfg`),
      );
      const system =
        args.includes('--system') ||
        call.env.get('UV_SYSTEM_PYTHON') === '1' ||
        (chosen !== undefined && own === undefined);
      const folder = own ?? call.env.get('VIRTUAL_ENV') ?? call.files.resolve('.venv');
      if (!system && !call.files.isFile(`${folder}/pyvenv.cfg`)) {
        return {
          exitCode: 2,
          stderr:
            'error: No virtual environment found; run `uv venv` to create an environment, or pass `--system` to install into a non-virtual environment\n',
        };
      }
      const home = pythonHome(call, system ? 'python3' : `${folder}/bin/python3`);
      return pip(call, { ...home, isManaged: false }, ['install', '--no-cache-dir', ...rest]);
    }
    call.unknown(`uv ${command} is not modelled`);
    return {};
  },
});

/** Options of `uv pip install` that pip has not, and that change nothing here. */
const OWN_SWITCHES: ReadonlySet<string> = new Set(
  '--system --no-cache -n --compile-bytecode --no-compile-bytecode --reinstall --strict --exact --refresh --offline --no-progress --verify-hashes --no-verify-hashes --no-installer-metadata --break-system-packages --managed-python --no-managed-python --no-python-downloads --native-tls'.split(
    ' ',
  ),
);
const OWN_VALUES: ReadonlySet<string> = new Set(
  '--link-mode --python-version --python-platform --resolution --prerelease --index-strategy --keyring-provider --torch-backend --cache-dir --index --default-index --config-file --exclude-newer --color'.split(
    ' ',
  ),
);

/** What of the arguments is for pip's model, and which Python was chosen. */
function pipArguments(args: readonly string[]): { readonly chosen?: string; readonly rest: string[] } {
  const rest: string[] = [];
  let chosen: string | undefined;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    const [name = '', inline] = arg.startsWith('--') ? arg.split(/=(.*)/s) : [arg];
    if (name === '--python' || name === '-p') chosen = inline ?? args[++at];
    else if (OWN_VALUES.has(name)) at += inline === undefined ? 1 : 0;
    else if (!OWN_SWITCHES.has(name)) rest.push(arg);
  }
  return { rest, ...(chosen === undefined ? {} : { chosen }) };
}

function sync(call: ToolCall, folder: string, args: readonly string[]): ToolResult {
  if (call.files.stat('pyproject.toml').kind === 'absent') {
    return {
      exitCode: 2,
      stderr: 'error: No `pyproject.toml` found in current directory or any parent directory\n',
    };
  }
  const text = call.files.isFile('uv.lock') ? call.files.read('uv.lock') : undefined;
  if (text === undefined) {
    if (args.includes('--frozen') || args.includes('--locked')) {
      return {
        exitCode: 2,
        stderr:
          'error: Unable to find lockfile at `uv.lock`. To create a lockfile, run `uv lock` or `uv sync`.\n',
      };
    }
    call.unknown('which versions uv chooses without uv.lock is not known');
    return {};
  }
  makeVenv(call, 'python3', folder, { pip: false });
  const home = pythonHome(call, `${folder}/bin/python3`);
  const site = sitePackages(folder, home.version);
  for (const [, name = '', version = ''] of text.matchAll(
    /\[\[package\]\]\s*\nname = "([^"\n]+)"\s*\nversion = "([^"\n]+)"/g,
  )) {
    const known = DISTRIBUTIONS[normalise(name)];
    writeRest(
      call,
      `${site}/${known?.modules[0] ?? normalise(name).replaceAll('-', '_')}`,
      known?.bytes ?? UNKNOWN_BYTES,
      `${name} ${version}`,
      SIZE_WHY,
    );
  }
  call.files.markUnlisted(site, 'which packages of the lock file belong to this environment is not followed');
  call.files.markUnlisted(`${folder}/bin`, 'programs of packages are not named in uv.lock');
  call.files.makeDirectories(dirname(folder));
  call.estimated(SIZE_WHY);
  return {};
}
