import type { RunCase } from '../case.ts';
import { EXEC, executable, line, script } from './entrypoint-shapes.ts';

const FILE_ENV = `#!/bin/sh
set -eu
file_env() {
  var="$1"
  fileVar="\${var}_FILE"
  def="\${2:-}"
  eval "val=\\\${$var:-}"
  eval "path=\\\${$fileVar:-}"
  if [ -n "$val" ] && [ -n "$path" ]; then
    echo >&2 "error: both $var and $fileVar are set (but are exclusive)"
    exit 1
  fi
  if [ -z "$val" ] && [ -n "$path" ]; then val=$(cat "$path"); fi
  export "$var=\${val:-$def}"
  unset fileVar path
}
file_env DB_PASSWORD
file_env DB_USER app
echo "user=$DB_USER password=$DB_PASSWORD"
exec "$@"
`;

/** More of them, in the manner of well-known images and of what people copy from each other. */
export const moreEntrypoints: readonly RunCase[] = [
  script('file-env', FILE_ENV, {
    lines: ['COPY password /run/secrets/password', 'ENV DB_PASSWORD_FILE=/run/secrets/password'],
    files: { password: 'hunter2\n' },
    cmd: '["sleep", "600"]',
  }),
  script('file-env-both', FILE_ENV, {
    lines: ['ENV DB_PASSWORD=x DB_PASSWORD_FILE=/run/secrets/password'],
    cmd: '["true"]',
  }),
  script(
    'root-steps-down',
    '#!/bin/sh\nset -e\nif [ "$(id -u)" = "0" ]; then\n  chown -R bob:bob /data\n  exec su -s /bin/sh -c \'exec "$0" "$@"\' bob -- "$0" "$@"\nfi\necho "as $(id -un)"\nexec "$@"\n',
    {
      lines: ['RUN mkdir /data'],
      cmd: '["ls", "/entry.sh"]',
    },
  ),
  script('not-root', '#!/bin/sh\nif [ "$(id -u)" -ne 0 ]; then\n  echo "must be root" >&2\n  exit 77\nfi\n', {
    lines: ['USER nobody'],
  }),
  script(
    'data-not-writable',
    '#!/bin/sh\nset -e\nif [ ! -w /data ]; then\n  echo "error: /data is not writable by $(id -un)" >&2\n  exit 1\nfi\nexec "$@"\n',
    {
      lines: ['RUN mkdir /data', 'USER bob'],
      cmd: '["true"]',
    },
  ),
  script('stale-pid', '#!/bin/sh\nset -e\nrm -f /app/tmp/pids/server.pid\nexec "$@"\n', {
    lines: ['WORKDIR /app', 'RUN mkdir -p tmp/pids && echo 1 > tmp/pids/server.pid'],
    cmd: '["ls", "tmp/pids"]',
  }),
  script('dotenv-set-a', '#!/bin/sh\nset -a\n. /app/.env\nset +a\nenv | grep -E "^(NAME|MODE)=" | sort\n', {
    lines: ['COPY .env /app/.env'],
    files: { '.env': '# settings\nNAME="my shop"\nMODE=prod\n' },
  }),
  script(
    'dotenv-xargs',
    '#!/bin/sh\nexport $(grep -v "^#" /app/.env | xargs)\necho "$MODE on $PORT"\nexec "$@"\n',
    {
      lines: ['COPY .env /app/.env'],
      files: { '.env': '# settings\nPORT=81\nMODE=prod\n' },
      cmd: '["printenv", "PORT"]',
    },
  ),
  script(
    'set-arguments',
    '#!/bin/sh\nset -- "$@" --port "${PORT:-80}"\n[ -n "$DEBUG" ] && set -- "$@" --debug\necho "$@"\necho "$#"\n',
    {
      cmd: '["serve"]',
    },
  ),
  script(
    'getopts',
    '#!/bin/sh\nwhile getopts "p:v" opt; do\n  case $opt in\n    p) port=$OPTARG ;;\n    v) verbose=1 ;;\n    *) exit 2 ;;\n  esac\ndone\nshift $((OPTIND - 1))\necho "port=$port verbose=$verbose rest=$*"\n',
    {
      cmd: '["-v", "-p", "90", "a", "b"]',
    },
  ),
  script(
    'getopts-wrong',
    '#!/bin/sh\nwhile getopts "p:v" opt; do\n  case $opt in\n    p) port=$OPTARG ;;\n    \\?) exit 3 ;;\n  esac\ndone\n',
    {
      cmd: '["-x"]',
    },
  ),
  script('eval-command', '#!/bin/sh\nCMD="echo started on \\$PORT"\nPORT=80\neval "exec $CMD"\n'),
  script('startup-from-variable', '#!/bin/sh\nexec ${START_COMMAND:-sleep 600}\n'),
  script('startup-from-variable-set', '#!/bin/sh\nexec $START_COMMAND\n', {
    lines: ['ENV START_COMMAND="echo up and running"'],
  }),
  script('exec-env', '#!/bin/sh\nexec env NODE_ENV=production sh -c \'echo "$NODE_ENV $1"\' x "$@"\n', {
    cmd: '["one"]',
  }),
  script('exec-to-log', '#!/bin/sh\nexec "$@" > /tmp/out.log 2>&1\n', { cmd: '["cat", "/nope"]' }),
  script('exec-missing-goes-not-on', '#!/bin/sh\nexec /nope\necho "after exec"\n'),
  script('or-message', '#!/bin/sh\n"$@" || { code=$?; echo "it failed with $code" >&2; exit $code; }\n', {
    cmd: '["sh", "-c", "exit 42"]',
  }),
  script(
    'if-not',
    '#!/bin/sh\nset -e\nif ! grep -q ^debug /etc/app.conf; then\n  echo "debug off"\nfi\nexec "$@"\n',
    {
      cmd: '["echo", "up"]',
    },
  ),
  script(
    'local-and-return',
    '#!/bin/sh\ncheck() {\n  local n="$1"\n  [ "$n" -gt 10 ] && return 0\n  return 5\n}\ncheck 3\necho "check gave $?"\ncheck 11 && exec echo fine\n',
  ),
  script(
    'count-down',
    '#!/bin/sh\nn=3\nwhile [ $n -gt 0 ]; do printf "%s " "$n"; n=$((n-1)); sleep 0.05; done\necho go\nexit $n\n',
  ),
  script('for-seq', '#!/bin/sh\nfor i in $(seq 1 5); do [ $i = 4 ] && break; echo "try $i"; done\nexit 9\n'),
  script(
    'wait-with-timeout',
    '#!/bin/sh\ntries=0\nuntil test -S /run/db.sock || [ $tries -eq 4 ]; do tries=$((tries + 1)); sleep 0.1; done\ntest -S /run/db.sock || { echo "no database after $tries tries" >&2; exit 111; }\nexec "$@"\n',
    {
      cmd: '["true"]',
    },
  ),
  script('migrate-then-serve', '#!/bin/sh\nset -e\n/app/migrate\nexec /app/serve\n', {
    lines: ['COPY migrate serve /app/'],
    files: {
      migrate: executable('#!/bin/sh\necho "migrating" > /app/state\n'),
      serve: executable('#!/bin/sh\necho "serving after $(cat /app/state)"\nexec sleep 900\n'),
    },
  }),
  script('migrate-fails', '#!/bin/sh\nset -e\n/app/migrate\nexec /app/serve\n', {
    lines: ['COPY migrate serve /app/', 'USER bob'],
    files: {
      migrate: executable('#!/bin/sh\nset -e\necho "migrating" > /app/state\n'),
      serve: executable('#!/bin/sh\nexec sleep 900\n'),
    },
  }),
  script('two-services', '#!/bin/sh\n/app/a &\n/app/b &\nwait\necho "both ended"\n', {
    lines: ['COPY a b /app/'],
    files: { a: executable('#!/bin/sh\necho a > /a\n'), b: executable('#!/bin/sh\necho b > /b\n') },
  }),
  script('two-services-one-runs', '#!/bin/sh\n/app/a &\n/app/b &\nwait\n', {
    lines: ['COPY a b /app/'],
    files: { a: executable('#!/bin/sh\nexit 1\n'), b: executable('#!/bin/sh\nsleep 1000\n') },
  }),
  script('sleep-and-wait', '#!/bin/sh\ntrap : TERM INT\nsleep infinity & wait\n'),
  script('job-writes', '#!/bin/sh\n(echo ready > /tmp/ready) &\nwait\ncat /tmp/ready\nexec "$@"\n', {
    cmd: '["false"]',
  }),
  script('kill-job', '#!/bin/sh\nsleep 500 &\npid=$!\nkill $pid\nwait $pid\necho "ended with $?"\n'),
  script(
    'supervise',
    '#!/bin/sh\nwhile :; do\n  /app/worker || echo "worker ended with $?, again" >&2\n  sleep 2\ndone\n',
    {
      lines: ['COPY worker /app/worker'],
      files: { worker: executable('#!/bin/sh\nexit 1\n') },
    },
  ),
  script(
    'dirname-of-link',
    '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\necho "$here"\n. "$here/lib.sh"\ngreet\n',
    {
      lines: ['COPY entry.sh lib.sh /opt/tool/', 'RUN ln -s /opt/tool/entry.sh /usr-start'],
      files: { 'lib.sh': 'greet() { echo "hello from lib"; }\n' },
      entrypoint: '["/usr-start"]',
    },
  ),
  script('dollar-zero', '#!/bin/sh\necho "$0 $(basename "$0")"\n', {
    lines: ['COPY entry.sh /bin/my-entry'],
    entrypoint: '["my-entry"]',
  }),
  script('relative-entrypoint', '#!/bin/sh\necho "$0 in $(pwd)"\n', {
    lines: ['WORKDIR /srv', 'COPY entry.sh .'],
    entrypoint: '["./entry.sh"]',
  }),
  script('name-in-workdir', '#!/bin/sh\necho hi\n', {
    lines: ['WORKDIR /srv', 'COPY entry.sh .'],
    entrypoint: '["entry.sh"]',
  }),
  script('shell-form-takes-no-cmd', '#!/bin/sh\necho "got $# $*"\n', {
    entrypoint: '/entry.sh fixed',
    cmd: '["never"]',
  }),
  script('json-with-options', '#!/bin/sh\necho "got $# $*"\n', {
    entrypoint: '["/entry.sh", "--config", "/etc/a b.conf"]',
    cmd: '["--verbose"]',
  }),
  script('pipefail', '#!/bin/sh\nset -eo pipefail\ncat /nope | sort\necho never\n'),
  script('trace-on', '#!/bin/sh\nset -ex\nNAME=shop\nmkdir -p /tmp/$NAME\nexec "$@"\n', { cmd: '["true"]' }),
  script('unset-array', '#!/bin/sh\nset -u\necho "${1}"\necho "${2}"\n', { cmd: '["one"]' }),
  script('default-command', '#!/bin/sh\nif [ $# -eq 0 ]; then set -- echo default; fi\nexec "$@"\n'),
  script(
    'copy-defaults',
    '#!/bin/sh\nset -e\n[ -e /config/app.ini ] || cp /defaults/app.ini /config/\ncat /config/app.ini\n',
    {
      lines: ['COPY app.ini /defaults/', 'RUN mkdir /config'],
      files: { 'app.ini': 'colour = green\n' },
    },
  ),
  script(
    'copy-defaults-no-folder',
    '#!/bin/sh\nset -e\n[ -e /config/app.ini ] || cp /defaults/app.ini /config/\ncat /config/app.ini\n',
    {
      lines: ['COPY app.ini /defaults/'],
      files: { 'app.ini': 'colour = green\n' },
    },
  ),
  script('sed-in-place-denied', '#!/bin/sh\nset -e\nsed -i "s/80/8080/" /etc/app.conf\nexec "$@"\n', {
    lines: ['COPY app.conf /etc/app.conf', 'USER bob'],
    files: { 'app.conf': 'listen 80\n' },
    cmd: '["true"]',
  }),
  script(
    'sed-in-place',
    '#!/bin/sh\nset -e\nsed -i "s/listen .*/listen ${PORT:-8080};/" /etc/app.conf\nexec cat /etc/app.conf\n',
    {
      lines: ['COPY app.conf /etc/app.conf'],
      files: { 'app.conf': 'server {\n  listen 80;\n}\n' },
    },
  ),
  script('first-line-blank', '\n#!/bin/sh\necho hi\n'),
  script('no-first-line-by-exec', 'echo "no first line"\n', {
    lines: ['COPY outer.sh /'],
    entrypoint: '["/outer.sh"]',
    files: { 'outer.sh': executable('#!/bin/sh\n/entry.sh\necho "then $?"\n') },
  }),
  script('byte-order-mark', '\ufeff#!/bin/sh\necho hi\n'),
  script('windows-line-ends', '#!/bin/sh\nset -e\r\nexec "$@"\r\n', { cmd: '["true"]' }),
  script(
    'case-fallthrough',
    '#!/bin/sh\ncase "${MODE:-}" in\n  "") echo "MODE is required: dev or prod" >&2; exit 2;;\n  dev|prod) exec "$@";;\nesac\n',
    { cmd: '["true"]' },
  ),
  script('string-tests', '#!/bin/sh\nif [ $MODE = prod ]; then echo prod; else echo other; fi\necho "$?"\n'),
  script(
    'and-or-last',
    '#!/bin/sh\nset -e\n[ -d /nope ] && echo there\necho "still here"\n[ -d /nope ] && echo there\n',
  ),
  script(
    'substitution-fails',
    '#!/bin/sh\nset -e\nVERSION=$(cat /VERSION | tr -d "\\n")\necho "version ${VERSION:-unknown}"\nNAME=$(cat /NAME)\necho "name $NAME"\n',
  ),
  script(
    'heredoc-in-function',
    '#!/bin/sh\nusage() {\n  cat <<-EOT >&2\n\tusage: $0 COMMAND\n\n\tcommands: serve\n\tEOT\n}\n[ $# -gt 0 ] || { usage; exit 64; }\n',
  ),
  script(
    'printf-json',
    '#!/bin/sh\nprintf \'{"port": %d, "host": "%s"}\\n\' "${PORT:-80}" "${HOST:-0.0.0.0}" > /tmp/c.json\ncat /tmp/c.json\nexit 1\n',
  ),
  line('cmd-with-and', ['WORKDIR /app', 'COPY migrate serve ./', 'CMD ./migrate && ./serve'], {
    migrate: executable('#!/bin/sh\necho migrated\n'),
    serve: executable('#!/bin/sh\necho served; exit 8\n'),
  }),
  line('cmd-not-shell', ['CMD ["echo one && echo two"]']),
  line('cmd-and-in-json', ['CMD ["echo", "one", "&&", "echo", "two"]']),
  line('cmd-cd-json', ['CMD ["cd", "/app"]']),
  line('cmd-export', ["CMD export MODE=x && sh -c 'echo $MODE'"]),
  line('cmd-user-home', ['USER bob', 'CMD cd && pwd && touch x']),
  line('cmd-quotes', ['CMD echo "it\'s" \'$HOME\' "$HOME"']),
  line('entry-cat', ['ENTRYPOINT ["cat"]', 'CMD ["/etc/passwd"]']),
  line('entry-true-args', ['ENTRYPOINT ["test"]', 'CMD ["-f", "/etc/nope"]']),
  line('timeout-ends', ['CMD ["sh", "-c", "sleep 0.2; exit 6"]']),
  line(
    'parent-entry',
    [
      'COPY e.sh /e.sh',
      'ENTRYPOINT ["/e.sh"]',
      'CMD ["a"]',
      'FROM base',
      'COPY --from=1 /e.sh /e.sh',
      'CMD ["/e.sh", "b"]',
    ],
    {
      'e.sh': executable('#!/bin/sh\necho "$@"\n'),
    },
  ),
  line('without-execute-bit-by-sh', ['COPY e.sh /e.sh', 'CMD sh /e.sh one'], {
    'e.sh': 'echo "$1"; exit 12\n',
  }),
  script('exec-twice', '#!/bin/sh\nexec /inner.sh "$@"\n', {
    lines: ['COPY inner.sh /'],
    files: { 'inner.sh': executable(EXEC) },
    cmd: '["nothing-here"]',
  }),
];
