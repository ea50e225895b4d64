import type { RunCase } from '../case.ts';
import { EXEC, executable, line, script } from './entrypoint-shapes.ts';

/** Scripts that stand between `docker run` and the program, as people write them. */
export const runEntrypoints: readonly RunCase[] = [
  script('exec-all', EXEC, { cmd: '["echo", "hello", "two words"]' }),
  script('exec-missing', EXEC, { cmd: '["/app/server", "--port", "80"]' }),
  script('exec-not-executable', EXEC, {
    lines: ['COPY data.txt /app/server'],
    files: { 'data.txt': '#!/bin/sh\necho served\n' },
    cmd: '["/app/server"]',
  }),
  script('exec-runs-on', EXEC, { cmd: '["sleep", "600"]' }),
  script('exec-without-cmd', '#!/bin/sh\nset -e\necho "starting $#"\nexec "$@"\n'),
  script('without-exec', '#!/bin/sh\necho preparing\n', { cmd: '["sleep", "600"]' }),
  script('not-quoted', '#!/bin/sh\nexec $@\n', { cmd: '["echo", "a   b", "*.none"]' }),
  script('run-then-done', '#!/bin/sh\n"$@"\necho "ended with $?"\n', { cmd: '["ls", "/missing"]' }),
  script(
    'dash-is-option',
    '#!/bin/sh\nset -e\nif [ "${1#-}" != "$1" ]; then\n  set -- echo server "$@"\nfi\nexec "$@"\n',
    { cmd: '["--port", "8080"]' },
  ),
  script(
    'first-word',
    '#!/bin/sh\nset -e\nif [ "$1" = "serve" ]; then\n  shift\n  exec sleep "${SECONDS_UP:-600}"\nfi\nexec "$@"\n',
    { cmd: '["serve"]' },
  ),
  script(
    'case',
    '#!/bin/sh\ncase "$1" in\n  web) shift; echo "web $*"; exec sleep 600 ;;\n  worker) exec echo worker ;;\n  *) echo "usage: $0 web|worker" >&2; exit 64 ;;\nesac\n',
    { cmd: '["start"]' },
  ),
  script(
    'case-web',
    '#!/bin/sh\ncase "$1" in\n  web) shift; echo "web $*"; exec sleep 600 ;;\n  *) exec "$@" ;;\nesac\n',
    { cmd: '["web", "-p", "80"]' },
  ),
  script(
    'variable-required',
    '#!/bin/sh\nset -e\n: "${DATABASE_URL:?DATABASE_URL is not set}"\nexec "$@"\n',
    {
      cmd: '["true"]',
    },
  ),
  script('variable-given', '#!/bin/sh\nset -e\n: "${PORT:?missing}"\necho "port ${PORT}"\nexec "$@"\n', {
    lines: ['ENV PORT=8080'],
    cmd: '["sleep", "600"]',
  }),
  script('variable-unset', '#!/bin/sh\nset -eu\necho "token $TOKEN"\nexec "$@"\n', { cmd: '["true"]' }),
  script('variable-default', '#!/bin/sh\nPORT=${PORT:=3000}\nexport PORT\nexec env | grep ^PORT\n'),
  script('arg-is-gone', '#!/bin/sh\necho "version [$VERSION]"\n', { lines: ['ARG VERSION=1.2'] }),
  script('env-of-image', '#!/bin/sh\necho "$PATH $HOME $PWD $APP_ENV"\nid -u\n', {
    lines: ['ENV APP_ENV=production', 'WORKDIR /srv/app', 'USER bob'],
  }),
  script('cd-missing', '#!/bin/sh\nset -e\ncd /app\nexec "$@"\n', { cmd: '["true"]' }),
  script('cd-missing-goes-on', '#!/bin/sh\ncd /app\necho "in $(pwd)"\nexec "$@"\n', { cmd: '["true"]' }),
  script('source-relative', '#!/bin/sh\n. ./env.sh\necho "name $NAME"\n', {
    lines: ['WORKDIR /app', 'COPY env.sh .'],
    files: { 'env.sh': 'NAME=shop\n' },
  }),
  script('source-missing', '#!/bin/sh\n. /app/env.sh\necho never\n'),
  script('source-other-folder', '#!/bin/sh\n. ./env.sh\necho "name $NAME"\n', {
    lines: ['COPY env.sh /app/env.sh', 'WORKDIR /srv'],
    files: { 'env.sh': 'NAME=shop\n' },
  }),
  script('write-denied', '#!/bin/sh\nset -e\necho "port=80" > /etc/app.conf\nexec "$@"\n', {
    lines: ['USER bob'],
    cmd: '["true"]',
  }),
  script('write-denied-goes-on', '#!/bin/sh\necho "port=80" > /etc/app.conf\nexec "$@"\n', {
    lines: ['USER bob'],
    cmd: '["echo", "up"]',
  }),
  script('mkdir-denied', '#!/bin/sh\nset -e\nmkdir -p /var/lib/app/data\nexec "$@"\n', {
    lines: ['USER bob'],
    cmd: '["true"]',
  }),
  script('write-own', '#!/bin/sh\nset -e\nmkdir -p data\necho ok > data/state\ncat data/state\nexec "$@"\n', {
    lines: ['RUN mkdir /app && chown bob /app', 'WORKDIR /app', 'USER bob'],
    cmd: '["ls", "-A", "/app"]',
  }),
  script('workdir-of-root', '#!/bin/sh\ntouch log || exit 7\n', { lines: ['WORKDIR /app', 'USER bob'] }),
  script('read-config', '#!/bin/sh\nset -e\nPORT=$(grep ^port= app.conf | cut -d= -f2)\necho "on $PORT"\n', {
    lines: ['WORKDIR /app', 'COPY app.conf .'],
    files: { 'app.conf': 'host=0.0.0.0\nport=9090\n' },
  }),
  script('read-config-missing', '#!/bin/sh\nset -e\nPORT=$(cat app.conf)\necho "on $PORT"\n'),
  script(
    'read-secret',
    '#!/bin/sh\nset -e\nif [ -n "$PASSWORD_FILE" ]; then PASSWORD=$(cat "$PASSWORD_FILE"); export PASSWORD; fi\nexec "$@"\n',
    {
      lines: ['ENV PASSWORD_FILE=/run/secrets/password'],
      cmd: '["true"]',
    },
  ),
  script(
    'template',
    '#!/bin/sh\nset -e\nsed "s/@PORT@/${PORT:-80}/g" /site.conf.in > /tmp/site.conf\ncat /tmp/site.conf\nexec "$@"\n',
    {
      lines: ['COPY site.conf.in /'],
      files: { 'site.conf.in': 'listen @PORT@;\n' },
      cmd: '["sleep", "600"]',
    },
  ),
  script(
    'heredoc-config',
    '#!/bin/sh\ncat > /tmp/config.json <<EOF\n{"api": "${API_URL:-http://localhost}"}\nEOF\ncat /tmp/config.json\nexec "$@"\n',
    {
      cmd: '["false"]',
    },
  ),
  script(
    'parts',
    '#!/bin/sh\nset -e\nfor f in /entry.d/*.sh; do\n  [ -x "$f" ] || { echo "skip $f" >&2; continue; }\n  "$f"\ndone\nexec "$@"\n',
    {
      lines: ['COPY one.sh /entry.d/10-one.sh', 'COPY two.sh /entry.d/20-two.sh'],
      files: { 'one.sh': executable('#!/bin/sh\necho one\n'), 'two.sh': 'echo two\n' },
      cmd: '["echo", "up"]',
    },
  ),
  script('parts-fail', '#!/bin/sh\nset -e\nfor f in /entry.d/*.sh; do "$f"; done\nexec "$@"\n', {
    lines: ['COPY one.sh /entry.d/10-one.sh'],
    files: { 'one.sh': executable('#!/bin/sh\ntest -f /nothing\n') },
    cmd: '["echo", "up"]',
  }),
  script('parts-none', '#!/bin/sh\nfor f in /entry.d/*.sh; do . "$f"; done\nexec "$@"\n', {
    cmd: '["true"]',
  }),
  script(
    'wait-for-file',
    '#!/bin/sh\nuntil [ -f /tmp/ready ]; do\n  echo waiting >&2\n  sleep 1\ndone\nexec "$@"\n',
    {
      cmd: '["true"]',
    },
  ),
  script(
    'wait-gives-up',
    '#!/bin/sh\ni=0\nwhile [ ! -f /tmp/ready ]; do\n  i=$((i+1))\n  if [ $i -ge 3 ]; then echo "gave up after $i" >&2; exit 1; fi\n  sleep 0.1\ndone\nexec "$@"\n',
    { cmd: '["true"]' },
  ),
  script('loop-forever', '#!/bin/sh\nwhile true; do\n  date > /tmp/now\n  sleep 5\ndone\n'),
  script('loop-busy', '#!/bin/sh\nwhile :; do :; done\n'),
  script('background-and-wait', '#!/bin/sh\nsleep 600 &\npid=$!\ntrap "kill $pid" TERM INT\nwait $pid\n'),
  script('background-only', '#!/bin/sh\nsleep 600 &\necho started\n'),
  script('background-then-exec', '#!/bin/sh\nset -e\nmissing-agent &\nexec "$@"\n', {
    cmd: '["sleep", "600"]',
  }),
  script('background-ends', '#!/bin/sh\n(sleep 0.1; exit 3) &\nwait $!\necho "got $?"\nexit 4\n'),
  script('trap-exit', '#!/bin/sh\ntrap "echo cleaning" EXIT\necho working\nexit 5\n'),
  script('trap-lost-by-exec', '#!/bin/sh\ntrap "echo cleaning" EXIT\nexec echo working\n'),
  script(
    'errexit-in-pipe',
    '#!/bin/sh\nset -e\nfalse | cat\necho "still here"\nls /nope | cat\nexec "$@"\n',
    {
      cmd: '["echo", "up"]',
    },
  ),
  script(
    'function',
    '#!/bin/sh\nlog() { echo "[entry] $*" >&2; }\nmain() {\n  log "args: $#"\n  exec "$@"\n}\nmain "$@"\n',
    {
      cmd: '["nope", "x"]',
    },
  ),
  script('here-dirname', '#!/bin/sh\nset -e\ncd "$(dirname "$0")"\nls app.sh\n./app.sh "$@"\n', {
    lines: ['COPY entry.sh app.sh /opt/app/'],
    entrypoint: '["/opt/app/entry.sh"]',
    files: { 'app.sh': executable('#!/bin/sh\necho "app got $1"\nexit 9\n') },
    cmd: '["x"]',
  }),
  script('not-executable-inner', '#!/bin/sh\nset -e\ncd /opt\n./app.sh\n', {
    lines: ['COPY app.sh /opt/'],
    files: { 'app.sh': '#!/bin/sh\necho hi\n' },
  }),
  script('inner-without-interpreter', '#!/bin/sh\nset -e\nexec /opt/app.sh\n', {
    lines: ['COPY app.sh /opt/'],
    files: { 'app.sh': executable('#!/usr/bin/python3\nprint("hi")\n') },
  }),
  script('inner-windows', '#!/bin/sh\nexec /opt/app.sh\n', {
    lines: ['COPY app.sh /opt/'],
    files: { 'app.sh': executable('#!/bin/sh\r\necho hi\r\n') },
  }),
  script('windows-by-sh', '#!/bin/sh\r\nset -e\r\necho hi\r\n', { entrypoint: '["sh", "/entry.sh"]' }),
  script('by-sh-missing', EXEC, { entrypoint: '["sh", "/app/entry.sh"]' }),
  script('by-sh-with-options', '#!/bin/sh\necho one\nfalse\necho two\n', {
    entrypoint: '["sh", "-e", "/entry.sh"]',
  }),
  script('by-sh-trace', '#!/bin/sh\nname=x\necho "$name"\n', { entrypoint: '["sh", "-x", "/entry.sh"]' }),
  script('shell-form', EXEC, { entrypoint: '/entry.sh serve', cmd: '["echo", "never"]' }),
  script('shell-form-exec', '#!/bin/sh\necho "$$ $#"\n', { entrypoint: 'exec /entry.sh a b' }),
  script('cmd-shell-form', EXEC, { cmd: 'echo "home is $HOME"' }),
  script('syntax-error', '#!/bin/sh\necho first\nif [ -f /x ]; then\n  echo x\n'),
  script('bash-array', '#!/bin/sh\nargs=(a b)\necho "${args[@]}"\n'),
  script('double-bracket', '#!/bin/sh\nif [[ "$1" == w* ]]; then echo web; fi\nexec "$@"\n', {
    cmd: '["web"]',
  }),
  script('exit-code-of-last', '#!/bin/sh\nls /nope\n'),
  script('exit-code-of-test', '#!/bin/sh\n[ "$DEBUG" = 1 ] && echo debugging\n'),
  script(
    'command-v',
    '#!/bin/sh\nif ! command -v python3 >/dev/null 2>&1; then echo "python3 is required" >&2; exit 1; fi\n',
  ),
  script('stderr-redirect', '#!/bin/sh\nexec 2>&1\necho out\necho err >&2\n'),
  script(
    'log-link',
    '#!/bin/sh\nmkdir -p /var/log/app\nln -sf /dev/stdout /var/log/app/access.log\necho served > /var/log/app/access.log\n',
  ),
  script('stdin-is-empty', '#!/bin/sh\nread -r answer || echo "nobody answers"\ncat\necho end\n'),
  script(
    'user-by-su',
    '#!/bin/sh\nset -e\nchown -R bob /data\nexec su -s /bin/sh bob -c "id -un; touch /data/x; touch /etc/x"\n',
    {
      lines: ['RUN mkdir /data'],
    },
  ),
  script(
    'first-start',
    '#!/bin/sh\nif [ ! -f /data/.done ]; then\n  echo "first start"\n  touch /data/.done\nfi\nls -A /data\n',
    {
      lines: ['VOLUME /data'],
    },
  ),
  script('volume-of-root', '#!/bin/sh\necho x > /data/x\n', { lines: ['VOLUME /data', 'USER bob'] }),
  script('volume-owned', '#!/bin/sh\necho x > /data/x && cat /data/x\n', {
    lines: ['RUN mkdir /data && chown bob:bob /data', 'VOLUME /data', 'USER bob'],
  }),
  script(
    'devices',
    '#!/bin/sh\nls -d /dev/null /proc/self /sys /dev/shm /etc/hosts /etc/resolv.conf /etc/hostname\n',
  ),
  line('sh-c-list', ['CMD ["sh", "-c", "echo one && ls /nope && echo two"]']),
  line('sh-c-arguments', ['ENTRYPOINT ["sh", "-c", "echo $0 $1", "name"]', 'CMD ["first"]']),
  line('sh-c-cut', ['ENTRYPOINT ["sh", "-c", "echo"]', 'CMD ["hello"]']),
  line('shell-variables', ['ENV PORT=80', 'CMD echo "port ${PORT}" && echo ${MISSING:-none}']),
  line('exec-variables', ['ENV PORT=80', 'CMD ["echo", "$PORT"]']),
  line('shell-or', ['CMD cat /config || echo default']),
  line('shell-semicolon', ['CMD /missing; echo after']),
  line('shell-exec-missing', ['CMD exec server --port $PORT']),
  line('shell-false', ['CMD false']),
  line('cat-missing', ['CMD ["cat", "/app/config"]']),
  line('cat-denied', ['RUN echo x > /secret && chmod 600 /secret', 'USER bob', 'CMD ["cat", "/secret"]']),
  line('ls-workdir', ['WORKDIR /app', 'COPY a.txt b.txt ./', 'CMD ["ls"]'], { 'a.txt': 'a', 'b.txt': 'b' }),
  line('tail-forever', ['CMD tail -f /dev/null']),
  line('tail-exec-form', ['CMD ["tail", "-f", "/dev/null"]']),
  line('sleep-infinity', ['CMD ["sleep", "infinity"]']),
  line('cd-and-run', ['COPY run.sh /app/run.sh', 'CMD cd /app && ./run.sh'], {
    'run.sh': executable('#!/bin/sh\necho "in $(pwd)"\nexit 2\n'),
  }),
  line('busybox-entrypoint', ['ENTRYPOINT ["busybox"]', 'CMD ["echo", "hi"]']),
  line('env-program', ['ENTRYPOINT ["env", "MODE=x", "sh", "-c"]', 'CMD ["echo $MODE"]']),
  line('shell-interactive', ['CMD ["sh"]']),
  line('shell-login', ['CMD ["/bin/sh", "-l"]']),
  line('own-shell-with-options', ['SHELL ["/bin/sh", "-ec"]', 'CMD false; echo reached']),
  line('script-made-by-run', [
    'RUN printf \'#!/bin/sh\\necho "made, $1"\\n\' > /start && chmod +x /start',
    'ENTRYPOINT ["/start"]',
    'CMD ["x"]',
  ]),
  line('script-by-heredoc', [
    'COPY --chmod=755 <<EOF /start.sh',
    '#!/bin/sh',
    'exec echo "args: $@"',
    'EOF',
    'ENTRYPOINT ["/start.sh"]',
    'CMD ["a", "b"]',
  ]),
];
