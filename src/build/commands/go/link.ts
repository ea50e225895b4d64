/** How a program is linked, and what it needs when it starts. Measured with go 1.27.3, linux/amd64. */
import type { Program } from '../types.ts';
import type { GoEnvironment } from './environment.ts';
import type { Closure } from './package-types.ts';
import { CGO_PACKAGES, MODULE_TRAITS, NET_PACKAGES, USER_PACKAGES } from './standard-library.ts';

export interface Linking {
  /** Absent: a module of which nobody knows what it imports decides. */
  readonly linking?: 'static' | 'dynamic';
  /** True where C code is compiled: a compiler must be there. */
  readonly compilesC: boolean;
}

/** Whether a program asks the C library for anything. */
export function linkingOf(
  closure: Closure,
  go: GoEnvironment,
  tags: ReadonlySet<string>,
  ldflags: string,
  buildMode: string | undefined,
): Linking {
  const pie = buildMode === 'pie' && go.os === 'linux';
  if (!go.cgo) return { linking: pie ? 'dynamic' : 'static', compilesC: false };
  const traits = closure.modules.map((one) => MODULE_TRAITS[one.path]);
  const ownC =
    closure.packages.some((one) =>
      one.files.some((file) => file.source.imports.some(({ path }) => path === 'C')),
    ) || traits.includes('cgo');
  const net =
    !tags.has('netgo') &&
    ([...closure.standard].some((one) => NET_PACKAGES.has(one)) || traits.includes('net'));
  const user = !tags.has('osusergo') && [...closure.standard].some((one) => USER_PACKAGES.has(one));
  const other = [...closure.standard].some((one) => CGO_PACKAGES.has(one));
  const usesC = ownC || net || user || other;
  // The linker of the C compiler, which knows -static, is called for C code of one's own or where asked for.
  const external = ownC || /-linkmode[= ]?external/.test(ldflags);
  if (usesC || external) {
    const isStatic =
      external && /-extldflags[= ]?["']?[^"']*-static\b/.test(ldflags) && !/-static-pie/.test(ldflags);
    return { linking: isStatic ? 'static' : 'dynamic', compilesC: usesC };
  }
  if (pie) return { linking: 'dynamic', compilesC: false };
  if (traits.includes(undefined)) return { compilesC: false };
  return { linking: 'static', compilesC: false };
}

const HTTPS_CLIENT = new Set([
  'Get',
  'Head',
  'Post',
  'PostForm',
  'Client',
  'NewRequest',
  'NewRequestWithContext',
  'DefaultClient',
]);

/** Whether a program of the main module calls others over HTTPS: it then reads CA certificates. */
function callsHttps(closure: Closure): boolean {
  return closure.packages.some((one) =>
    one.files.some(({ source }) => {
      if (!source.imports.some(({ path }) => path === 'net/http')) return false;
      const { tokens } = source;
      const client = tokens.some(
        (token, at) =>
          token.text === 'http' &&
          tokens[at + 1]?.text === '.' &&
          HTTPS_CLIENT.has(tokens[at + 2]?.text ?? ''),
      );
      return client && tokens.some((token) => token.kind === 'string' && token.text.startsWith('https://'));
    }),
  );
}

/** Files and folders in which crypto/x509 looks for the system's certificates (root_linux.go of Go 1.27). */
const CERTIFICATES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/etc/ssl/certs',
  '/etc/pki/tls/certs',
];

/** Description of the finished program. */
export function programOf(linking: Linking, closure: Closure, libc: string | undefined): Program {
  return {
    format: 'elf',
    language: 'go',
    ...(linking.linking === undefined ? {} : { linking: linking.linking }),
    ...(callsHttps(closure)
      ? { readsLater: [{ anyOf: CERTIFICATES, purpose: 'to check the sites that it calls over HTTPS' }] }
      : {}),
    ...(linking.linking === 'dynamic' && (libc === 'musl' || libc === 'glibc') ? { libc } : {}),
  };
}
