/** go build, install, run, test and vet (`go help build` and its kin). Words of go 1.27.3. */
import { toBytes } from '../../filesystem/content.ts';
import { sha256Hex } from '../../filesystem/sha256.ts';
import type { ToolCall, ToolResult } from '../types.ts';
import { buildTarget, type GoEnvironment, isKnownPair } from './environment.ts';
import { GoFailure } from './failure.ts';
import { parseFlags } from './flags.ts';
import { linkingOf, programOf } from './link.ts';
import { findModule, join, type MainModule, requireModule } from './module.ts';
import { download, guess } from './module-cache.ts';
import { type Closure, type GoPackage, PackageLoader } from './packages.ts';
import { programSize } from './standard-library.ts';
import { compileErrors } from './undefined.ts';

const NOT_COMPILED =
  'Go sources are not compiled here: names that are nowhere declared are found, other mistakes are not; sizes of programs are taken from programs with the same imports (go 1.27.3)';
const CACHE_BYTES = 45_000_000;

interface Plan {
  readonly call: ToolCall;
  readonly go: GoEnvironment;
  readonly flags: ReadonlyMap<string, string>;
  readonly loader: PackageLoader;
  readonly main: MainModule | undefined;
  readonly packages: readonly GoPackage[];
  readonly warnings: readonly string[];
  readonly tags: ReadonlySet<string>;
}

/** Runs one of the commands that read packages. Throws GoFailure. */
export function buildCommand(
  call: ToolCall,
  go: GoEnvironment,
  command: string,
  args: readonly string[],
): ToolResult {
  const { values: flags, packages: named } = parseFlags(command, args, go.flags);
  const folder = flags.get('C');
  const inside = folder === undefined ? call : moved(call, folder);
  if (!isKnownPair(go.os, go.arch))
    throw new GoFailure(`go: unsupported GOOS/GOARCH pair ${go.os}/${go.arch}`, 2);
  if (command === 'install' && named.some((one) => one.includes('@')))
    return installFromNetwork(inside, go, named);
  const patterns = command === 'run' ? runTargets(named) : named.length > 0 ? named : ['.'];
  const isFiles = patterns.every((one) => one.endsWith('.go') && inside.files.isFile(one));
  const isPattern = patterns.some((one) => one.endsWith('...'));
  const relative = patterns.some((one) => /^\.{0,2}(\/|$)/.test(one));
  const main =
    isFiles || !relative || isPattern
      ? findModule(inside, go, inside.cwd)
      : requireModule(inside, go, inside.cwd);
  const tags = new Set((flags.get('tags') ?? '').split(/[ ,]+/).filter(Boolean));
  const loader = new PackageLoader(inside, go, main, buildTarget(go, tags), flags.get('mod'));
  const { packages, warnings } = loader.match(patterns);
  const plan: Plan = { call: inside, go, flags, loader, main, packages, warnings, tags };
  if (main && loader.usesVendor) vendoring(inside, main);
  if (command === 'test') return test(plan);
  if (command === 'vet') return vet(plan);
  if (command === 'run') return run(plan);
  return command === 'install' ? install(plan) : build(plan);
}

function moved(call: ToolCall, folder: string): ToolCall {
  const cwd = call.files.resolve(folder);
  if (!call.files.isDirectory(cwd)) throw new GoFailure(`go: chdir ${folder}: no such file or directory`, 2);
  return { ...call, cwd, files: call.files.at(cwd) };
}

/** Arguments of `go run`: files, or one package, before those of the program. */
function runTargets(named: readonly string[]): readonly string[] {
  if (named.length === 0) throw new GoFailure('go: no go files listed');
  const files = named.findIndex((one) => !one.endsWith('.go'));
  return files === 0 ? named.slice(0, 1) : named.slice(0, files < 0 ? undefined : files);
}

