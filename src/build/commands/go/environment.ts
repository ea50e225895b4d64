/** What the go command takes from its environment (https://pkg.go.dev/cmd/go#hdr-Environment_variables). */
import type { ToolCall } from '../types.ts';
import type { BuildTarget } from './constraints.ts';

const GOARCHES: ReadonlySet<string> = new Set(
  '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x'.split(' '),
);

export interface GoEnvironment {
  readonly version: string;
  readonly root: string;
  readonly path: string;
  readonly moduleCache: string;
  readonly buildCache: string;
  readonly bin: string;
  readonly os: string;
  readonly arch: string;
  /** Whether cgo is on: asked for, or by default because a C compiler is there. */
  readonly cgo: boolean;
  readonly compiler: string;
  readonly hasCompiler: boolean;
  /** From GOFLAGS. */
  readonly flags: readonly string[];
}

export function goEnvironment(call: ToolCall): GoEnvironment {
  const { env } = call;
  const home = env.get('HOME') || '/root';
  const path = env.get('GOPATH') || `${home}/go`;
  const os = env.get('GOOS') || 'linux';
  const arch = env.get('GOARCH') || 'amd64';
  const compiler = env.get('CC')?.split(' ')[0] || 'gcc';
  const hasCompiler = call.which(compiler) !== undefined;
  const asked = env.get('CGO_ENABLED');
  const crossing = os !== 'linux' || arch !== 'amd64';
  const where = call.which('go') ?? '/usr/local/go/bin/go';
  return {
    version: env.get('GOLANG_VERSION') ?? '',
    root: env.get('GOROOT') || (where.startsWith('/usr/local/go/') ? '/usr/local/go' : '/usr/lib/go'),
    path,
    moduleCache: env.get('GOMODCACHE') || `${path}/pkg/mod`,
    buildCache: env.get('GOCACHE') || `${env.get('XDG_CACHE_HOME') || `${home}/.cache`}/go-build`,
    bin: env.get('GOBIN') || `${path}/bin`,
    os,
    arch,
    cgo: asked ? asked === '1' : hasCompiler && !crossing,
    compiler,
    hasCompiler,
    flags: (env.get('GOFLAGS') ?? '').split(/\s+/).filter(Boolean),
  };
}

/** What decides which files take part. */
export function buildTarget(go: GoEnvironment, tags: ReadonlySet<string>): BuildTarget {
  const minor = Number(/^1\.(\d+)/.exec(go.version)?.[1] ?? 99);
  return { os: go.os, arch: go.arch, cgo: go.cgo, tags, minor };
}

/** Whether GOOS and GOARCH are a pair that Go can build for, as far as the names go. */
export function isKnownPair(os: string, arch: string): boolean {
  const systems =
    'aix android darwin dragonfly freebsd illumos ios linux netbsd openbsd plan9 solaris windows';
  return (
    (systems.split(' ').includes(os) && GOARCHES.has(arch)) ||
    ((os === 'js' || os === 'wasip1') && arch === 'wasm')
  );
}
