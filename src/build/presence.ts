/**
 * Which commands an image has, where no listed file shows them. The catalogue names the main programs of
 * an image; everything that a distribution's base brings along is known by its family.
 */
import type { BaseImage } from '../images/index.ts';
import { DISTRIBUTIONS } from './commands/python/packages.ts';
import type { Tool } from './commands/types.ts';
import { INTERPRETER_TOOLS } from './shell/names.ts';
import type { Presence } from './shell/types.ts';

/** Programs of the base of Debian and Ubuntu images besides coreutils: packages marked essential, and apt. */
const DEBIAN_BASE: ReadonlySet<string> = new Set(
  'apt apt-get apt-cache apt-key apt-mark dpkg dpkg-query bash dash perl useradd groupadd usermod userdel groupdel su passwd chpasswd login tar gzip zcat find xargs grep sed awk mawk mount umount ldconfig ldd getent hostname update-alternatives'.split(
    ' ',
  ),
);

/** Programs of an Alpine base besides BusyBox's applets. */
const ALPINE_BASE: ReadonlySet<string> = new Set(
  'apk busybox ash adduser addgroup deluser delgroup wget tar gzip gunzip unzip vi nc awk sed find xargs grep su passwd ldd getent hostname ldconfig scanelf ssl_client sha512sum patch cpio'.split(
    ' ',
  ),
);

/** Applets that BusyBox has and the base of Debian has not, and the other way round, where tools are modelled. */
const NOT_IN_DEBIAN: ReadonlySet<string> = new Set(['apk', 'ash', 'busybox', 'wget', 'unzip', 'vi', 'nc']);
/**
 * Debian's adduser came with apt up to Debian 12 and Ubuntu 22.04; since then an image has it only where
 * another package brings it (apt 2.7.14: "Depends: base-passwd (>= 3.6.1) | adduser").
 */
const ADDUSER: ReadonlySet<string> = new Set(['adduser', 'addgroup', 'deluser', 'delgroup']);

function hasAdduser({ tag }: BaseImage): boolean {
  return /bookworm|bullseye|buster|22\.04|20\.04|jammy|focal/.test(tag);
}

const NOT_IN_ALPINE: ReadonlySet<string> = new Set([
  'apt',
  'apt-get',
  'dpkg',
  'bash',
  'dash',
  'useradd',
  'groupadd',
  'usermod',
  'userdel',
  'groupdel',
  'perl',
  'update-alternatives',
]);

/**
 * Compilers, runtimes and fetchers that the bare distributions do not bring, nor the small flavours of the
 * language images, where these do not list them: the packages of docker-library's Dockerfiles for alpine, debian,
 * ubuntu, golang, node, python and ruby (2026-11).
 */
const NOT_IN_SMALL: ReadonlySet<string> = new Set(
  'go gofmt node npm npx yarn pnpm corepack python python3 pip pip3 uv ruby gem bundle php composer java javac mvn gradle cargo rustc dotnet gcc g++ cc c++ clang make cmake git curl ssh svn hg nginx node-gyp tsc strip gosu su-exec tini unzip rsync jq ssh-keygen ssh-keyscan ninja xz unxz xzcat bzip2 bunzip2 zstd unzstd'.split(
    ' ',
  ),
);
/** Programs of Python packages, none of which any of the listed images brings. */
const OF_PYTHON_PACKAGES: ReadonlySet<string> = new Set(
  Object.values(DISTRIBUTIONS).flatMap(({ scripts }) => scripts),
);
const INIT: ReadonlySet<string> = new Set(['tini', 'dumb-init', 'su-exec', 'gosu']);

/** BusyBox brings its own of these. */
const BUSYBOX_HAS: ReadonlySet<string> = new Set(['unzip', 'xz', 'unxz', 'xzcat', 'bzip2', 'bunzip2']);
const SMALL: ReadonlySet<string> = new Set(['golang', 'node', 'python', 'ruby']);

function isSmall({ repository, tag, os }: BaseImage): boolean {
  if (['alpine', 'debian', 'ubuntu', 'busybox'].includes(repository)) return true;
  return SMALL.has(repository) && (os.family === 'alpine' || tag.includes('slim'));
}

/** What buildpack-deps brings to the large flavours of the language images (docker-library/buildpack-deps). */
const BUILD_TOOLS: ReadonlySet<string> = new Set(
  'gcc g++ cc c++ make git curl wget python3 unzip xz file patch autoconf automake ssh ssh-keygen ssh-keyscan svn hg gpg strip ld ar openssl'.split(
    ' ',
  ),
);
const ON_BUILDPACK: ReadonlySet<string> = new Set(['node', 'python', 'ruby', 'rust', 'gcc']);

function hasBuildTools({ repository, tag, os }: BaseImage): boolean {
  return ON_BUILDPACK.has(repository) && os.family === 'debian' && !tag.includes('slim');
}

/** The bare distributions have no ca-certificates; the images of Go and of buildpack-deps have (docker-library, 2026-11). */
function hasCertificateTool(image: BaseImage): Presence {
  if (['alpine', 'debian', 'ubuntu', 'busybox'].includes(image.repository)) return 'absent';
  return image.repository === 'golang' || hasBuildTools(image) ? 'present' : 'unknown';
}

/**
 * Answers whether an image has a command.
 * @param image what is known of the image at the bottom of the stage; undefined where nothing is
 * @param tools the modelled commands by name
 */
export function commandPresence(
  image: BaseImage | undefined,
  tools: ReadonlyMap<string, Tool>,
): (name: string) => Presence {
  return (name) => {
    if (!image) return 'unknown';
    if (image.tools.includes(name)) return 'present';
    if (image.shell === null) return 'absent';
    const { family } = image.os;
    if (family === 'debian' || family === 'ubuntu') {
      if (DEBIAN_BASE.has(name)) return 'present';
      if (ADDUSER.has(name)) return hasAdduser(image) ? 'present' : 'unknown';
      if (NOT_IN_DEBIAN.has(name)) return 'absent';
    }
    if (family === 'alpine') {
      if (ALPINE_BASE.has(name)) return 'present';
      if (NOT_IN_ALPINE.has(name)) return 'absent';
    }
    if (isSmall(image) && NOT_IN_SMALL.has(name)) {
      return family === 'alpine' && BUSYBOX_HAS.has(name) ? 'present' : 'absent';
    }
    if (hasBuildTools(image) && BUILD_TOOLS.has(name)) return 'present';
    if (OF_PYTHON_PACKAGES.has(name)) return 'absent';
    if (SMALL.has(image.repository) && INIT.has(name)) return 'absent';
    if (name === 'update-ca-certificates') return hasCertificateTool(image);
    const tool = tools.get(name);
    if (INTERPRETER_TOOLS.has(name)) return 'present';
    if (!tool) return 'unknown';
    if (tool.origin === 'optional') return 'unknown';
    return tool.origin === 'system' ? 'present' : 'absent';
  };
}
