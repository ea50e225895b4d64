/**
 * Which commands an image has, where no listed file shows them. The catalogue names the main programs of
 * an image; everything that a distribution's base brings along is known by its family.
 */
import type { BaseImage } from '../images/index.ts';
import type { Tool } from './commands/types.ts';
import { INTERPRETER_TOOLS, type Presence } from './shell/interpreter.ts';

/** Programs of the base of Debian and Ubuntu images besides coreutils: packages marked essential, and apt. */
const DEBIAN_BASE: ReadonlySet<string> = new Set(
  'apt apt-get apt-cache apt-key apt-mark dpkg dpkg-query bash dash perl useradd groupadd usermod userdel groupdel su passwd chpasswd login tar gzip zcat find xargs grep sed awk mawk mount umount ldconfig ldd getent hostname update-alternatives'.split(
    ' ',
  ),
);

/** Programs of an Alpine base besides BusyBox's applets. */
const ALPINE_BASE: ReadonlySet<string> = new Set(
  'apk busybox ash adduser addgroup deluser delgroup wget tar gzip gunzip unzip vi nc awk sed find xargs grep su passwd ldd getent hostname ldconfig scanelf ssl_client sha512sum'.split(
    ' ',
  ),
);

/** Applets that BusyBox has and the base of Debian has not, and the other way round, where tools are modelled. */
const NOT_IN_DEBIAN: ReadonlySet<string> = new Set([
  'apk',
  'ash',
  'busybox',
  'wget',
  'unzip',
  'vi',
  'nc',
  'adduser',
  'addgroup',
  'deluser',
  'delgroup',
]);
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
      if (NOT_IN_DEBIAN.has(name)) return 'absent';
    }
    if (family === 'alpine') {
      if (ALPINE_BASE.has(name)) return 'present';
      if (NOT_IN_ALPINE.has(name)) return 'absent';
    }
    const tool = tools.get(name);
    if (INTERPRETER_TOOLS.has(name)) return 'present';
    if (!tool) return 'unknown';
    return tool.origin === 'system' ? 'present' : 'absent';
  };
}
