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
      const system = args.includes('--system') || call.env.get('UV_SYSTEM_PYTHON') === '1';
      const folder = call.env.get('VIRTUAL_ENV') ?? call.files.resolve('.venv');
      if (!system && !call.files.isFile(`${folder}/pyvenv.cfg`)) {
        return {
          exitCode: 2,
          stderr:
            'error: No virtual environment found; run `uv venv` to create an environment, or pass `--system` to install into a non-virtual environment\n',
        };
      }
      const home = pythonHome(call, system ? 'python3' : `${folder}/bin/python3`);
      return pip(call, { ...home, isManaged: false }, [
        'install',
        '--no-cache-dir',
        ...args.slice(1).filter((one) => !['--system', '--no-cache', '--compile-bytecode'].includes(one)),
      ]);
    }
    call.unknown(`uv ${command} is not modelled`);
    return {};
  },
});

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
