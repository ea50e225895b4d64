/** The programs and other files that the facts of a base image name. */
import type { BaseBuilder } from './base.ts';
import { dirname } from './filesystem/path.ts';
import type { Program, Size } from './filesystem/types.ts';

/** Where a language's own images put its programs; what is not here is in /usr/bin. */
const TOOL_DIRECTORIES: readonly (readonly [repository: RegExp, tools: RegExp, directory: string])[] = [
  [/^golang$/, /^(go|gofmt)$/, '/usr/local/go/bin'],
  [
    /^(node|python|ruby|php|composer)$/,
    /^(node|npm|npx|corepack|yarn|python\d*|python3-config|pip\d*|pydoc3|idle3|ruby|gem|bundle|bundler|irb|rake|php|composer)$/,
    '/usr/local/bin',
  ],
  [/^rust$/, /^(cargo|rustc|rustup)$/, '/usr/local/cargo/bin'],
  [/^(eclipse-temurin|maven|gradle)$/, /^(java|javac|jar|jlink|keytool|jshell)$/, '/opt/java/openjdk/bin'],
  [/^gradle$/, /^gradle$/, '/opt/gradle/bin'],
  [/^nginx$/, /^nginx$/, '/usr/sbin'],
  [/./, /^uvx?$/, '/usr/local/bin'],
  [/^gcc$/, /^(gcc|g\+\+|gfortran|gccgo|cpp)$/, '/usr/local/bin'],
  [/dotnet/, /^dotnet$/, '/usr/share/dotnet'],
];

/** The dynamic loader of the image's C library is there, the other one is not. */
export function addLoaders(builder: BaseBuilder): void {
  const { libc } = builder.image.os;
  const glibc = '/lib64/ld-linux-x86-64.so.2';
  const musl = '/lib/ld-musl-x86_64.so.1';
  if (libc === 'glibc') addProgram(builder, builder.draft.realPath(glibc));
  if (libc === 'musl') addProgram(builder, musl);
  for (const [path, mine] of [
    [glibc, libc === 'glibc'],
    [musl, libc === 'musl'],
  ] as const) {
    if (!mine && builder.draft.stat(path).kind !== 'found') builder.draft.remove(path);
  }
}

/** The entrypoint, the shell and the tools that the facts name. */
export function addPrograms(builder: BaseBuilder): void {
  const { image } = builder;
  const [entrypoint] = image.entrypoint ?? [];
  if (entrypoint !== undefined) {
    const path = entrypoint.startsWith('/') ? entrypoint : `/usr/local/bin/${entrypoint}`;
    if (entrypoint.endsWith('.sh')) addScript(builder, path);
  }
  if (image.shell !== null && image.shell !== undefined) addProgram(builder, image.shell);
  for (const tool of image.tools) addProgram(builder, `${directoryOf(builder, tool)}/${tool}`);
}

function directoryOf(builder: BaseBuilder, tool: string): string {
  const { repository, os } = builder.image;
  const row = TOOL_DIRECTORIES.find(([name, tools]) => name.test(repository) && tools.test(tool));
  if (row) return row[2];
  if (os.family === 'alpine' && tool === 'apk') return '/sbin';
  return tool === 'busybox' || tool === 'sh' || tool === 'bash' ? '/bin' : '/usr/bin';
}

/** A file of the image at a path, whatever is there by now. */
function putFile(
  builder: BaseBuilder,
  path: string,
  file: { readonly mode: number; readonly size: Size; readonly program?: Program },
): void {
  builder.draft.makeDirectories(dirname(path), () => builder.entry(0o755, false));
  builder.draft.put(path, {
    type: 'file',
    uid: 0,
    gid: 0,
    fingerprint: `${builder.image.reference} ${path}`,
    provenance: builder.provenance,
    certainty: builder.certainty,
    ...file,
  });
}

/** A shell script of the image, such as its entrypoint. */
function addScript(builder: BaseBuilder, path: string): void {
  putFile(builder, path, {
    mode: 0o755,
    size: { bytes: 1000, certainty: 'estimated', why: PART },
    program: { format: 'script', interpreter: '/bin/sh' },
  });
}

/** A program of the image, where nothing stands at the path yet. */
export function addProgram(builder: BaseBuilder, path: string): void {
  builder.draft.makeDirectories(dirname(path), () => builder.entry(0o755, false));
  if (builder.draft.lstat(path).kind === 'found') return;
  const { libc } = builder.image.os;
  putFile(builder, path, {
    mode: 0o755,
    size: { bytes: 0, certainty: 'unknown', why: PART },
    program:
      libc === 'none' ? { format: 'elf', linking: 'static' } : { format: 'elf', linking: 'dynamic', libc },
  });
}

/** A path that the facts name: a file where it looks like one, else a directory. */
export function addNamed(builder: BaseBuilder, path: string): void {
  if (builder.draft.lstat(path).kind === 'found') return;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isProgram = /\/s?bin\/[^/]+$/.test(path) || name.endsWith('.sh');
  if (isProgram) addProgram(builder, path);
  else if (/\.(crt|pem|conf|so(\.\d+)*|xml|jar|html|cfg|json|list)$/.test(name) || FILE_NAMES.has(name))
    addOpaque(builder, path);
  else builder.directory(path, 0o755);
}

/** A file of the image of which no more is known than that it is there. */
export function addOpaque(builder: BaseBuilder, path: string): void {
  putFile(builder, path, {
    mode: 0o644,
    size: BUNDLES.test(path)
      ? {
          bytes: 220_000,
          certainty: 'estimated',
          why: 'ca-certificates of Debian 12, 219,597 bytes (2026-11)',
        }
      : { bytes: 0, certainty: 'unknown', why: PART },
  });
}

const PART = 'part of the base image';

/** The certificates of all authorities in one file. */
const BUNDLES = /\/(ca-certificates\.crt|cert\.pem|ca-bundle\.crt)$/;

const FILE_NAMES: ReadonlySet<string> = new Set([
  'passwd',
  'group',
  'os-release',
  'repositories',
  'cacerts',
  'ld-musl-x86_64.so.1',
]);
