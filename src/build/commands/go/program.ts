/** The program that a main package becomes: its name, its size, how it is linked, where it is written. */
import { toBytes } from '../../filesystem/content.ts';
import { sha256Hex } from '../../filesystem/sha256.ts';
import type { ToolCall } from '../types.ts';
import type { Plan } from './compile.ts';
import { GoFailure } from './failure.ts';
import { linkingOf, programOf } from './link.ts';
import type { Closure, GoPackage } from './package-types.ts';
import { programSize } from './standard-library.ts';

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

/** Makes the folder into which a program is written. */
export function makeFolder(call: ToolCall, folder: string, importPath: string): void {
  const found = call.files.stat(folder);
  if (found.kind === 'found' && found.entry.type === 'file') {
    throw new GoFailure(`${importPath}: go build ${importPath}: mkdir ${folder}/: file exists`);
  }
  call.files.makeDirectories(folder);
}

/** Where a program goes without `-o`. */
export function defaultOutput(plan: Plan, one: GoPackage): string {
  const name = programName(plan, one);
  if (plan.call.files.isDirectory(name)) {
    throw new GoFailure(`go: build output "${name}" already exists and is a directory`);
  }
  return name;
}

/** Name of the program of a package: the last part of its import path, without a major version. */
export function programName({ go }: Plan, one: GoPackage): string {
  const parts = one.importPath.split('/');
  const last = parts.length > 1 && /^v[0-9]+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1);
  return `${one.listed ?? last ?? 'main'}${go.os === 'windows' ? '.exe' : ''}`;
}

/** How a program is linked; throws GoFailure where the C compiler that it needs is missing. */
export function checkLinks(plan: Plan, one: GoPackage): ReturnType<typeof linkingOf> {
  const closure = plan.loader.closure([one]);
  const ldflags = plan.flags.get('ldflags') ?? '';
  const linking = linkingOf(closure, plan.go, plan.tags, ldflags, plan.flags.get('buildmode'));
  checkCompiler(plan, linking.compilesC);
  return linking;
}

/** Writes the program of one package. */
export function writeProgram(plan: Plan, one: GoPackage, all: Closure, path: string): void {
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
      program: native ? program : { ...program, format: 'other', machine: `${go.os}/${go.arch}` },
    },
    { mode: 0o755 },
  );
  call.files.update(path, (entry) => ({ ...entry, mode: entry.mode | 0o111 }));
}
