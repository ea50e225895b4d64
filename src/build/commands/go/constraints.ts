/** Which files belong to a build: file names and `//go:build` (https://pkg.go.dev/cmd/go#hdr-Build_constraints). */

const SYSTEMS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows'.split(
    ' ',
  ),
);
const MACHINES: ReadonlySet<string> = new Set(
  '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm'.split(' '),
);
/** Systems that count as `unix`. */
const UNIX: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd illumos ios linux netbsd openbsd solaris'.split(' '),
);

export interface BuildTarget {
  readonly os: string;
  readonly arch: string;
  readonly cgo: boolean;
  readonly tags: ReadonlySet<string>;
  /** Minor number of the Go release: 27 for 1.27. */
  readonly minor: number;
}

/** Whether a file's name lets it take part; names that begin with `_` or `.` never do. */
export function nameMatches(name: string, target: BuildTarget): boolean {
  if (name.startsWith('_') || name.startsWith('.')) return false;
  const parts = name
    .replace(/\.go$/, '')
    .replace(/_test$/, '')
    .split('_')
    .slice(1);
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2) ?? '';
  if (MACHINES.has(last)) {
    return last === target.arch && (!SYSTEMS.has(before) || before === target.os);
  }
  return !SYSTEMS.has(last) || last === target.os;
}

/** Whether a `//go:build` expression holds. One that cannot be read holds. */
export function constraintHolds(expression: string, target: BuildTarget): boolean {
  const words = expression.match(/[\p{L}\p{N}_.]+|&&|\|\||[!()]/gu) ?? [];
  let at = 0;
  const or = (): boolean => {
    let value = and();
    while (words[at] === '||') {
      at += 1;
      const right = and();
      value = value || right;
    }
    return value;
  };
  const and = (): boolean => {
    let value = not();
    while (words[at] === '&&') {
      at += 1;
      const right = not();
      value = value && right;
    }
    return value;
  };
  const not = (): boolean => {
    let negated = false;
    while (words[at] === '!') {
      at += 1;
      negated = !negated;
    }
    const word = words[at] ?? '';
    at += 1;
    if (word === '(') {
      const value = or();
      at += 1;
      return value !== negated;
    }
    return tagHolds(word, target) !== negated;
  };
  return words.length === 0 ? true : or();
}

function tagHolds(tag: string, target: BuildTarget): boolean {
  if (tag === target.os || tag === target.arch || tag === 'gc') return true;
  if (tag === 'unix') return UNIX.has(target.os);
  if (tag === 'cgo') return target.cgo;
  const release = /^go1\.(\d+)$/.exec(tag);
  if (release) return Number(release[1]) <= target.minor;
  return target.tags.has(tag);
}
