/**
 * What packages bring: programs, and how many bytes an installation adds. The bytes are what apt-get says
 * ("After this operation, … of additional disk space will be used") for `--no-install-recommends` on a
 * minimal Debian 12, asked 2026-11-21; for Alpine, whose packages are smaller, they are an upper estimate.
 */

type Row = readonly [
  debian: string | undefined,
  alpine: string | undefined,
  programs: string,
  bytes?: number,
];

const ROWS: readonly Row[] = [
  ['ca-certificates', 'ca-certificates', 'update-ca-certificates', 8955000],
  ['curl', 'curl', 'curl', 12000000],
  ['wget', 'wget', 'wget', 3704000],
  ['git', 'git', 'git', 109000000],
  ['gcc', 'gcc', 'gcc cc ld as ar strip objcopy objdump nm ranlib', 180000000],
  ['g++', 'g++', 'g++ c++ gcc cc ld as ar strip objcopy objdump nm ranlib', 267000000],
  ['make', 'make', 'make', 1630000],
  [
    'build-essential',
    'build-base',
    'gcc cc g++ c++ make ld as ar strip objcopy objdump nm ranlib dpkg-buildpackage',
    323000000,
  ],
  ['cmake', 'cmake', 'cmake ctest cpack', 95600000],
  ['ninja-build', 'ninja', 'ninja', 426000],
  ['meson', 'meson', 'meson', 42200000],
  ['pkg-config', 'pkgconf', 'pkg-config', 283000],
  ['autoconf', 'autoconf', 'autoconf autoreconf', 51500000],
  ['automake', 'automake', 'automake aclocal', 53500000],
  ['libtool', 'libtool', 'libtool libtoolize', 220000000],
  ['clang', 'clang', 'clang clang++', 411000000],
  ['binutils', 'binutils', 'ld as ar strip objcopy objdump nm ranlib', 34400000],
  ['musl-tools', undefined, 'musl-gcc', 184000000],
  ['libc6-dev', 'libc-dev', '', 30000000],
  [undefined, 'musl-dev', ''],
  ['linux-libc-dev', 'linux-headers', '', 7364000],
  ['python3', 'python3', 'python3', 33500000],
  ['python3-pip', 'py3-pip', 'pip3 pip python3', 47900000],
  ['python3-venv', undefined, 'python3', 40500000],
  ['python3-dev', 'python3-dev', 'python3-config python3', 94400000],
  ['python-is-python3', undefined, 'python', 33500000],
  ['nodejs', 'nodejs', 'node', 99000000],
  ['npm', 'npm', 'npm npx node', 236000000],
  ['yarnpkg', 'yarn', 'yarn', 199000000],
  ['golang-go', 'go', 'go gofmt', 464000000],
  ['rustc', 'rust', 'rustc', 658000000],
  ['cargo', 'cargo', 'cargo rustc', 676000000],
  ['default-jre-headless', 'openjdk21-jre-headless', 'java', 229000000],
  ['default-jdk-headless', 'openjdk21-jdk', 'java javac jar', 308000000],
  ['maven', 'maven', 'mvn java', 242000000],
  ['ruby', 'ruby', 'ruby gem', 38300000],
  ['php-cli', 'php', 'php', 71600000],
  ['perl', 'perl', 'perl', 48700000],
  ['openssl', 'openssl', 'openssl', 8558000],
  ['openssh-client', 'openssh-client', 'ssh scp sftp ssh-keygen ssh-keyscan ssh-add ssh-agent', 14900000],
  ['gnupg', 'gnupg', 'gpg gpgv gpg-agent', 19500000],
  ['unzip', 'unzip', 'unzip', 389000],
  ['zip', 'zip', 'zip', 631000],
  ['xz-utils', 'xz', 'xz unxz xzcat', 1255000],
  ['bzip2', 'bzip2', 'bzip2 bunzip2', 124000],
  ['zstd', 'zstd', 'zstd unzstd', 2152000],
  ['tar', 'tar', 'tar', 0],
  ['gzip', 'gzip', 'gzip', 0],
  ['rsync', 'rsync', 'rsync', 7397000],
  ['jq', 'jq', 'jq', 1170000],
  ['file', 'file', 'file', 8644000],
  ['less', 'less', 'less', 321000],
  ['vim', 'vim', 'vim vi', 41700000],
  ['nano', 'nano', 'nano', 3293000],
  ['procps', 'procps', 'ps free top pkill', 2801000],
  ['iproute2', 'iproute2', 'ip ss', 14000000],
  ['iputils-ping', 'iputils', 'ping', 260000],
  ['net-tools', 'net-tools', 'netstat ifconfig', 1001000],
  ['dnsutils', 'bind-tools', 'dig nslookup', 53700000],
  ['tini', 'tini', 'tini', 749000],
  ['dumb-init', 'dumb-init', 'dumb-init', 37900],
  ['gosu', undefined, 'gosu', 2237000],
  // One C file of a few hundred lines; the figure is an upper bound.
  [undefined, 'su-exec', 'su-exec', 100000],
  ['sudo', 'sudo', 'sudo', 6200000],
  ['tzdata', 'tzdata', '', 6144],
  ['locales', undefined, 'locale-gen', 20700000],
  ['bash', 'bash', 'bash', 0],
  ['coreutils', 'coreutils', '', 0],
  ['adduser', undefined, 'adduser addgroup deluser delgroup', 0],
  ['passwd', 'shadow', 'useradd groupadd usermod groupmod userdel groupdel', 0],
  ['upx-ucl', 'upx', 'upx'],
  ['patch', 'patch', 'patch', 254000],
  ['gettext-base', 'gettext', 'envsubst', 660000],
  ['nginx', 'nginx', 'nginx', 15700000],
  ['supervisor', 'supervisor', 'supervisord supervisorctl', 36300000],
  ['postgresql-client', 'postgresql-client', 'psql pg_dump', 68300000],
  ['default-mysql-client', 'mysql-client', 'mysql', 136000000],
  ['sqlite3', 'sqlite', 'sqlite3', 2846000],
  ['redis-tools', 'redis', 'redis-cli', 13100000],
  ['libpq-dev', 'libpq-dev', 'pg_config', 23000000],
  ['libssl-dev', 'openssl-dev', '', 18700000],
  ['libffi-dev', 'libffi-dev', '', 323000],
  ['zlib1g-dev', 'zlib-dev', '', 31300000],
  ['libxml2-dev', 'libxml2-dev', 'xml2-config', 122000000],
  ['libsqlite3-dev', 'sqlite-dev', '', 34900000],
  ['libjpeg-dev', 'jpeg-dev', '', 31900000],
  ['libpq5', 'libpq', '', 9914000],
  ['libc6', 'libc6-compat', '', 0],
  [undefined, 'gcompat', ''],
  ['libstdc++6', 'libstdc++', '', 0],
  ['libgcc-s1', 'libgcc', '', 0],
  ['libgomp1', 'libgomp', '', 319000],
  ['netbase', undefined, '', 36900],
  ['apt-transport-https', undefined, '', 35800],
  ['software-properties-common', undefined, 'add-apt-repository', 160000000],
  ['lsb-release', undefined, 'lsb_release', 17400],
  ['dirmngr', undefined, 'dirmngr', 4072000],
  ['tree', 'tree', 'tree', 116000],
  ['htop', 'htop', 'htop', 1055000],
  ['strace', 'strace', 'strace', 3108000],
  ['ffmpeg', 'ffmpeg', 'ffmpeg ffprobe', 481000000],
  ['imagemagick', 'imagemagick', 'convert magick', 96400000],
  ['figlet', 'figlet', 'figlet', 757000],
  ['hello', undefined, 'hello', 284000],
  ['fortune-mod', 'fortune', 'fortune', 1987000],
  ['cowsay', undefined, 'cowsay', 48800000],
  ['protobuf-compiler', 'protobuf', 'protoc', 6670000],
];