/** Loads everything that is imported, downloads what is missing, and looks for what cannot compile. */
function compile(
  plan: Plan,
  roots: readonly GoPackage[],
  withTests = false,
): { closure: Closure; stderr: string } {
  const { call, go, loader, main } = plan;
  for (const one of roots) {
    if (one.files.length > 0 || withTests) continue;
    if (one.excluded > 0)
      throw new GoFailure(`${one.importPath}: build constraints exclude all Go files in ${one.folder}`);
    throw new GoFailure(`${one.importPath}: no non-test Go files in ${one.folder}`);
  }
  const closure = loader.closure(roots, withTests);
  let stderr = '';
  if (main && !loader.usesVendor) {
    for (const one of download(call, go, main, closure.modules))
      stderr += `go: downloading ${one.path} ${one.version}\n`;
  }
  const errors: string[] = [];
  for (const one of closure.packages) {
    const listed = withTests
      ? [...one.files, ...one.tests.filter((file) => file.source.package === one.name)]
      : one.files;
    const lines = compileErrors(
      listed.map((file) => ({ name: shownIn(loader, file.path), source: file.source })),
    );
    if (lines.length > 0) errors.push(`# ${one.importPath}`, ...lines);
    else if (
      one.name === 'main' &&
      one.files.length > 0 &&
      !one.files.some((file) => file.source.declaresMain) &&
      roots.includes(one)
    ) {
      errors.push(
        `# ${one.importPath}`,
        'runtime.main_main·f: function main is undeclared in the main package',
      );
    }
  }
  if (errors.length > 0) throw new GoFailure(stderr + errors.join('\n'));
  call.estimated(NOT_COMPILED);
  const modules = closure.modules.length;
  call.takes(
    1_500 + (closure.standard.has('net/http') ? 9_000 : 3_000) * (modules > 5 ? 2 : 1) + modules * 300,
  );
  buildCache(call, go);
  return { closure, stderr };
}

function shownIn(loader: PackageLoader, path: string): string {
  const shown = loader.shown(path);
  return shown.startsWith('/') ? shown : `./${shown}`;
}

/** The build cache holds something after every build; how much is a guess. */
function buildCache(call: ToolCall, go: GoEnvironment): void {
  const { files } = call;
  if (go.buildCache === 'off')
    throw new GoFailure('build cache is disabled by GOCACHE=off, but required as of Go 1.12');
  const place = `${go.buildCache}/…`;
  files.makeDirectories(go.buildCache);
  if (files.exists(place)) return;
  files.markUnlisted(go.buildCache, 'the build cache has files of its own');
  files.writeOpaque(place, {
    size: { bytes: CACHE_BYTES, certainty: 'estimated', why: 'a build cache after one build (go 1.27.3)' },
    fingerprint: 'go build cache',
  });
  guess(call, place, 'it stands for the files of the build cache, which are not listed');
}

/** What C code needs is there, or cgo says what is missing. */
function checkCompiler(plan: Plan, compilesC: boolean): void {
  const { call, go } = plan;
  if (!compilesC) return;
  if (!go.hasCompiler) {
    throw new GoFailure(
      `# runtime/cgo\ncgo: C compiler "${go.compiler}" not found: exec: "${go.compiler}": executable file not found in $PATH`,
    );
  }
  if (call.image.family === 'alpine' && call.files.stat('/usr/include/stdlib.h').kind === 'absent') {
    throw new GoFailure(
      '# runtime/cgo\n_cgo_export.c:3:10: fatal error: stdlib.h: No such file or directory\n    3 | #include <stdlib.h>\n      |          ^~~~~~~~~~\ncompilation terminated.',
    );
  }
}

function build(plan: Plan): ToolResult {
  const { call, flags, packages, warnings } = plan;
  const { closure, stderr } = compile(plan, packages);
  const said = [...warnings.map((one) => `${one}\n`), stderr].join('');
  const programs = packages.filter((one) => one.name === 'main');
  const output = flags.get('o');
  if (output === undefined) {
    const [only] = packages;
    if (packages.length === 1 && only?.name === 'main')
      writeProgram(plan, only, closure, defaultOutput(plan, only));
    else for (const one of programs) checkLinks(plan, one);
    return { stderr: said };
  }
  if (output === '/dev/null') return { stderr: said };
  const isFolder = output.endsWith('/') || call.files.isDirectory(output);
  if (isFolder) {
    if (programs.length === 0) throw new GoFailure('go: no main packages to build');
    makeFolder(call, output.replace(/(.)\/+$/, '$1'), packages[0]?.importPath ?? '');
    for (const one of programs)
      writeProgram(plan, one, closure, join(output.replace(/\/+$/, ''), programName(plan, one)));
    return { stderr: said };
  }
  if (packages.length > 1)
    throw new GoFailure(`go: cannot write multiple packages to non-directory ${output}`);
  const [only] = packages;
  if (!only) return { stderr: said };
  makeFolder(
    call,
    output.includes('/') ? output.slice(0, output.lastIndexOf('/')) || '/' : '.',
    only.importPath,
  );
  if (only.name === 'main') writeProgram(plan, only, closure, output);
  else {
    // An archive of the package: no program, and not executable.
    call.files.writeOpaque(output, {
      size: { bytes: 4_000, certainty: 'estimated', why: 'an archive of a compiled package' },
      program: { format: 'other' },
    });
  }
  return { stderr: said };
}

