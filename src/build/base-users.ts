/** The users of a base image: /etc/passwd and its kin. */
import type { BaseBuilder } from './base.ts';
import {
  ALPINE_PASSWD,
  DEBIAN_PASSWD,
  DISTROLESS_GROUP,
  DISTROLESS_PASSWD,
  groupFile,
  IMAGE_USERS,
  type ImageUser,
} from './base-layout.ts';

/** Users and groups of the image, and the home that a user of its own has. */
export function addUsers(builder: BaseBuilder): void {
  const { family } = builder.image.os;
  const extra = IMAGE_USERS[builder.image.repository]?.(family);
  const distroless = family === 'none' || builder.image.repository.startsWith('gcr.io/distroless/');
  const small = family === 'busybox';
  const passwd = distroless
    ? DISTROLESS_PASSWD
    : family === 'alpine'
      ? ALPINE_PASSWD
      : small
        ? BUSYBOX_PASSWD
        : DEBIAN_PASSWD;
  const group = distroless ? DISTROLESS_GROUP : groupFile(family === 'alpine' ? 'alpine' : 'debian');
  builder.text('/etc/passwd', passwd + (extra ? passwdLine(extra) : ''));
  const groups = group + (extra ? `${extra.name}:x:${extra.gid}:\n` : '');
  builder.text('/etc/group', groups);
  if (!distroless && !small) addShadow(builder, passwd + (extra ? passwdLine(extra) : ''), groups);
  const home = distroless ? { home: '/home/nonroot', uid: 65532, gid: 65532 } : extra;
  if (home?.home.startsWith('/home/')) {
    builder.directory(home.home, distroless ? 0o700 : 0o755);
    builder.draft.update(home.home, (entry) => ({ ...entry, uid: home.uid, gid: home.gid }));
  }
}

/** Locked passwords, as the packages of both families write them; Alpine has no gshadow. */
function addShadow(builder: BaseBuilder, passwd: string, group: string): void {
  const alpine = builder.image.os.family === 'alpine';
  const names = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(':', 1)[0] ?? '');
  const line = (name: string) =>
    alpine ? `${name}:${name === 'root' ? '*' : '!'}::0:::::\n` : `${name}:*:20000:0:99999:7:::\n`;
  builder.text('/etc/shadow', names(passwd).map(line).join(''), 0o640);
  builder.draft.update('/etc/shadow', (entry) => ({ ...entry, gid: 42 }));
  if (alpine) {
    builder.draft.remove('/etc/gshadow');
    return;
  }
  builder.text(
    '/etc/gshadow',
    names(group)
      .map((name) => `${name}:*::\n`)
      .join(''),
    0o640,
  );
  builder.draft.update('/etc/gshadow', (entry) => ({ ...entry, gid: 42 }));
  // Debian's passwd makes both, empty (debootstrap of Debian testing, 2026-11).
  builder.text('/etc/subuid', '');
  builder.text('/etc/subgid', '');
}
const BUSYBOX_PASSWD = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n';

function passwdLine(user: ImageUser): string {
  return `${user.name}:x:${user.uid}:${user.gid}::${user.home}:${user.shell}\n`;
}
