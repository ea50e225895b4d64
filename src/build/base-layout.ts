/**
 * How the base images of each family are laid out, as far as a build can meet it. Debian and Ubuntu: a
 * debootstrap of Debian testing (2026-11); Alpine: alpine-baselayout 3.x and BusyBox as documented by the
 * distribution. What stands here is listed; what may lie beside it, in directories not named in
 * `complete`, nobody here knows.
 */

/** Directories that every Linux base image has, with modes that are not 0755. */
export const DIRECTORIES: readonly (readonly [path: string, mode: number])[] = [
  ['/dev', 0o755],
  ['/etc', 0o755],
  ['/home', 0o755],
  ['/media', 0o755],
  ['/mnt', 0o755],
  ['/opt', 0o755],
  ['/proc', 0o755],
  ['/root', 0o700],
  ['/run', 0o755],
  ['/srv', 0o755],
  ['/sys', 0o755],
  ['/tmp', 0o1777],
  ['/usr', 0o755],
  ['/usr/bin', 0o755],
  ['/usr/lib', 0o755],
  ['/usr/local', 0o755],
  ['/usr/local/bin', 0o755],
  ['/usr/local/lib', 0o755],
  ['/usr/local/share', 0o755],
  ['/usr/sbin', 0o755],
  ['/usr/share', 0o755],
  ['/var', 0o755],
  ['/var/cache', 0o755],
  ['/var/lib', 0o755],
  ['/var/log', 0o755],
  ['/var/tmp', 0o1777],
];

/** Directories of which everything is listed: what a build looks for there and is not, is absent for sure. */
export const COMPLETE: ReadonlySet<string> = new Set([
  '/',
  '/home',
  '/media',
  '/mnt',
  '/srv',
  '/tmp',
  '/proc',
  '/sys',
]);

/**
 * Images with nothing in /usr/local/bin: no package of a distribution may put files there (Debian Policy 9.1.2,
 * Filesystem Hierarchy Standard 3.0, 4.9), and the Dockerfiles of these images do not (docker-library, nginx; 2026-11).
 */
export const NOTHING_IN_LOCAL: ReadonlySet<string> = new Set([
  'alpine',
  'debian',
  'ubuntu',
  'busybox',
  'golang',
  'nginx',
]);

/** Links at the root of Debian and Ubuntu, whose programs are all in /usr. */
export const MERGED_USR: readonly (readonly [path: string, target: string])[] = [
  ['/bin', 'usr/bin'],
  ['/lib', 'usr/lib'],
  ['/lib64', 'usr/lib64'],
  ['/sbin', 'usr/sbin'],
];

/** Users and groups of Debian's base-passwd, as /etc/passwd and /etc/group have them. */
export const DEBIAN_PASSWD = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

const DEBIAN_GROUPS =
  'root:0 daemon:1 bin:2 sys:3 adm:4 tty:5 disk:6 lp:7 mail:8 news:9 uucp:10 man:12 proxy:13 kmem:15 dialout:20 fax:21 voice:22 cdrom:24 floppy:25 tape:26 sudo:27 audio:29 dip:30 www-data:33 backup:34 operator:37 list:38 irc:39 src:40 shadow:42 utmp:43 video:44 sasl:45 plugdev:46 staff:50 games:60 users:100 nogroup:65534';

/** Users and groups of alpine-baselayout-data. */
export const ALPINE_PASSWD = `root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/mail:/sbin/nologin
news:x:9:13:news:/usr/lib/news:/sbin/nologin
uucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin
cron:x:16:16:cron:/var/spool/cron:/sbin/nologin
ftp:x:21:21::/var/lib/ftp:/sbin/nologin
sshd:x:22:22:sshd:/dev/null:/sbin/nologin
games:x:35:35:games:/usr/games:/sbin/nologin
ntp:x:123:123:NTP:/var/empty:/sbin/nologin
guest:x:405:100:guest:/dev/null:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`;

const ALPINE_GROUPS =
  'root:0:root bin:1:root,bin,daemon daemon:2:root,bin,daemon sys:3:root,bin adm:4:root,daemon tty:5 disk:6:root lp:7:lp kmem:9 wheel:10:root floppy:11:root mail:12:mail news:13:news uucp:14:uucp cron:16:cron audio:18 cdrom:19 dialout:20:root ftp:21 sshd:22 input:23 tape:26:root video:27:root netdev:28 kvm:34:kvm games:35 shadow:42 www-data:82 users:100:games ntp:123 abuild:300 utmp:406 ping:999 nogroup:65533 nobody:65534';

/** Lines of an /etc/group. */
export function groupFile(family: 'alpine' | 'debian'): string {
  const list = family === 'alpine' ? ALPINE_GROUPS : DEBIAN_GROUPS;
  return `${list
    .split(' ')
    .map((entry) => {
      const [name, gid, members = ''] = entry.split(':');
      return `${name}:x:${gid}:${members}`;
    })
    .join('\n')}\n`;
}

/** What distroless images have of users: their own names for root, nobody and nonroot. */
export const DISTROLESS_PASSWD = `root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
`;
export const DISTROLESS_GROUP = 'root:x:0:\nnobody:x:65534:\ntty:x:5:\nstaff:x:50:\nnonroot:x:65532:\n';

/** A user that an image adds to those of its family. */
export interface ImageUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** Users that official images add, by repository: their Dockerfiles create them. */
export const IMAGE_USERS: Readonly<Record<string, (family: string) => ImageUser>> = {
  node: () => ({ name: 'node', uid: 1000, gid: 1000, home: '/home/node', shell: '/bin/sh' }),
  nginx: () => ({ name: 'nginx', uid: 101, gid: 101, home: '/nonexistent', shell: '/bin/false' }),
  postgres: (family) => ({
    name: 'postgres',
    uid: family === 'alpine' ? 70 : 999,
    gid: family === 'alpine' ? 70 : 999,
    home: '/var/lib/postgresql',
    shell: '/bin/sh',
  }),
  gradle: () => ({ name: 'gradle', uid: 1000, gid: 1000, home: '/home/gradle', shell: '/bin/bash' }),
  'mcr.microsoft.com/dotnet/aspnet': () => APP,
  'mcr.microsoft.com/dotnet/runtime': () => APP,
  'mcr.microsoft.com/dotnet/runtime-deps': () => APP,
  'mcr.microsoft.com/dotnet/sdk': () => APP,
};

const APP: ImageUser = { name: 'app', uid: 1654, gid: 1654, home: '/home/app', shell: '/bin/sh' };
