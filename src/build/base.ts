/** The files of a base image, as far as its facts name them. */
import type { BaseImage } from '../images/index.ts';
import {
  ALPINE_PASSWD,
  COMPLETE,
  DEBIAN_PASSWD,
  DIRECTORIES,
  DISTROLESS_GROUP,
  DISTROLESS_PASSWD,
  groupFile,
  IMAGE_USERS,
  type ImageUser,
  MERGED_USR,
} from './base-layout.ts';
import { NGINX_FOLDERS, NGINX_PAGES, NGINX_SITE, nginxSite } from './base-nginx.ts';
import { knownFile } from './filesystem/content.ts';
import { dirname } from './filesystem/path.ts';
import { type Draft, directory, emptySnapshot, type Snapshot } from './filesystem/snapshot.ts';
import type { Certainty, DirectoryEntry, Program, Provenance } from './filesystem/types.ts';

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

/**
 * Folders of which no official image has packages beside what is put there: npm and Node look through all of them
 * on the way up from an application. Global packages lie in /usr/local/lib.
 */
const NO_MODULES = [
  '',
  '/usr',
  '/usr/src',
  '/usr/local',
  '/opt',
  '/srv',
  '/home',
  '/home/node',
  '/var',
  '/root',
];

/**
 * A snapshot of what is known of an image. Directories that are not wholly known say so (`unlisted`), so
 * that a path nobody knows of is unknown, not absent. A program that the facts say is missing is absent.
 * @param image undefined for an image of which nothing is known: then everything is unknown
 */
export function baseFiles(image: BaseImage | undefined, reference: string, provenance: Provenance): Snapshot {
  if (!image) {
    const why = `nothing is known of the image ${reference}`;
    const draft = emptySnapshot(provenance).edit();
    draft.update('/', (entry) => (entry.type === 'directory' ? { ...entry, unlisted: why } : entry));
    return draft.commit();
  }
  return new BaseBuilder(image, provenance).build();
}

class BaseBuilder {
  private readonly image: BaseImage;
  private readonly provenance: Provenance;
  private readonly certainty: Certainty;
  private readonly why: string;
  private readonly draft: Draft;

  constructor(image: BaseImage, provenance: Provenance) {
    this.image = image;
    this.provenance = provenance;
    this.certainty = image.certainty === 'known' ? 'known' : 'estimated';
    this.why = `not every file of ${image.reference} is listed`;
    this.draft = emptySnapshot(provenance).edit();
  }

  build(): Snapshot {
    const { family } = this.image.os;
    if (family === 'none' && this.image.repository === 'scratch') return this.draft.commit();
    if (this.image.repository === 'ghcr.io/astral-sh/uv') {
      for (const path of this.image.paths) this.program(path);
      this.directory('/io', 0o755, true);
      return this.draft.commit();
    }
    const merged = family === 'debian' || family === 'ubuntu';
    for (const [path, mode] of DIRECTORIES) this.directory(path, mode);
    if (merged) {
      this.directory('/usr/lib64', 0o755);
      for (const [path, target] of MERGED_USR) this.link(path, target);
      if (!/^php/.test(this.image.repository)) this.directory('/usr/src', 0o755, true);
    } else for (const path of ['/bin', '/lib', '/sbin']) this.directory(path, 0o755);
    this.users();
    this.programs();
    this.loaders();
    for (const path of this.image.paths) this.named(path);
    for (const path of NO_MODULES) {
      if (this.draft.stat(`${path}/node_modules`).kind !== 'found') this.draft.remove(`${path}/node_modules`);
    }
    if (this.image.repository === 'nginx') this.nginx();
    if (this.image.repository === 'golang') this.go();
    // apk keeps its index here where nobody says --no-cache; images are made with it.
    if (family === 'alpine') this.directory('/var/cache/apk', 0o755, true);
    const workdir = this.image.workdir;
    if (workdir && workdir !== '/') this.directory(workdir, 0o755);
    if (this.image.shell === null) {
      for (const shell of [
        '/bin/sh',
        '/bin/bash',
        '/usr/bin/sh',
        '/usr/bin/bash',
        '/bin/ash',
        '/bin/dash',
        '/bin/busybox',
      ]) {
        this.draft.remove(shell);
      }
    }
    return this.draft.commit();
  }

  private entry(mode: number, complete: boolean): DirectoryEntry {
    return directory(this.provenance, {
      mode,
      certainty: this.certainty,
      ...(complete ? {} : { unlisted: this.why }),
    });
  }