function makeFolder(call: ToolCall, folder: string, importPath: string): void {
  const found = call.files.stat(folder);
  if (found.kind === 'found' && found.entry.type === 'file') {
    throw new GoFailure(`${importPath}: go build ${importPath}: mkdir ${folder}/: file exists`);
  }
  call.files.makeDirectories(folder);
}

function defaultOutput(plan: Plan, one: GoPackage): string {
  const name = programName(plan, one);
  if (plan.call.files.isDirectory(name)) {
    throw new GoFailure(`go: build output "${name}" already exists and is a directory`);
  }
  return name;
}

function programName({ go }: Plan, one: GoPackage): string {
  const parts = one.importPath.split('/');
  const last = parts.length > 1 && /^v[0-9]+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1);
  return `${one.listed ?? last ?? 'main'}${go.os === 'windows' ? '.exe' : ''}`;
}

function checkLinks(plan: Plan, one: GoPackage): ReturnType<typeof linkingOf> {
  const closure = plan.loader.closure([one]);
  const ldflags = plan.flags.get('ldflags') ?? '';
  const linking = linkingOf(closure, plan.go, plan.tags, ldflags, plan.flags.get('buildmode'));
  checkCompiler(plan, linking.compilesC);
  return linking;
}

function writeProgram(plan: Plan, one: GoPackage, all: Closure, path: string): void {
  const { call, go, flags, loader } = plan;
  const linking = checkLinks(plan, one);
  const closure = plan.packages.length > 1 ? loader.closure([one]) : all;
  const ldflags = flags.get('ldflags') ?? '';
  const stripped = /(^|[ "'=])-s\b/.test(ldflags) ? 'all' : /(^|[ "'=])-w\b/.test(ldflags) ? 'debug' : 'no';
  const sources = closure.packages.flatMap((each) =>
    each.files.map((file) => call.files.read(file.path) ?? ''),
  );
  const trimmed = flags.get('trimpath') === 'true' ? '' : one.folder;
  const recipe = JSON.stringify([
    go.version,
    go.os,
    go.arch,
    go.cgo,
    ldflags,
    [...plan.tags],
    trimmed,
    sources,
    closure.modules,
  ]);
  const size = programSize(closure.standard, closure.modules.length, stripped);
  const native = go.os === 'linux' && go.arch === 'amd64';
  const program =
    go.os === 'linux'
      ? programOf(linking, closure, call.image.libc)
      : ({ format: 'other', language: 'go' } as const);
  call.files.writeOpaque(
    path,
    {
      size: {
        bytes: size,
        certainty: 'estimated',
        why: 'a program with the same imports (go 1.27.3, linux/amd64)',
      },
      fingerprint: `go ${sha256Hex(toBytes(recipe))}`,
      program: native ? program : { ...program, format: 'other' },
    },
    { mode: 0o755 },
  );
  call.files.update(path, (entry) => ({ ...entry, mode: entry.mode | 0o111 }));
}

function install(plan: Plan): ToolResult {
  const { call, go, packages } = plan;
  const { closure, stderr } = compile(plan, packages);
  for (const one of packages) {
    if (one.name !== 'main') continue;
    const cross = go.os !== 'linux' || go.arch !== 'amd64';
    const folder = cross && !call.env.get('GOBIN') ? `${go.bin}/${go.os}_${go.arch}` : go.bin;
    call.files.makeDirectories(folder);
    writeProgram(plan, one, closure, join(folder, programName(plan, one)));
  }
  return { stderr };
}

/** `go install example.com/tool@latest`: a program of a module that nobody here has. */
function installFromNetwork(call: ToolCall, go: GoEnvironment, named: readonly string[]): ToolResult {
  let stderr = '';
  for (const one of named) {
    const [path = '', version = ''] = one.split('@');
    if (!(path.split('/')[0] ?? '').includes('.')) {
      throw new GoFailure(`go: ${one}: malformed module path "${path}": missing dot in first path element`);
    }
    const parts = path.split('/');
    const name = /^v[0-9]+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1);
    call.files.makeDirectories(go.bin);
    call.files.writeOpaque(
      `${go.bin}/${name}`,
      {
        size: { bytes: 12_000_000, certainty: 'estimated', why: 'a tool of ordinary size' },
        fingerprint: `go install ${one}`,
        program: go.cgo
          ? { format: 'elf', language: 'go' }
          : { format: 'elf', linking: 'static', language: 'go' },
      },
      { mode: 0o755 },
    );
    stderr += `go: downloading ${path} ${version}\n`;
  }
  buildCache(call, go);
  call.files.makeDirectories(go.moduleCache);
  call.files.markUnlisted(go.moduleCache, 'modules of the installed tool are not listed');
  call.estimated('the tool is downloaded when the image is built; its size is a rule of thumb');
  call.takes(15_000);
  return { stderr };
}

function run(plan: Plan): ToolResult {
  const [only] = plan.packages;
  if (!only) return {};
  if (only.name !== 'main') throw new GoFailure(`package ${only.importPath} is not a main package`);
  const { stderr } = compile(plan, plan.packages);
  checkLinks(plan, only);
  plan.call.unknown('what the program does when it runs is not known');
  return { stderr };
}

function vet(plan: Plan): ToolResult {
  const { packages, warnings, loader } = plan;
  if (packages.length === 0) throw new GoFailure([...warnings, 'no packages to vet'].join('\n'));
  const closure = loader.closure(packages, true);
  if (plan.main && !loader.usesVendor) download(plan.call, plan.go, plan.main, closure.modules);
  for (const one of packages) {
    const [line] = compileErrors(
      one.files.map((file) => ({ name: shownIn(loader, file.path), source: file.source })),
    );
    if (line !== undefined) throw new GoFailure(`# ${one.importPath}\n# [${one.importPath}]\nvet: ${line}`);
  }
  plan.call.estimated('go vet is taken to find nothing');
  plan.call.takes(4_000);
  buildCache(plan.call, plan.go);
  return {};
}

function test(plan: Plan): ToolResult {
  const { packages, warnings, loader, call } = plan;
  if (packages.length === 0) throw new GoFailure([...warnings, 'no packages to test'].join('\n'));
  let stdout = '';
  let failedOnce = false;
  let stderr = '';
  for (const one of packages) {
    let lines: string[];
    try {
      const closure = loader.closure([one], true);
      if (plan.main && !loader.usesVendor) {
        for (const module of download(call, plan.go, plan.main, closure.modules))
          stderr += `go: downloading ${module.path} ${module.version}\n`;
      }
      lines = compileErrors(
        [...one.files, ...one.tests.filter((file) => file.source.package === one.name)].map((file) => ({
          name: shownIn(loader, file.path),
          source: file.source,
        })),
      );
      if (lines.length > 0) stdout += `FAIL\t${one.importPath} [build failed]\n`;
      if (lines.length > 0) stderr += `# ${one.importPath}\n${lines.join('\n')}\n`;
    } catch (error) {
      if (!(error instanceof GoFailure)) throw error;
      lines = [error.message];
      stderr += `# ${one.importPath}\n${error.message}\n`;
      stdout += `FAIL\t${one.importPath} [setup failed]\n`;
    }
    if (lines.length > 0) failedOnce = true;
    else if (one.tests.length === 0) stdout += `?   \t${one.importPath}\t[no test files]\n`;
    else {
      call.estimated('tests are not run here; they are taken to pass');
      call.takes(2_500);
      stdout += `ok  \t${one.importPath}\t0.004s\n`;
    }
  }
  buildCache(call, plan.go);
  if (failedOnce) return { exitCode: 1, stdout: `${stdout}FAIL\n`, stderr };
  return { stdout, stderr };
}

/** vendor/modules.txt must agree with go.mod. */
function vendoring(call: ToolCall, main: MainModule): void {
  const path = join(main.folder, 'vendor/modules.txt');
  const text = call.files.isFile(path) ? call.files.read(path) : '';
  if (text === undefined) return;
  const lines = text.split('\n');
  const problems = main.file.require
    .filter((one) => {
      const at = lines.indexOf(`# ${one.path} ${one.version}`);
      return at < 0 || !/^## .*\bexplicit\b/.test(lines[at + 1] ?? '');
    })
    .map(
      (one) =>
        `\t${one.path}@${one.version}: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt`,
    );
  if (problems.length === 0) return;
  throw new GoFailure(
    `go: inconsistent vendoring in ${main.folder}:\n${problems.join('\n')}\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor`,
  );
}