/**
 * Installed sizes of Alpine's own packages, where Debian's figure would be far too high (pkgs.alpinelinux.org, read
 * 2026-11-21: ca-certificates 20261020-r0 of v3.24 has 311.1 KiB, gcompat 1.1.0-r4 has 104.0 KiB, without the two small
 * libraries that it needs). For the others, Debian's figure stands in.
 */
export const ALPINE_BYTES: Readonly<Record<string, number>> = {
  'ca-certificates': 318_566,
  gcompat: 106_496,
};

/** What is known of a package. */
export interface PackageFacts {
  readonly programs: readonly string[];
  /** Bytes that it adds with its dependencies; absent where no figure is known. */
  readonly bytes?: number;
}

function table(column: 0 | 1): ReadonlyMap<string, PackageFacts> {
  const map = new Map<string, PackageFacts>();
  for (const row of ROWS) {
    const name = row[column];
    const bytes = (column === 1 ? ALPINE_BYTES[name ?? ''] : undefined) ?? row[3];
    if (name === undefined) continue;
    map.set(name, { programs: row[2].split(' ').filter(Boolean), ...(bytes === undefined ? {} : { bytes }) });
  }
  return map;
}

const DEBIAN = table(0);
const ALPINE = table(1);

/** Facts of a package by its name in a family; undefined for one that is not listed. */
export function packageFacts(manager: 'apk' | 'apt', name: string): PackageFacts | undefined {
  const listed = (manager === 'apk' ? ALPINE : DEBIAN).get(name);
  if (listed) return listed;
  // `python3.13`, `gcc-14`, `openjdk-21-jre-headless`, `nodejs-current`: a version of what is listed.
  const plain = name.replace(/-?\d+(\.\d+)*$/, '').replace(/-current$/, '');
  if (plain !== name && plain !== '') return packageFacts(manager, plain);
  if (/^openjdk\d*-.*jdk/.test(name) || /^openjdk-\d+-jdk/.test(name))
    return { programs: ['java', 'javac', 'jar'] };
  if (/^openjdk\d*-.*jre/.test(name) || /^openjdk-\d+-jre/.test(name)) return { programs: ['java'] };
  if (/-(dev|doc|dbg|data|common)$/.test(name) || /^lib/.test(name)) return { programs: [] };
  return undefined;
}
