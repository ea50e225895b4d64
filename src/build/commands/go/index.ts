/**
 * The go command (https://pkg.go.dev/cmd/go): modules, packages, builds. Needs go.mod for packages, go.sum for what
 * they import from elsewhere; writes GOMODCACHE, GOCACHE and the program. Words of go 1.27.3.
 */
import { defineTool, type ToolCall, type ToolResult } from '../types.ts';
import { buildCommand } from './build.ts';
import { type GoEnvironment, goEnvironment } from './environment.ts';
import { GoFailure } from './failure.ts';
import { findModule } from './module.ts';
import { getCommand, modCommand } from './modules.ts';

const BUILDS: ReadonlySet<string> = new Set(['build', 'install', 'run', 'test', 'vet']);
const NOT_MODELLED: ReadonlySet<string> = new Set(
  'bug doc fix generate list telemetry tool work help'.split(' '),
);

export const go = defineTool({
  names: ['go'],
  origin: 'toolchain',
  run(call) {
    const [command = '', ...args] = call.args;
    const environment = goEnvironment(call);
    try {
      return dispatch(call, environment, command, args);
    } catch (error) {
      if (error instanceof GoFailure) return { exitCode: error.exitCode, stderr: `${error.message}\n` };
      throw error;
    }
  },
});

function dispatch(call: ToolCall, go: GoEnvironment, command: string, args: readonly string[]): ToolResult {
  const stray = go.flags.find((one) => !one.startsWith('-'));
  if (stray !== undefined) throw new GoFailure(`go: parsing $GOFLAGS: non-flag "${stray}"`);
  if (BUILDS.has(command)) return buildCommand(call, go, command, args);
  if (command === 'mod') return modCommand(call, go, args);
  if (command === 'get') return getCommand(call, go, args);
  if (command === 'version') {
    if (go.version === '') call.unknown('the version of go in this image is not known');
    return { stdout: `go version go${go.version} linux/amd64\n` };
  }
  if (command === 'env') return env(call, go, args);
  if (command === 'fmt') {
    call.estimated('go fmt is taken to change nothing');
    return {};
  }
  if (command === 'clean') return clean(call, go, args);
  if (NOT_MODELLED.has(command)) {
    call.unknown(`go ${command} is not modelled`);
    return {};
  }
  if (command === '') return { exitCode: 2, stderr: 'Go is a tool for managing Go source code.\n' };
  throw new GoFailure(`go ${command}: unknown command\nRun 'go help' for usage.`, 2);
}

function env(call: ToolCall, go: GoEnvironment, args: readonly string[]): ToolResult {
  const values: Record<string, string> = {
    CGO_ENABLED: go.cgo ? '1' : '0',
    GOARCH: go.arch,
    GOBIN: call.env.get('GOBIN') ?? '',
    GOCACHE: go.buildCache,
    GOFLAGS: call.env.get('GOFLAGS') ?? '',
    GOMODCACHE: go.moduleCache,
    GOOS: go.os,
    GOPATH: go.path,
    GOROOT: go.root,
    GOTOOLCHAIN: call.env.get('GOTOOLCHAIN') ?? 'auto',
    GOVERSION: `go${go.version}`,
  };
  const [first] = args;
  if (first === undefined || first.startsWith('-')) {
    if (first === '-w') {
      for (const pair of args.slice(1)) call.unknown(`go env -w ${pair} is not modelled`);
      return {};
    }
    call.unknown('go env without names is not modelled');
    return {};
  }
  if (first === 'GOMOD') {
    const main = findModule(call, go, call.cwd);
    return { stdout: `${main ? `${main.folder}/go.mod` : '/dev/null'}\n` };
  }
  for (const name of args) if (!(name in values)) call.unknown(`go env ${name} is not modelled`);
  return { stdout: args.map((name) => `${values[name] ?? ''}\n`).join('') };
}

function clean(call: ToolCall, go: GoEnvironment, args: readonly string[]): ToolResult {
  if (args.includes('-cache')) {
    for (const name of call.files.list(go.buildCache)) call.files.remove(`${go.buildCache}/${name}`);
  }
  if (args.includes('-modcache')) call.files.remove(go.moduleCache);
  return {};
}
