/** The entrypoint of an official image hands over to the command: what that lacks fails the start. */
import { expect, test } from 'vitest';
import { analyze } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { rehearse } from '../index.ts';

const SERVER = "import { Hono } from 'hono';\n";

async function start(text: string, files: Readonly<Record<string, string>> = {}) {
  const context = Object.entries(files).map(([path, content]) => ({ path, content }));
  const { start: said } = await rehearse(analyze(text, { lookupImage }), context);
  return `${said?.status} ${said?.exitCode ?? ''} ${said?.stderr?.trim() ?? ''}`.trim();
}

test('a package that is missing', async () => {
  const text = 'FROM node:24-alpine\nWORKDIR /app\nCOPY server.mjs .\nCMD ["node", "server.mjs"]\n';
  expect(await start(text, { 'server.mjs': SERVER })).toBe(
    "fails 1 Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'hono' imported from /app/server.mjs",
  );
  expect(await start(text, { 'server.mjs': "import fs from 'node:fs';\n" })).toBe('ok');
});

test('node is put in front of a file', async () => {
  const text = 'FROM node:24-slim\nWORKDIR /app\nCOPY server.mjs .\nCMD ["server.mjs"]\n';
  expect(await start(text, { 'server.mjs': SERVER })).toContain("Cannot find package 'hono'");
});

test('a command that the image cannot have', async () => {
  expect(await start('FROM nginx:alpine\nCMD ["npm", "run", "preview"]\n')).toContain('fails 127');
  expect(await start('FROM nginx:alpine\n')).toBe('ok');
});

test('a command of which nobody knows is not called missing', async () => {
  expect(await start('FROM node:24\nCMD ["frobnicate"]\n')).toBe('unknown');
});

test('npm start runs what package.json says', async () => {
  const text = 'FROM node:24\nWORKDIR /app\nCOPY . .\nCMD ["npm", "start"]\n';
  const manifest = '{"name": "shop", "version": "1.0.0", "scripts": {"start": "node server.mjs"}}';
  const files = { 'package.json': manifest, 'server.mjs': SERVER };
  expect(await start(text, files)).toContain(
    "fails 1 Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'hono'",
  );
  expect(await start(text, { ...files, 'server.mjs': "import fs from 'node:fs';\n" })).toBe('ok');
  expect(await start(text)).toContain('fails 254 npm error code ENOENT');
});

test('an entrypoint script of the learner is followed', async () => {
  const text =
    'FROM alpine:3.24\nCOPY --chmod=755 docker-entrypoint.sh /\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["frobnicate"]\n';
  const script = (last: string) => ({ 'docker-entrypoint.sh': `#!/bin/sh\nset -e\n${last}\n` });
  expect(await start(text, script('exec true'))).toBe('ok 0');
  // The words are those of entry-function in the goldens of tests/engine/running.
  expect(await start(text, script('exec sh -c "exit 3"'))).toBe('fails 3');
  expect(await start(text, script('exec sleep 1000'))).toBe('ok');
  expect(await start(text, script('while :; do sleep 5; done'))).toBe('ok');
  expect(await start(text, script('su-exec nobody "$@"'))).toBe(
    'fails 127 /docker-entrypoint.sh: line 3: su-exec: not found',
  );
  expect(await start(text, script('exec frobnicator-of-nobody'))).toContain('unknown');
});

test('a script of bash where there is none, and where no file shows it', async () => {
  const script = {
    'start.sh': '#!/bin/bash\nset -euo pipefail\nexec "$@"\n',
    'env.sh': '#!/usr/bin/env bash\nexec "$@"\n',
  };
  const text = (from: string, name: string) =>
    `FROM ${from}\nCOPY --chmod=755 *.sh /\nENTRYPOINT ["/${name}"]\nCMD ["cat", "/nope"]\n`;
  expect(await start(text('alpine:3.24', 'start.sh'), script)).toBe(
    'fails 255 exec /start.sh: no such file or directory',
  );
  expect(await start(text('alpine:3.24', 'env.sh'), script)).toBe(
    "fails 127 env: can't execute 'bash': No such file or directory",
  );
  for (const name of ['start.sh', 'env.sh'])
    expect(await start(text('debian:trixie-slim', name), script)).toBe(
      'fails 1 cat: /nope: No such file or directory',
    );
});

test('what a program does in between is not known', async () => {
  const text = 'FROM node:24-alpine\nWORKDIR /app\nCOPY . .\nCMD node migrate.js && node server.js\n';
  const files = { 'migrate.js': 'migrate();\n', 'server.js': 'serve();\n' };
  expect(await start(text, files)).toBe('unknown');
  expect(await start(text, { 'server.js': 'serve();\n' })).toContain("Cannot find module '/app/migrate.js'");
  expect(await start(text, { 'migrate.js': 'migrate();\n' })).toContain(
    "Cannot find module '/app/server.js'",
  );
});

test('a program found on PATH is named by its path where the kernel refuses it', async () => {
  const text = 'FROM scratch\nENV PATH=/sbin:/bin\nCOPY --chmod=755 run /bin/\nCMD ["run"]\n';
  expect(await start(text, { run: '#!/opt/no/python\n' })).toBe(
    'fails 255 exec /bin/run: no such file or directory',
  );
});