  private directory(path: string, mode: number, complete = COMPLETE.has(path)): void {
    if (this.draft.stat(path).kind === 'found') return;
    this.draft.makeDirectories(path, (at) => this.entry(at === path ? mode : 0o755, at === path && complete));
  }

  private link(path: string, target: string): void {
    this.draft.put(path, {
      type: 'symlink',
      target,
      mode: 0o777,
      uid: 0,
      gid: 0,
      provenance: this.provenance,
      certainty: this.certainty,
    });
  }

  private text(path: string, content: string, mode = 0o644): void {
    this.draft.makeDirectories(dirname(path), () => this.entry(0o755, false));
    this.draft.put(path, { ...knownFile(content, this.provenance, { mode }), certainty: this.certainty });
  }

  private users(): void {
    const { family } = this.image.os;
    const extra = IMAGE_USERS[this.image.repository]?.(family);
    const distroless = family === 'none' || this.image.repository.startsWith('gcr.io/distroless/');
    const small = family === 'busybox';
    const passwd = distroless
      ? DISTROLESS_PASSWD
      : family === 'alpine'
        ? ALPINE_PASSWD
        : small
          ? BUSYBOX_PASSWD
          : DEBIAN_PASSWD;
    const group = distroless ? DISTROLESS_GROUP : groupFile(family === 'alpine' ? 'alpine' : 'debian');
    this.text('/etc/passwd', passwd + (extra ? passwdLine(extra) : ''));
    const groups = group + (extra ? `${extra.name}:x:${extra.gid}:\n` : '');
    this.text('/etc/group', groups);
    if (!distroless && !small) this.shadow(passwd + (extra ? passwdLine(extra) : ''), groups);
    const home = distroless ? { home: '/home/nonroot', uid: 65532, gid: 65532 } : extra;
    if (home?.home.startsWith('/home/')) {
      this.directory(home.home, distroless ? 0o700 : 0o755);
      this.draft.update(home.home, (entry) => ({ ...entry, uid: home.uid, gid: home.gid }));
    }
  }

  /** The image makes an empty workspace that everybody may write to, and names it in GOPATH (docker-library/golang). */
  private go(): void {
    for (const path of ['/go', '/go/bin', '/go/src']) {
      this.directory(path, 0o1777, true);
      this.draft.put(path, this.entry(0o1777, true));
    }
    this.draft.remove('/root/go');
  }

  private nginx(): void {
    for (const path of NGINX_FOLDERS) {
      this.directory(path, 0o755, true);
      // The facts name the folder, too; here everything in it is listed.
      this.draft.put(path, this.entry(0o755, true));
    }
    for (const path of NGINX_PAGES) {
      this.opaque(path);
      this.draft.update(path, (entry) =>
        entry.type === 'file'
          ? {
              ...entry,
              size: { bytes: 1000, certainty: 'estimated', why: 'a short page' },
            }
          : entry,
      );
    }
    const port = this.image.exposedPorts?.includes('8080/tcp') ? 8080 : 80;
    this.text(NGINX_SITE, nginxSite(port));
    this.draft.update(NGINX_SITE, (entry) =>
      entry.type === 'file'
        ? {
            ...entry,
            certainty: 'estimated',
            size: { bytes: 1000, certainty: 'estimated', why: 'most of it comments, which are not followed' },
          }
        : entry,
    );
    if (port === 80) return;
    this.draft.update('/etc/nginx', (entry) => ({ ...entry, uid: 101, mode: 0o775 }));
    for (const path of [NGINX_FOLDERS[1], NGINX_SITE])
      this.draft.update(path, (entry) => ({ ...entry, uid: 101, mode: entry.mode | 0o020 }));
  }

