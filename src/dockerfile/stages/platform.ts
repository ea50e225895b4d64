import { quote } from '../go-text.ts';

/** `os/arch[/variant]`, as image configs name it. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** Empty where there is none. */
  readonly variant: string;
}

const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const ARCHITECTURES = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
const PART = /^[A-Za-z0-9_.-]+$/;
/** A system, with its version and features in parentheses: `windows(10.0.17763+feature)`. */
const SYSTEM_PART = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$/;
/** A percent sign that begins no escape, with what stands behind it. */
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2}).{0,2}/;

/** Reads a platform as containerd does; the error is in its words. Never throws. */
export function parsePlatform(text: string): Platform | { readonly error: string } {
  const invalid = (problem: string) => ({ error: `${quote(text)}: ${problem}: invalid argument` });
  if (text.includes('*')) return invalid('wildcards not yet supported');
  const parts = text.split('/');
  for (const [index, part] of parts.entries()) {
    const [expected, kind, specifier] =
      index === 0 ? [SYSTEM_PART, 'OS component', 'OSAndVersion'] : [PART, 'component', 'platform'];
    const match = expected.exec(part);
    if (match === null) {
      const rule = `${specifier} specifier component must match ${quote(expected.source)}`;
      const problem = `${quote(part)} is an invalid ${kind} of ${quote(text)}: ${rule}`;
      return { error: `${problem}: invalid argument` };
    }
    const version = index === 0 ? (match[2] ?? '') : '';
    const [broken] = BROKEN_ESCAPE.exec(version) ?? [];
    if (broken !== undefined) {
      const problem = `${quote(text)} has an invalid OS version ${quote(version)}`;
      return { error: `${problem}: invalid URL escape ${quote(broken)}` };
    }
  }
  const [first = '', second = '', third = ''] = parts.map((part) => part.toLowerCase());
  if (parts.length > 3) return invalid('cannot parse platform specifier');
  if (parts.length > 1) return normalise(first, second, third);
  const system = first.replace(/\(.*$/, '');
  if (SYSTEMS.has(system)) return { os: system, architecture: 'amd64', variant: '' };
  const guess = normalise('linux', first, '');
  if (ARCHITECTURES.has(guess.architecture)) return guess;
  return invalid('unknown operating system or architecture');
}

/** `linux/arm/v7` */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant === '' ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

function normalise(os: string, architecture: string, variant: string): Platform {
  switch (architecture) {
    case 'i386':
      return { os, architecture: '386', variant: '' };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { os, architecture: 'amd64', variant: variant === 'v1' ? '' : variant };
    case 'aarch64':
    case 'arm64':
      return { os, architecture: 'arm64', variant: variant === '8' || variant === 'v8' ? '' : variant };
    case 'armhf':
      return { os, architecture: 'arm', variant: 'v7' };
    case 'armel':
      return { os, architecture: 'arm', variant: 'v6' };
    case 'arm':
      return { os, architecture, variant: variant === '' ? 'v7' : variant.replace(/^(?=[5678]$)/, 'v') };
    default:
      return { os, architecture, variant };
  }
}
