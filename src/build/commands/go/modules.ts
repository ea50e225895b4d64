/** go mod and go get (`go help mod`). Words of go 1.27.3. */
import type { ToolCall, ToolResult } from '../types.ts';
import { buildTarget, type GoEnvironment } from './environment.ts';
import { GoFailure } from './failure.ts';
import { findModule, join, type MainModule, ONLY_MODULE_FILES, readSums, requireModule } from './module.ts';
import { download, moduleFolder } from './module-cache.ts';
import { PackageLoader } from './packages.ts';

const NETWORK = 'which versions are chosen is asked of the network when the image is built';

export function modCommand(call: ToolCall, go: GoEnvironment, args: readonly string[]): ToolResult {
  const [command = '', ...rest] = args;
  if (command === 'download') return modDownload(call, go, rest);
  if (command === 'init') return init(call, rest);
  if (command === 'tidy') return tidy(call, go);
  if (command === 'vendor') return vendor(call, go);
  if (command === 'verify') {
    requireModule(call, go, call.cwd);
    return { stdout: 'all modules verified\n' };
  }
  if (['edit', 'graph', 'why'].includes(command)) {
    requireModule(call, go, call.cwd);
    call.unknown(`go mod ${command} is not modelled`);
    return {};
  }
  if (command === '') return { exitCode: 2, stderr: 'usage: go mod <command> [arguments]\n' };
  throw new GoFailure(`go mod ${command}: unknown command\nRun 'go help mod' for usage.`, 2);
}

function modDownload(call: ToolCall, go: GoEnvironment, args: readonly string[]): ToolResult {
  const named = args.filter((one) => !one.startsWith('-'));
  const main = findModule(call, go, call.cwd);
  if (!main) {
    if (named.length === 0) throw new GoFailure("go: no modules specified (see 'go help mod download')");
    call.unknown(NETWORK);
    return {};
  }
  const { require } = main.file;
  if (require.length === 0) return { stderr: 'go: no module dependencies to download\n' };
  const wanted =
    named.length === 0 || named.includes('all')
      ? require
      : require.filter((one) => named.some((name) => name.replace(/@.*/, '') === one.path));
  download(call, go, main, wanted);
  rememberModuleFiles(call, main);
  if (args.includes('-json')) {
    const list = wanted.map((one) =>
      JSON.stringify({ Path: one.path, Version: one.version, Dir: moduleFolder(go, one) }, null, '\t'),
    );
    return { stdout: `${list.join('\n')}\n` };
  }
  return {};
}

/** go.sum gets hashes of the go.mod files that were read; those of contents need `go get` or `go mod tidy`. */
function rememberModuleFiles(call: ToolCall, main: MainModule): void {
  const path = join(main.folder, 'go.sum');
  if (call.files.stat(path).kind !== 'absent') return;
  const bytes = main.file.require.reduce((sum, one) => sum + one.path.length + one.version.length + 57, 0);
  call.files.writeOpaque(path, {
    size: { bytes, certainty: 'estimated', why: 'go writes it while it downloads' },
    fingerprint: `${ONLY_MODULE_FILES} ${JSON.stringify(main.file.require)}`,
  });
}

function init(call: ToolCall, args: readonly string[]): ToolResult {
  if (call.files.exists('go.mod')) throw new GoFailure(`go: ${call.files.resolve('go.mod')} already exists`);
  const [name] = args;
  if (name === undefined) {
    throw new GoFailure(
      `go: cannot determine module path for source directory ${call.cwd} (outside GOPATH, module path must be specified)\n\nExample usage:\n\t'go mod init example.com/m' to initialize a v0 or v1 module\n\t'go mod init example.com/m/v2' to initialize a v2 module\n\nRun 'go help mod init' for more information.`,
    );
  }
  const version = /^\d+\.\d+/.exec(call.env.get('GOLANG_VERSION') ?? '')?.[0];
  if (version === undefined) call.unknown('the version of go in this image is not known');
  call.files.write('go.mod', `module ${name}\n\ngo ${version ?? '1.27'}\n`);
  return { stderr: `go: creating new go.mod: module ${name}\n` };
}

/** Leaves go.mod and go.sum alone where they already say what the sources ask for. */
function tidy(call: ToolCall, go: GoEnvironment): ToolResult {
  const main = requireModule(call, go, call.cwd);
  const loader = new PackageLoader(call, go, main, buildTarget(go, new Set()), 'mod');
  const { packages, warnings } = loader.match(['./...']);
  if (packages.length === 0)
    return { stderr: `${warnings.map((one) => one.replace('./...', 'all')).join('\n')}\n` };
  const { modules } = loader.closure(packages, true);
  const direct = main.file.require.filter((one) => !one.indirect);
  const sums = readSums(call, main);
  const tidyAlready =
    direct.every((one) => modules.includes(one)) &&
    modules.every((one) => sums?.has(`${one.path} ${one.version}`));
  if (tidyAlready) {
    download(call, go, main, modules);
    return {};
  }
  call.estimated(NETWORK);
  call.takes(3_000);
  download(call, go, main, modules);
  call.files.writeOpaque(join(main.folder, 'go.sum'), {
    size: { bytes: 200 * Math.max(1, modules.length), certainty: 'estimated', why: NETWORK },
    fingerprint: `go mod tidy ${JSON.stringify(modules)}`,
  });
  return {};
}

function vendor(call: ToolCall, go: GoEnvironment): ToolResult {
  const main = requireModule(call, go, call.cwd);
  if (main.file.require.length === 0) return { stderr: 'go: no dependencies to vendor\n' };
  download(call, go, main, main.file.require);
  const list = main.file.require.map((one) => `# ${one.path} ${one.version}\n## explicit\n${one.path}\n`);
  for (const one of main.file.require) {
    call.files.markUnlisted(
      join(main.folder, `vendor/${one.path}`),
      `the files of ${one.path} are not listed`,
    );
  }
  call.files.write(join(main.folder, 'vendor/modules.txt'), list.join(''));
  return {};
}

/** `go get`: changes go.mod and go.sum by what the network says. */
export function getCommand(call: ToolCall, go: GoEnvironment, args: readonly string[]): ToolResult {
  const main = findModule(call, go, call.cwd);
  if (!main) {
    throw new GoFailure(
      "go: go.mod file not found in current directory or any parent directory.\n\t'go get' is no longer supported outside a module.\n\tTo build and install a command, use 'go install' with a version,\n\tlike 'go install example.com/cmd@latest'\n\tFor more information, see https://go.dev/doc/go-get-install-deprecation\n\tor run 'go help get' or 'go help install'.",
    );
  }
  if (args.filter((one) => !one.startsWith('-')).length === 0 || args.includes('./...'))
    return tidy(call, go);
  call.unknown(NETWORK);
  for (const name of ['go.mod', 'go.sum']) call.files.writeUnknown(join(main.folder, name), NETWORK);
  return {};
}
