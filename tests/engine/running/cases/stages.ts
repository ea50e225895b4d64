import type { RunCase } from '../case.ts';

/** Stages with RUNs: what is built, in which order, what is taken. */
export const runStages: readonly RunCase[] = [
  {
    name: 'stages-copy',
    dockerfile:
      'FROM base AS build\nRUN mkdir /out && echo app > /out/app && chmod 755 /out/app\nFROM scratch\nCOPY --from=build /out/app /app\n',
  },
  {
    name: 'stages-wrong-path',
    dockerfile:
      'FROM base AS build\nRUN echo app > /src-app\nFROM scratch\nCOPY --from=build /out/app /app\n',
  },
  {
    name: 'stages-skipped',
    dockerfile:
      'FROM base AS lint\nRUN false\nFROM base AS build\nRUN echo a > /a\nFROM scratch\nCOPY --from=build /a /a\n',
  },
  {
    name: 'stages-target',
    dockerfile:
      'FROM base AS build\nRUN echo a > /a\nFROM build AS test\nRUN false\nFROM build AS last\nRUN echo b > /b\n',
    target: 'build',
  },
  {
    name: 'stages-target-fails',
    dockerfile:
      'FROM base AS build\nRUN echo a > /a\nFROM build AS test\nRUN echo testing && false\nFROM build AS last\nRUN echo b > /b\n',
    target: 'test',
  },
  {
    name: 'stages-unnamed',
    dockerfile: 'FROM base\nRUN echo a > /a\nFROM base\nCOPY --from=1 /a /a\nRUN nope\n',
  },
  { name: 'stages-no-shell', dockerfile: 'FROM scratch\nCOPY rootfs/etc/passwd /etc/passwd\nRUN echo hi\n' },
  {
    name: 'stages-no-shell-exec',
    dockerfile: 'FROM scratch\nCOPY rootfs/bin/busybox /bin/busybox\nRUN ["/bin/busybox", "touch", "/x"]\n',
  },
  {
    name: 'stages-onbuild',
    dockerfile: 'FROM base AS parent\nONBUILD RUN echo trigger > /t\nFROM parent\nRUN cat /t\n',
  },
  {
    name: 'stages-inherit',
    dockerfile: 'FROM base AS one\nENV A=1\nWORKDIR /w\nUSER bob\nFROM one\nRUN echo $A $(pwd) $(whoami)\n',
  },
  { name: 'stages-arg', dockerfile: 'FROM base\nARG V=1\nRUN echo $V > /v\n', buildArgs: { V: '9' } },
  { name: 'stages-arg-lost', dockerfile: 'ARG V=1\nFROM base\nRUN echo "[$V]" > /v\n' },
  {
    name: 'stages-whole-copied',
    dockerfile:
      'FROM base AS build\nRUN mkdir /out && echo a > /out/a\nFROM base\nCOPY --from=build /out /\nRUN ls / > /tmp/list\n',
  },
  {
    name: 'stages-user-number-without-passwd',
    dockerfile:
      'FROM scratch\nCOPY rootfs/bin/busybox /bin/busybox\nUSER 65532\nRUN ["/bin/busybox", "true"]\n',
  },
  {
    name: 'stages-user-name-without-passwd',
    dockerfile:
      'FROM scratch\nCOPY rootfs/bin/busybox /bin/busybox\nUSER bob\nRUN ["/bin/busybox", "true"]\n',
  },
];
