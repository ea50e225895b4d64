/**
 * Cases with RUN: a small Linux of BusyBox alone is the base, because the engine has no network. Docker
 * builds each case, perhaps builds it again after a change, perhaps starts it; all of it must agree.
 */
import type { CaseFile } from '../case.ts';

/** A second build of the same case, with something changed. */
export interface Again {
  readonly files?: Readonly<Record<string, CaseFile>>;
  readonly dockerfile?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
}

export interface RunCase {
  /** Unique, kebab-case; names the golden. */
  readonly name: string;
  /** Behind the stage `base`, which every case has. */
  readonly dockerfile: string;
  readonly files?: Readonly<Record<string, CaseFile>>;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Secrets by id. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Build again after this, and see what comes from the cache. */
  readonly again?: Again;
  /** Start a container of the image. */
  readonly start?: true;
  /** The case stands on official images, by their stand-ins (`exercises/stand-ins.ts`): how it starts is all that counts. */
  readonly only?: 'start';
  /** With `only`: what is said counts to the letter, too. */
  readonly exact?: true;
}

/** What a build said and left. */
export interface SeenRun {
  /** Behind `ERROR: failed to build: failed to solve: `. */
  readonly error?: string;
  /** By vertex (`[build 2/3] RUN …`): what it printed, times left out; the last line is DONE, CACHED or ERROR. */
  readonly log: Readonly<Record<string, readonly string[]>>;
  /** The part of the log below the vertices. */
  readonly tail?: readonly string[];
  /** One line a path: type, mode, owner, digest; what the base brings left out. */
  readonly files?: readonly string[];
  /** Paths of each layer behind the base's. */
  readonly layers?: readonly string[];
  readonly history?: readonly string[];
  /** Vertices of the second build that came from the cache, sorted; those of the base left out. */
  readonly cached?: readonly string[];
  readonly start?: SeenStart;
}

/** What `docker run` said. */
export interface SeenStart {
  /** Absent where the container runs on. */
  readonly exitCode?: number;
  /** The container was still running after some seconds. */
  readonly runs?: true;
  /** Docker's own message, where the container could not be started. */
  readonly error?: string;
  readonly stderr?: string;
  /** Absent in answers that were recorded before anybody asked for it. */
  readonly stdout?: string;
  /** Of the simulation alone: the program starts, and whether it ends is its own affair. */
  readonly open?: true;
  /** Of the simulation alone: what it cannot tell. */
  readonly unknown?: string;
}

const APPLETS =
  'ash sh ls cat cp mv rm mkdir rmdir ln chmod chown chgrp touch echo printf true false test [ env id whoami pwd find grep sed awk tar gzip gunzip ' +
  'sort uniq head tail wc cut tr tee xargs stat readlink basename dirname which sleep date install mktemp adduser addgroup deluser delgroup seq expr od ' +
  'sha256sum md5sum du df hostname uname nproc sync dd realpath unzip wget vi nc kill ps diff cmp yes su';

/** The base: BusyBox under `rootfs/`, with a link for each applet. `busybox` is the program's own content. */
export function baseFilesOf(busybox: string): Record<string, CaseFile> {
  const files: Record<string, CaseFile> = {
    'rootfs/bin/busybox': { base64: busybox, mode: 0o755 },
    'rootfs/etc/passwd': PASSWD,
    'rootfs/etc/group': GROUP,
    'rootfs/tmp': { directory: true, mode: 0o1777 },
    'rootfs/root': { directory: true, mode: 0o700 },
    'rootfs/home/bob': { directory: true, mode: 0o755 },
  };
  for (const applet of APPLETS.split(' ')) files[`rootfs/bin/${applet}`] = { link: 'busybox' };
  return files;
}

const PASSWD =
  'root:x:0:0:root:/root:/bin/sh\nbob:x:1001:1002:Bob:/home/bob:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n';
const GROUP = 'root:x:0:\nstaff:x:50:bob\nbob:x:1002:\nnobody:x:65534:\n';

/** The whole Dockerfile of a case. */
export function wholeDockerfile(text: string, only?: RunCase['only']): string {
  if (only === 'start') return text;
  return `FROM scratch AS base\nCOPY rootfs /\n${text}`;
}

/** Random ids, times and the engine's folders, which differ from build to build. */
export function tidy(text: string): string {
  return text
    .replace(/of ref \S+::\S+: /g, 'of ref …: ')
    .replace(/\/[^\s"]*\/(?:merged|diff|fs|buildkit-mount\d+|buildkit\d+)(?=\/|[\s":]|$)/g, '…');
}

/**
 * What of an answer can be compared: stdout and stderr come in either order; the mounts of a RUN touch /etc,
 * whose time alone then puts it into the layer; what an earlier case built, the engine has cached; Debian's BusyBox, which answered, counts lines in its messages,
 * Alpine's, whose words we speak, does not.
 */
export function comparable(seen: SeenRun): SeenRun {
  const text = (line: string) => line.replace(/(^|: )line \d+: /, '$1').replace(/^\/bin\/sh: /, '');
  const log = Object.fromEntries(
    Object.entries(seen.log).map(([name, lines]) => [
      name,
      lines.map((line) => (line === 'CACHED' ? 'DONE' : text(line))).sort(),
    ]),
  );
  const layers = seen.layers?.map((layer) =>
    layer.split(' ').some((path) => /^-?\/etc\//.test(path))
      ? layer
      : layer
          .split(' ')
          .filter((path) => path !== '/etc')
          .join(' '),
  );
  const { start, tail } = seen;
  return {
    ...seen,
    log,
    ...(tail ? { tail: tail.map(text).sort() } : {}),
    ...(layers ? { layers } : {}),
    ...(start?.stderr === undefined ? {} : { start: { ...start, stderr: text(start.stderr) } }),
  };
}
