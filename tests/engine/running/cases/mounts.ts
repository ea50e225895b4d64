import type { RunCase } from '../case.ts';

const mount = (name: string, lines: readonly string[], more: Partial<RunCase> = {}): RunCase => ({
  name: `mount-${name}`,
  dockerfile: `FROM base\n${lines.join('\n')}\n`,
  files: { 'src/a': 'a\n', 'src/d/b': 'b\n' },
  ...more,
});

/** Mounts: what a step sees of them and what stays. */
export const runMounts: readonly RunCase[] = [
  mount('bind', ['RUN --mount=type=bind,target=/src cat /src/src/a > /copy && ls /src/src > /list']),
  mount('bind-source', ['RUN --mount=type=bind,source=src,target=/in ls /in > /list']),
  mount('bind-file', ['RUN --mount=type=bind,source=src/a,target=/in/a cat /in/a > /copy']),
  mount('bind-missing', ['RUN --mount=type=bind,source=nope,target=/in ls /in']),
  mount('bind-read-only', ['RUN --mount=type=bind,source=src,target=/in touch /in/x']),
  mount('bind-rw', ['RUN --mount=type=bind,source=src,target=/in,rw touch /in/x && ls /in', 'RUN ls /in']),
  mount('bind-from', [
    'RUN echo',
    'FROM base AS made',
    'RUN echo made > /made',
    'FROM base',
    'RUN --mount=type=bind,from=made,source=/made,target=/m cat /m > /copy',
  ]),
  mount('bind-over-directory', [
    'RUN mkdir /in && echo own > /in/own',
    'RUN --mount=type=bind,source=src,target=/in ls /in',
    'RUN ls /in',
  ]),
  mount('bind-relative-target', ['WORKDIR /w', 'RUN --mount=type=bind,source=src,target=in ls in']),
  mount('bind-workdir', ['WORKDIR /w', 'RUN --mount=type=bind,source=src,target=. ls && cat a > /copy']),
  mount('cache', [
    'RUN --mount=type=cache,target=/cache echo kept > /cache/f && cp /cache/f /copy',
    'RUN --mount=type=cache,target=/cache cat /cache/f',
    'RUN ls /cache',
  ]),
  mount('cache-id', [
    'RUN --mount=type=cache,id=mount-case-one,target=/c echo one > /c/f',
    'RUN --mount=type=cache,id=mount-case-one,target=/d cat /d/f',
    'RUN --mount=type=cache,id=mount-case-two,target=/d ls /d',
  ]),
  mount('cache-target-spelled-otherwise', [
    'RUN --mount=type=cache,target=/spelled/ echo one > /spelled/f',
    'RUN --mount=type=cache,target=/d/../spelled cat /spelled/f',
    'WORKDIR /',
    'RUN --mount=type=cache,target=relative echo two > relative/f',
    'RUN --mount=type=cache,target=./relative cat relative/f',
    'RUN --mount=type=cache,target=/relative ls /relative',
  ]),
  mount('cache-mode', [
    'RUN --mount=type=cache,id=mount-case-mode,target=/c,mode=0700,uid=1001,gid=1002 stat -c "%a %u %g" /c',
  ]),
  mount('cache-user', ['USER bob', 'RUN --mount=type=cache,id=mount-case-user,target=/c touch /c/x']),
  mount('cache-over-directory', [
    'RUN mkdir /c && echo own > /c/own',
    'RUN --mount=type=cache,id=mount-case-over,target=/c ls /c && touch /c/n',
    'RUN ls /c',
  ]),
  mount('tmpfs', ['RUN --mount=type=tmpfs,target=/t echo x > /t/x && cat /t/x', 'RUN ls /t']),
  mount('tmpfs-over', [
    'RUN mkdir /t && touch /t/own',
    'RUN --mount=type=tmpfs,target=/t ls /t && touch /t/x',
    'RUN ls /t',
  ]),
  mount(
    'secret',
    [
      'RUN --mount=type=secret,id=token cat /run/secrets/token > /dev/null && stat -c "%a %u %g" /run/secrets/token',
    ],
    { secrets: { token: 'abc' } },
  ),
  mount(
    'secret-target',
    ['RUN --mount=type=secret,id=token,target=/etc/token,mode=0444 test -f /etc/token'],
    { secrets: { token: 'abc' } },
  ),
  mount('secret-missing', ['RUN --mount=type=secret,id=token ls /run']),
  mount('secret-required', ['RUN --mount=type=secret,id=token,required=true ls /run']),
  mount('secret-user', ['USER bob', 'RUN --mount=type=secret,id=token cat /run/secrets/token'], {
    secrets: { token: 'abc' },
  }),
  mount(
    'secret-env',
    ['RUN --mount=type=secret,id=token,env=TOKEN test -n "$TOKEN" && test ! -e /run/secrets/token'],
    { secrets: { token: 'abc' } },
  ),
  mount('two', [
    'RUN --mount=type=bind,source=src,target=/in --mount=type=cache,id=mount-case-both,target=/c cp /in/a /c/a && cat /c/a',
  ]),
  mount('network-none', ['RUN --network=none echo alone > /x']),
];
