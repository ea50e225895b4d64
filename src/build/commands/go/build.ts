/** go build, install, run, test and vet (`go help build` and its kin). Words of go 1.27.3. */
import type { ToolCall, ToolResult } from '../types.ts';
import { compile, type Plan } from './compile.ts';
import { buildTarget, type GoEnvironment, isKnownPair } from './environment.ts';
import { GoFailure } from './failure.ts';
import { parseFlags } from './flags.ts';
import { install, installFromNetwork } from './install.ts';
import { findModule, join, requireModule } from './module.ts';
import { PackageLoader } from './packages.ts';
import { checkLinks, defaultOutput, makeFolder, programName, writeProgram } from './program.ts';
import { vendoring } from './vendoring.ts';
import { test, vet } from './vet-and-test.ts';

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

function run(plan: Plan): ToolResult {
  const [only] = plan.packages;
  if (!only) return {};
  if (only.name !== 'main') throw new GoFailure(`package ${only.importPath} is not a main package`);
  const { stderr } = compile(plan, plan.packages);
  checkLinks(plan, only);
  plan.call.unknown('what the program does when it runs is not known');
  return { stderr };
}
