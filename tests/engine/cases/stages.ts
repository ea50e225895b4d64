import type { Case } from '../case.ts';

const files: Case['files'] = {
  a: { content: 'hello\n', mode: 0o755 },
  'd/f': { content: 'f\n', mode: 0o640 },
  'd/s/g': 'g\n',
  'links/abs': { link: '/out/a' },
  'links/folder': { link: '/w/deep' },
  'links/loop': { link: 'loop' },
  'links/above': { link: '../../../../out' },
  'd/rel': { link: 's/g' },
  passwd: 'root:x:0:0:root:/root:/bin/sh\nbob:x:1001:1002::/home/bob:/bin/sh\n',
};
const one = (name: string, dockerfile: string, more: Partial<Case> = {}): Case => ({
  name,
  files,
  dockerfile,
  ...more,
});

export const stageCases: readonly Case[] = [
  one('from-copy-file', 'FROM scratch AS b\nCOPY a /out/a\nFROM scratch\nCOPY --from=b /out/a /app\n'),
  one('from-copy-by-index', 'FROM scratch\nCOPY a /out/a\nFROM scratch\nCOPY --from=0 /out/a /app\n'),
  one('from-copy-directory', 'FROM scratch AS b\nCOPY d /out\nFROM scratch\nCOPY --from=b /out /app\n'),
  one(
    'from-copy-relative-source',
    'FROM scratch AS b\nWORKDIR /out\nCOPY a .\nFROM scratch\nCOPY --from=b out/a /app\n',
  ),
  one('from-copy-missing', 'FROM scratch AS b\nCOPY a /out/a\nFROM scratch\nCOPY --from=b /out/b /app\n'),
  one(
    'from-copy-keeps-owner',
    'FROM scratch AS b\nCOPY --chown=5:6 d /out\nFROM scratch\nCOPY --from=b /out /app\n',
  ),
  one('from-copy-root', 'FROM scratch AS b\nCOPY --chown=5:6 d /out\nFROM scratch\nCOPY --from=b / /\n'),
  one('from-copy-glob', 'FROM scratch AS b\nCOPY d /out\nFROM scratch\nCOPY --from=b /out/* /app/\n'),
  one(
    'from-copy-glob-nothing',
    'FROM scratch AS b\nCOPY d /out\nFROM scratch\nCOPY --from=b /out/*.js /app/\n',
  ),
  one(
    'from-copy-absolute-link',
    'FROM scratch AS b\nCOPY a links /out/\nFROM scratch\nCOPY --from=b /out/abs /app\n',
  ),
  one(
    'from-copy-directory-with-links',
    'FROM scratch AS b\nCOPY . /out/\nFROM scratch\nCOPY --from=b /out /app\n',
  ),
  one(
    'from-copy-to-linked-destination',
    'FROM scratch\nCOPY links /l\nCOPY a /out/\nCOPY d/f /l/abs\nCOPY d /l/folder/\nCOPY d/f /l/above/new\n',
  ),
  one('from-stage', 'FROM scratch AS b\nENV A=1\nWORKDIR /w\nUSER 5\nCOPY a .\nFROM b\nCOPY d .\n'),
  one('from-target', 'FROM scratch AS b\nCOPY a /a\nFROM scratch AS c\nCOPY nope /a\n', { target: 'b' }),
  one('from-unreachable-is-not-built', 'FROM scratch AS b\nCOPY nope /a\nFROM scratch\nCOPY a /a\n'),
  one(
    'from-third-stage',
    'FROM scratch AS x\nCOPY a /1\nFROM scratch AS y\nCOPY --from=x /1 /2\nFROM scratch\nCOPY --from=y /2 /3\n',
  ),
  one(
    'from-chown-names-of-own-stage',
    'FROM scratch AS b\nCOPY passwd /etc/passwd\nCOPY a /a\nFROM scratch\nCOPY a /z\nCOPY --from=b --chown=bob /a /a\n',
  ),
  one('from-copy-loop', 'FROM scratch AS b\nCOPY links /out/\nFROM scratch\nCOPY --from=b /out/loop /app\n'),
  one('from-copy-into-loop', 'FROM scratch\nCOPY links /out/\nCOPY a /out/loop/x\n'),
  one(
    'from-copy-missing-through-link',
    'FROM scratch AS b\nCOPY links /l\nCOPY a /out/\nFROM scratch\nCOPY --from=b /l/above/nope /app\n',
  ),
  one(
    'from-copy-glob-through-link',
    'FROM scratch AS b\nCOPY links /l\nCOPY a d /out/\nFROM scratch\nCOPY --from=b /l/above/* /app/\n',
  ),
  one('from-copy-bad-glob', 'FROM scratch AS b\nCOPY a /\nFROM scratch\nCOPY --from=b /a[ /app/\n'),
  one(
    'from-copy-exclude',
    'FROM scratch AS b\nCOPY d /out\nFROM scratch\nCOPY --from=b --exclude=s /out /app\n',
  ),
  one(
    'from-copy-several',
    'FROM scratch AS b\nCOPY . /out/\nFROM scratch\nCOPY --from=b /out/a /out/d /out/passwd /app/\n',
  ),
  one('from-scratch-alone', 'FROM scratch AS b\nWORKDIR /\nFROM scratch\nCOPY a /a\nCOPY --from=b / /x/\n'),
  one('workdir-creates', 'FROM scratch\nWORKDIR /a/b/c\n'),
  one('workdir-relative', 'FROM scratch\nWORKDIR a\nWORKDIR b/../c\nWORKDIR ./d/\n'),
  one('workdir-root', 'FROM scratch\nWORKDIR /\nCOPY a .\n'),
  one('workdir-exists', 'FROM scratch\nCOPY --chown=5:6 d /w\nWORKDIR /w\n'),
  one('workdir-over-file', 'FROM scratch\nCOPY a /x\nWORKDIR /x\n'),
  one('workdir-through-link', 'FROM scratch\nCOPY links /l\nWORKDIR /l/folder/x\nCOPY a .\n'),
  one('workdir-user-number', 'FROM scratch\nUSER 7\nWORKDIR /w/x\nCOPY a .\n'),
  one('workdir-user-name', 'FROM scratch\nCOPY passwd /etc/\nUSER bob\nWORKDIR /w/x\nCOPY a .\n'),
  one('workdir-user-unknown', 'FROM scratch\nCOPY passwd /etc/\nUSER nobody\nWORKDIR /w/x\n'),
  one('workdir-user-name-on-scratch', 'FROM scratch\nUSER bob\nWORKDIR /w\n'),
  one('workdir-variable', 'FROM scratch\nENV HOME=/home/x\nWORKDIR $HOME/app\n'),
];