  /** Locked passwords, as the packages of both families write them; Alpine has no gshadow. */
  private shadow(passwd: string, group: string): void {
    const alpine = this.image.os.family === 'alpine';
    const names = (text: string) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(':', 1)[0] ?? '');
    const line = (name: string) =>
      alpine ? `${name}:${name === 'root' ? '*' : '!'}::0:::::\n` : `${name}:*:20000:0:99999:7:::\n`;
    this.text('/etc/shadow', names(passwd).map(line).join(''), 0o640);
    this.draft.update('/etc/shadow', (entry) => ({ ...entry, gid: 42 }));
    if (alpine) {
      this.draft.remove('/etc/gshadow');
      return;
    }
    this.text(
      '/etc/gshadow',
      names(group)
        .map((name) => `${name}:*::\n`)
        .join(''),
      0o640,
    );
    this.draft.update('/etc/gshadow', (entry) => ({ ...entry, gid: 42 }));
    // Debian's passwd makes both, empty (debootstrap of Debian testing, 2026-11).
    this.text('/etc/subuid', '');
    this.text('/etc/subgid', '');
  }

  /** The dynamic loader of the image's C library is there, the other one is not. */
  private loaders(): void {
    const { libc } = this.image.os;
    const glibc = '/lib64/ld-linux-x86-64.so.2';
    const musl = '/lib/ld-musl-x86_64.so.1';
    if (libc === 'glibc') this.program(this.draft.realPath(glibc));
    if (libc === 'musl') this.program(musl);
    for (const [path, mine] of [
      [glibc, libc === 'glibc'],
      [musl, libc === 'musl'],
    ] as const) {
      if (!mine && this.draft.stat(path).kind !== 'found') this.draft.remove(path);
    }
  }

  private programs(): void {
    const { image } = this;
    const [entrypoint] = image.entrypoint ?? [];
    if (entrypoint !== undefined) {
      const path = entrypoint.startsWith('/') ? entrypoint : `/usr/local/bin/${entrypoint}`;
      if (entrypoint.endsWith('.sh')) this.script(path);
    }
    if (image.shell !== null && image.shell !== undefined) this.program(image.shell);
    for (const tool of image.tools) this.program(`${this.directoryOf(tool)}/${tool}`);
  }

  private directoryOf(tool: string): string {
    const { repository, os } = this.image;
    const row = TOOL_DIRECTORIES.find(([name, tools]) => name.test(repository) && tools.test(tool));
    if (row) return row[2];
    if (os.family === 'alpine' && tool === 'apk') return '/sbin';
    return tool === 'busybox' || tool === 'sh' || tool === 'bash' ? '/bin' : '/usr/bin';
  }

  /** A shell script of the image, such as its entrypoint. */
  private script(path: string): void {
    this.draft.makeDirectories(dirname(path), () => this.entry(0o755, false));
    this.draft.put(path, {
      type: 'file',
      mode: 0o755,
      uid: 0,
      gid: 0,
      size: { bytes: 1000, certainty: 'estimated', why: 'part of the base image' },
      fingerprint: `${this.image.reference} ${path}`,
      program: { format: 'script', interpreter: '/bin/sh' },
      provenance: this.provenance,
      certainty: this.certainty,
    });
  }

  private program(path: string): void {
    const parent = dirname(path);
    this.draft.makeDirectories(parent, () => this.entry(0o755, false));
    if (this.draft.lstat(path).kind === 'found') return;
    const { libc } = this.image.os;
    const program: Program =
      libc === 'none' ? { format: 'elf', linking: 'static' } : { format: 'elf', linking: 'dynamic', libc };
    this.draft.put(path, {
      type: 'file',
      mode: 0o755,
      uid: 0,
      gid: 0,
      size: { bytes: 0, certainty: 'unknown', why: 'part of the base image' },
      fingerprint: `${this.image.reference} ${path}`,
      program,
      provenance: this.provenance,
      certainty: this.certainty,
    });
  }

  /** A path that the facts name: a file where it looks like one, else a directory. */
  private named(path: string): void {
    if (this.draft.lstat(path).kind === 'found') return;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const isProgram = /\/s?bin\/[^/]+$/.test(path) || name.endsWith('.sh');
    if (isProgram) this.program(path);
    else if (/\.(crt|pem|conf|so(\.\d+)*|xml|jar|html|cfg|json|list)$/.test(name) || FILE_NAMES.has(name))
      this.opaque(path);
    else this.directory(path, 0o755);
  }

  private opaque(path: string): void {
    this.draft.makeDirectories(dirname(path), () => this.entry(0o755, false));
    this.draft.put(path, {
      type: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      size: BUNDLES.test(path)
        ? {
            bytes: 220_000,
            certainty: 'estimated',
            why: 'ca-certificates of Debian 12, 219,597 bytes (2026-11)',
          }
        : { bytes: 0, certainty: 'unknown', why: 'part of the base image' },
      fingerprint: `${this.image.reference} ${path}`,
      provenance: this.provenance,
      certainty: this.certainty,
    });
  }
}

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
const BUSYBOX_PASSWD = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n';

function passwdLine(user: ImageUser): string {
  return `${user.name}:x:${user.uid}:${user.gid}::${user.home}:${user.shell}\n`;
}
