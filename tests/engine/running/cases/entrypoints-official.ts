import type { RunCase } from '../case.ts';
import { EXEC, executable, official, SERVER } from './entrypoint-shapes.ts';

/** A script on Debian, where sh is dash; its words are compared to the letter. */
const debian = (name: string, text: string, last: string): RunCase => ({
  ...official(
    `debian-${name}`,
    [
      'FROM python:3.14-slim',
      'COPY entry.sh /entry.sh',
      'ENTRYPOINT ["/entry.sh"]',
      ...(last === '' ? [] : [last]),
    ],
    { 'entry.sh': executable(text) },
  ),
  exact: true,
});

/** Scripts that end in a program of an official image. */
export const runOfficialEntrypoints: readonly RunCase[] = [
  official(
    'node-server',
    [
      'FROM node:24-alpine',
      'WORKDIR /app',
      'COPY . .',
      'ENTRYPOINT ["/app/entry.sh"]',
      'CMD ["node", "server.js"]',
    ],
    { 'entry.sh': executable(EXEC), 'server.js': SERVER },
  ),
  official(
    'node-file-missing',
    [
      'FROM node:24-alpine',
      'WORKDIR /app',
      'COPY . .',
      'ENTRYPOINT ["/app/entry.sh"]',
      'CMD ["node", "dist/server.js"]',
    ],
    { 'entry.sh': executable(EXEC), 'server.js': SERVER },
  ),
  official(
    'node-package-missing',
    [
      'FROM node:24-alpine',
      'WORKDIR /app',
      'COPY . .',
      'ENTRYPOINT ["/app/entry.sh"]',
      'CMD ["node", "server.js"]',
    ],
    {
      'entry.sh': executable(EXEC),
      'server.js': "const express = require('express');\nexpress().listen(3000);\n",
    },
  ),
  official(
    'node-wrong-folder',
    [
      'FROM node:24-alpine',
      'WORKDIR /app',
      'COPY server.js .',
      'COPY entry.sh /',
      'ENTRYPOINT ["/entry.sh"]',
    ],
    { 'entry.sh': executable('#!/bin/sh\nset -e\ncd /srv\nexec node server.js\n'), 'server.js': SERVER },
  ),
  official('node-by-cd', ['FROM node:24-alpine', 'COPY server.js /app/', 'CMD cd /app && node server.js'], {
    'server.js': SERVER,
  }),
  official(
    'node-after-failure',
    ['FROM node:24-alpine', 'WORKDIR /app', 'COPY server.js .', 'CMD node migrate.js && node server.js'],
    { 'server.js': SERVER },
  ),
  official(
    'node-after-another',
    ['FROM node:24-alpine', 'WORKDIR /app', 'COPY . .', 'CMD node migrate.js && node server.js'],
    { 'server.js': SERVER, 'migrate.js': 'process.exit(3);\n' },
  ),
  official('node-without-exec', ['FROM node:24-alpine', 'WORKDIR /app', 'COPY . .', 'CMD ["./start.sh"]'], {
    'server.js': SERVER,
    'start.sh': executable('#!/bin/sh\necho starting\nnode server.js\n'),
  }),
  official(
    'node-denied',
    [
      'FROM node:24-alpine',
      'WORKDIR /app',
      'COPY --chmod=600 server.js .',
      'USER 1000',
      'CMD exec node server.js',
    ],
    { 'server.js': SERVER },
  ),
  official('node-in-background', ['FROM node:24-alpine', 'WORKDIR /app', 'COPY . .', 'CMD ["./start.sh"]'], {
    'server.js': SERVER,
    'start.sh': executable('#!/bin/sh\nnode server.js &\necho started\n'),
  }),
  official(
    'node-background-wait',
    ['FROM node:24-alpine', 'WORKDIR /app', 'COPY . .', 'CMD ["./start.sh"]'],
    { 'server.js': SERVER, 'start.sh': executable('#!/bin/sh\nnode server.js &\nwait\n') },
  ),
  official(
    'node-again-and-again',
    ['FROM node:24-alpine', 'WORKDIR /app', 'COPY . .', 'CMD ["./start.sh"]'],
    {
      'server.js': SERVER,
      'start.sh': executable('#!/bin/sh\nwhile true; do\n  node missing.js || true\n  sleep 1\ndone\n'),
    },
  ),
  official(
    'python-file-missing',
    [
      'FROM python:3.14-slim',
      'WORKDIR /app',
      'COPY . .',
      'ENTRYPOINT ["./entry.sh"]',
      'CMD ["python", "main.py"]',
    ],
    { 'entry.sh': executable(EXEC), 'app.py': 'print("hi")\n' },
  ),
  official(
    'python-module-missing',
    [
      'FROM python:3.14-slim',
      'WORKDIR /app',
      'COPY . .',
      'ENTRYPOINT ["./entry.sh"]',
      'CMD ["python", "app.py"]',
    ],
    { 'entry.sh': executable(EXEC), 'app.py': 'import flask\nflask.Flask(__name__).run()\n' },
  ),
  official(
    'python-server',
    [
      'FROM python:3.14-slim',
      'WORKDIR /app',
      'COPY . .',
      'ENTRYPOINT ["./entry.sh"]',
      'CMD ["python", "-m", "http.server"]',
    ],
    { 'entry.sh': executable(EXEC) },
  ),
  official('nginx-in-foreground', ['FROM nginx:alpine', 'COPY start.sh /', 'ENTRYPOINT ["/start.sh"]'], {
    'start.sh': executable(
      '#!/bin/sh\necho "<h1>$TITLE</h1>" > /tmp/index.html\nexec nginx -g "daemon off;"\n',
    ),
  }),
  official('nginx-in-background', ['FROM nginx:alpine', 'COPY start.sh /', 'ENTRYPOINT ["/start.sh"]'], {
    'start.sh': executable('#!/bin/sh\nnginx\necho started\n'),
  }),
  official('nginx-then-tail', ['FROM nginx:alpine', 'COPY start.sh /', 'ENTRYPOINT ["/start.sh"]'], {
    'start.sh': executable('#!/bin/sh\nnginx\nexec tail -f /dev/null\n'),
  }),
  // Debian's dash and bash.
  debian('dash-missing', '#!/bin/sh\nset -e\nexec "$@"\n', 'CMD ["server", "--port", "80"]'),
  debian('dash-unset', '#!/bin/sh\nset -eu\n\necho "port $PORT"\nexec "$@"\n', 'CMD ["true"]'),
  debian('dash-required', '#!/bin/sh\n: "${PORT:?is not set}"\n', 'CMD ["true"]'),
  debian('dash-cd', '#!/bin/sh\nset -e\ncd /srv/app\npwd\n', ''),
  debian('dash-source', '#!/bin/sh\n. /app/env.sh\n', ''),
  debian('dash-source-bash', '#!/bin/sh\nsource /app/env.sh\necho after\n', ''),
  debian(
    'dash-double-bracket',
    '#!/bin/sh\nif [[ "$1" == web ]]; then exec sleep 600; fi\necho "not web"\nexit 3\n',
    'CMD ["web"]',
  ),
  debian('dash-array', '#!/bin/sh\necho one\nargs=(a b)\n', ''),
  debian('dash-function-keyword', '#!/bin/sh\nfunction log {\n  echo "$1"\n}\nlog hi\n', ''),
  debian('dash-pipefail', '#!/bin/sh\nset -euo pipefail\ncat /nope | sort\n', ''),
  debian('dash-not-executable', '#!/bin/sh\nexec /etc/hosts\n', ''),
  debian('dash-write-denied', '#!/bin/sh\nset -e\necho x > /etc/app.conf\n', 'USER 1234'),
  debian('dash-trap', '#!/bin/sh\ntrap "echo bye" EXIT\nfalse\necho "$?"\nexit 4\n', ''),
  debian('bash-strict', '#!/bin/bash\nset -euo pipefail\nexec "$@"\n', 'CMD ["nope"]'),
  debian('bash-unset', '#!/bin/bash\nset -u\n\necho "$TOKEN"\n', ''),
  debian(
    'bash-array',
    '#!/bin/bash\nargs=(--port "${PORT:-80}")\nif [[ "${1:-}" == -* ]]; then args+=("$@"); fi\necho "${args[@]}" "${#args[@]}"\n',
    'CMD ["--debug"]',
  ),
  debian(
    'bash-env',
    '#!/usr/bin/env bash\nset -e\nname=${1^^}\necho "hello ${name}"\n[[ $name =~ ^W ]] && exit 11\n',
    'CMD ["world"]',
  ),
  debian('bash-cd', '#!/bin/bash\ncd /srv/app || exit 1\n', ''),
  debian('bash-source', '#!/bin/bash\nset -e\nsource ./env.sh\n', ''),
  debian('bash-exec-denied', '#!/bin/bash\nexec /etc/hosts\n', ''),
  debian(
    'bash-wait-any',
    '#!/bin/bash\nsleep 600 &\n(exit 7) &\nwait -n\ncode=$?\necho "one ended with $code"\nexit $code\n',
    '',
  ),
  debian(
    'bash-case-of',
    '#!/bin/bash\nset -Eeuo pipefail\ntrap \'echo "failed on line $LINENO" >&2\' ERR\nls /nope\n',
    '',
  ),
  debian(
    'bash-read-lines',
    '#!/bin/bash\nwhile IFS="=" read -r key value; do\n  [[ -z $key || $key == \\#* ]] && continue\n  export "$key=$value"\ndone < <(printf "# c\\nA=1\\nB=two words\\n")\necho "$A $B"\n',
    '',
  ),
  debian('python-by-path', '#!/bin/sh\nset -e\nexec /usr/local/bin/python /app/main.py\n', ''),
  debian('python-env-script', '#!/usr/bin/env python3\nimport os\n', ''),
  debian('windows-line-ends', '#!/bin/sh\r\nexec "$@"\r\n', 'CMD ["true"]'),
  debian('shell-form', '#!/bin/sh\nexit 1\n', 'ENTRYPOINT nope --version'),
  debian('shell-form-and', '#!/bin/sh\nexit 1\n', 'ENTRYPOINT cd /app && ls main.py'),
  debian('groupless', '#!/bin/sh\nid -u; id -g; echo "$HOME"; whoami\n', 'USER 4321'),
  debian('env-i', '#!/bin/sh\nexec env -i sh -c \'echo "[$HOME]"\'\n', ''),
];
