import type { RunCase } from '../case.ts';
import { EXEC, executable, official, SERVER } from './entrypoint-shapes.ts';

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
];
