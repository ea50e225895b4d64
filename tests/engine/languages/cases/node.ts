import { type LanguageCase, project } from '../case.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const node = (name: string, lines: readonly string[], files: LanguageCase['files']) =>
  project(`node-${name}`, lines, files);
const app = (...steps: string[]) => ['FROM node:24-slim', 'WORKDIR /app', 'COPY . .', ...steps];
const bare = (extra: object = {}) => json({ name: 'app', version: '1.0.0', ...extra });
const SERVER = "require('node:http').createServer((q, s) => s.end('ok')).listen(3000);\n";

/** A lock file with one small package of the registry, left out of it what npm does not need. */
const IS_ODD = {
  version: '3.0.1',
  resolved: 'https://registry.npmjs.org/is-odd/-/is-odd-3.0.1.tgz',
  dependencies: { 'is-number': '^6.0.0' },
  engines: { node: '>=4' },
};
const IS_NUMBER = {
  version: '6.0.0',
  resolved: 'https://registry.npmjs.org/is-number/-/is-number-6.0.0.tgz',
  engines: { node: '>=0.10.0' },
};
const MKDIRP = {
  version: '3.0.1',
  resolved: 'https://registry.npmjs.org/mkdirp/-/mkdirp-3.0.1.tgz',
  bin: { mkdirp: 'dist/cjs/src/bin.js' },
  engines: { node: '>=10' },
};
const lock = (root: object, packages: object) =>
  json({
    name: 'app',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'app', version: '1.0.0', ...root }, ...packages },
  });
const ODD = { dependencies: { 'is-odd': '3.0.1' } };
const ODD_LOCK = { 'node_modules/is-odd': IS_ODD, 'node_modules/is-number': IS_NUMBER };
const BOTH = { ...ODD, devDependencies: { mkdirp: '3.0.1' } };
const BOTH_LOCK = { ...ODD_LOCK, 'node_modules/mkdirp': { ...MKDIRP, dev: true } };

export const nodeCases: readonly LanguageCase[] = [
  node(
    'ci',
    [
      'FROM node:24-slim',
      'WORKDIR /app',
      'COPY package*.json ./',
      'RUN npm ci',
      'COPY . .',
      'CMD ["node", "index.js"]',
    ],
    {
      'package.json': bare(ODD),
      'package-lock.json': lock(ODD, ODD_LOCK),
      'index.js': "console.log(require('is-odd')(3));\n",
    },
  ),
  node(
    'ci-omit-dev',
    [
      'FROM node:24-slim',
      'WORKDIR /app',
      'COPY package*.json ./',
      'RUN npm ci --omit=dev',
      'COPY . .',
      'CMD ["node", "index.js"]',
    ],
    {
      'package.json': bare(BOTH),
      'package-lock.json': lock(BOTH, BOTH_LOCK),
      'index.js': "require('mkdirp');\n",
    },
  ),
  node(
    'production-env',
    [
      'FROM node:24-slim',
      'ENV NODE_ENV=production',
      'WORKDIR /app',
      'COPY . .',
      'RUN npm ci',
      'RUN npx --no-install mkdirp /out',
      'CMD ["node", "index.js"]',
    ],
    {
      'package.json': bare(BOTH),
      'package-lock.json': lock(BOTH, BOTH_LOCK),
      'index.js': 'console.log(1);\n',
    },
  ),
  node('npx-local-bin', app('RUN npm ci && npx mkdirp out/deep', 'CMD ["ls", "out/deep"]'), {
    'package.json': bare(BOTH),
    'package-lock.json': lock(BOTH, BOTH_LOCK),
  }),
  node(
    'prune',
    [
      'FROM node:24-slim AS build',
      'WORKDIR /app',
      'COPY . .',
      'RUN npm ci && npm prune --omit=dev',
      'FROM node:24-slim',
      'WORKDIR /app',
      'COPY --from=build /app ./',
      'CMD ["node", "index.js"]',
    ],
    {
      'package.json': bare(BOTH),
      'package-lock.json': lock(BOTH, BOTH_LOCK),
      'index.js': "console.log(require('is-odd')(3));\n",
    },
  ),
  node('lock-out-of-step', app('RUN npm ci', 'CMD ["node", "index.js"]'), {
    'package.json': bare(BOTH),
    'package-lock.json': lock(ODD, ODD_LOCK),
    'index.js': '',
  }),
  node('lock-other-version', app('RUN npm ci', 'CMD ["node", "index.js"]'), {
    'package.json': bare({ dependencies: { 'is-odd': '^2.0.0' } }),
    'package-lock.json': lock(ODD, ODD_LOCK),
    'index.js': '',
  }),
  node('npmrc-omit', app('RUN npm ci', 'CMD ["node", "index.js"]'), {
    'package.json': bare(BOTH),
    'package-lock.json': lock(BOTH, BOTH_LOCK),
    '.npmrc': 'omit=dev\nfund=false\n',
    'index.js': "require('mkdirp');\n",
  }),
  node('npmrc-engine-strict', app('RUN npm ci', 'CMD ["node", "index.js"]'), {
    'package.json': bare({ engines: { node: '>=99' } }),
    'package-lock.json': lock({ engines: { node: '>=99' } }, {}),
    '.npmrc': 'engine-strict=true\n',
    'index.js': '',
  }),
  node('engines-warns', app('RUN npm install', 'CMD ["node", "index.js"]'), {
    'package.json': bare({ engines: { node: '>=99' } }),
    'index.js': SERVER,
  }),
  node('install-without-lock', app('RUN npm install --no-audit --no-fund', 'CMD ["node", "index.js"]'), {
    'package.json': bare(),
    'index.js': SERVER,
  }),
  node('pre-and-post', app('RUN npm run build', 'CMD ["node", "dist/main.js"]'), {
    'package.json': bare({
      scripts: {
        prebuild: 'rm -rf dist && mkdir dist',
        build: 'cp src/main.js dist/',
        postbuild: 'echo done > dist/stamp',
      },
    }),
    'src/main.js': SERVER,
  }),
  node('pre-fails', app('RUN npm run build', 'CMD ["node", "dist/main.js"]'), {
    'package.json': bare({ scripts: { prebuild: 'exit 3', build: 'mkdir dist' } }),
  }),
  node('script-missing', app('RUN npm run build', 'CMD ["node", "index.js"]'), {
    'package.json': bare({ scripts: { start: 'node index.js', test: 'node --test' } }),
    'index.js': SERVER,
  }),
  node('script-if-present', app('RUN npm run build --if-present', 'CMD ["npm", "start"]'), {
    'package.json': bare(),
    'server.js': SERVER,
  }),
  node('start-missing', app('CMD ["npm", "start"]'), { 'package.json': bare(), 'index.js': SERVER }),
  node('script-command-missing', app('RUN npm run build'), {
    'package.json': bare({ scripts: { build: 'webpack --mode production' } }),
  }),
  node('script-with-args', app('RUN npm run copy -- a.txt b.txt', 'CMD ["cat", "b.txt"]'), {
    'package.json': bare({ scripts: { copy: 'cp' } }),
    'a.txt': 'a\n',
  }),
  node('script-of-node', app('RUN npm run build', 'CMD ["node", "dist/app.js"]'), {
    'package.json': bare({ scripts: { build: 'node build.js' } }),
    'build.js':
      "const fs = require('fs');\nfs.mkdirSync('dist', { recursive: true });\nfs.copyFileSync('src.js', 'dist/app.js');\n",
    'src.js': SERVER,
  }),
  node(
    'workspaces',
    app('RUN npm install --no-audit --no-fund && npm run build -w web', 'CMD ["node", "web/out.js"]'),
    {
      'package.json': json({ name: 'root', private: true, workspaces: ['web', 'lib'] }),
      'web/package.json': json({
        name: 'web',
        version: '1.0.0',
        dependencies: { lib: '*' },
        scripts: { build: 'cp in.js out.js' },
      }),
      'web/in.js': "console.log(require('lib'));\n",
      'lib/package.json': json({ name: 'lib', version: '1.0.0', main: 'lib.js' }),
      'lib/lib.js': 'module.exports = 1;\n',
    },
  ),
  node('import-in-commonjs', app('CMD ["node", "index.cjs"]'), {
    'package.json': bare(),
    'index.cjs': "import fs from 'node:fs';\nconsole.log(fs);\n",
  }),
  node('require-in-module', app('CMD ["node", "index.js"]'), {
    'package.json': bare({ type: 'module' }),
    'index.js': "const fs = require('node:fs');\nconsole.log(fs);\n",
  }),
  node(
    'package-json-not-copied',
    ['FROM node:24-slim', 'WORKDIR /app', 'COPY *.js ./', 'CMD ["node", "index.js"]'],
    {
      'package.json': bare({ type: 'module' }),
      'index.js': "import { x } from './lib.js';\nsetInterval(() => x, 1000);\n",
      'lib.js': 'export const x = 1;\n',
    },
  ),
  node('import-missing-file', app('CMD ["node", "index.js"]'), {
    'package.json': bare({ type: 'module' }),
    'index.js': "import { x } from './lib.js';\nconsole.log(x);\n",
  }),
  node('import-without-extension', app('CMD ["node", "index.js"]'), {
    'package.json': bare({ type: 'module' }),
    'index.js': "import { x } from './lib';\nconsole.log(x);\n",
    'lib.js': 'export const x = 1;\n',
  }),
  node('require-missing-file', app('CMD ["node", "src/index.js"]'), {
    'package.json': bare(),
    'src/index.js': "const config = require('../config');\nconsole.log(config);\n",
  }),
  node('require-folder', app('CMD ["node", "."]'), {
    'package.json': bare({ main: 'src/main.js' }),
    'src/main.js': "const r = require('./routes');\nsetInterval(() => r, 1000);\n",
    'src/routes/index.js': 'module.exports = [];\n',
  }),
  node('main-missing', app('CMD ["node", "."]'), {
    'package.json': bare({ main: 'dist/main.js' }),
    'src/main.js': SERVER,
  }),
  node('json-import', app('CMD ["node", "index.mjs"]'), {
    'index.mjs':
      "import data from './data.json' with { type: 'json' };\nconsole.log(data);\nsetInterval(() => {}, 1000);\n",
    'data.json': '{"a": 1}\n',
  }),
  node('json-import-without-type', app('CMD ["node", "index.mjs"]'), {
    'index.mjs': "import data from './data.json';\nconsole.log(data);\n",
    'data.json': '{"a": 1}\n',
  }),
  node('json-ignored', app('CMD ["node", "index.js"]'), {
    'package.json': bare(),
    'index.js': "const c = require('./config.json');\nsetInterval(() => c, 1000);\n",
    'config.json': '{}\n',
    '.dockerignore': 'config.json\n',
  }),
  node('top-level-await', app('CMD ["node", "index.mjs"]'), {
    'index.mjs':
      "const { createServer } = await import('node:http');\ncreateServer(() => {}).listen(3000);\n",
  }),
  node('top-level-await-commonjs', app('CMD ["node", "index.cjs"]'), {
    'index.cjs': 'const x = await Promise.resolve(1);\nconsole.log(x);\n',
  }),
  node('check-fails', app('RUN node --check index.js', 'CMD ["node", "index.js"]'), {
    'index.js': 'const a = {;\n',
  }),
  node('check-passes', app('RUN node --check index.js', 'CMD ["node", "index.js"]'), { 'index.js': SERVER }),
  node('syntax-error-at-start', app('CMD ["node", "index.js"]'), {
    'index.js': 'function f( {\n  return 1;\n}\n',
  }),
  node('test-passes', app('RUN node --test', 'CMD ["node", "index.js"]'), {
    'index.js': SERVER,
    'test/a.test.js': "const { test } = require('node:test');\ntest('x', () => {});\n",
  }),
  node('test-fails', app('RUN node --test', 'CMD ["node", "index.js"]'), {
    'index.js': SERVER,
    'test/a.test.js':
      "const { test } = require('node:test');\nconst assert = require('node:assert');\ntest('x', () => assert.equal(1, 2));\n",
  }),
  node(
    'eval-writes',
    app("RUN node -e \"require('fs').writeFileSync('made.txt', 'x')\"", 'CMD ["cat", "made.txt"]'),
    { 'index.js': '' },
  ),
  node(
    'eval-version',
    app('RUN node -p "require(\'./package.json\').version" > VERSION', 'CMD ["cat", "VERSION"]'),
    { 'package.json': bare() },
  ),
  node('bin-global', app('RUN npm install -g . --no-audit --no-fund', 'CMD ["mytool"]'), {
    'package.json': bare({ bin: { mytool: 'cli.js' } }),
    'cli.js': { content: '#!/usr/bin/env node\nconsole.log("hi");\n', mode: 0o755 },
  }),
  node(
    'pack',
    [
      'FROM node:24-slim AS build',
      'WORKDIR /src',
      'COPY . .',
      'RUN npm pack --pack-destination /tmp',
      'FROM node:24-slim',
      'WORKDIR /app',
      'COPY --from=build /tmp/app-1.0.0.tgz .',
      'RUN tar -xzf app-1.0.0.tgz --strip-components=1 && rm app-1.0.0.tgz',
      'CMD ["node", "index.js"]',
    ],
    {
      'package.json': bare({ files: ['index.js'] }),
      'index.js': SERVER,
      'notes.txt': 'x\n',
    },
  ),
  node('package-json-broken', app('RUN npm install', 'CMD ["node", "index.js"]'), {
    'package.json': '{\n  "name": "app",\n}\n',
    'index.js': SERVER,
  }),
  node(
    'no-package-json',
    ['FROM node:24-slim', 'WORKDIR /app', 'COPY src src', 'RUN npm install', 'CMD ["node", "src/index.js"]'],
    { 'package.json': bare(), 'src/index.js': SERVER },
  ),
  node(
    'no-package-json-run',
    [
      'FROM node:24-slim',
      'WORKDIR /app',
      'COPY src src',
      'RUN npm run build',
      'CMD ["node", "src/index.js"]',
    ],
    { 'package.json': bare(), 'src/index.js': SERVER },
  ),
  node('ci-no-lock', app('RUN npm ci', 'CMD ["node", "index.js"]'), {
    'package.json': bare(),
    'index.js': SERVER,
  }),
  node('file-dependency', app('RUN npm install --no-audit --no-fund', 'CMD ["node", "index.js"]'), {
    'package.json': bare({ dependencies: { lib: 'file:./lib' } }),
    'lib/package.json': json({ name: 'lib', version: '1.0.0' }),
    'lib/index.js': 'module.exports = 1;\n',
    'index.js': "require('lib');\nsetInterval(() => {}, 1000);\n",
  }),
  node(
    'postinstall-needs-source',
    [
      'FROM node:24-slim',
      'WORKDIR /app',
      'COPY package.json ./',
      'RUN npm install --no-audit --no-fund',
      'COPY . .',
      'CMD ["node", "index.js"]',
    ],
    {
      'package.json': bare({ scripts: { postinstall: 'node scripts/setup.js' } }),
      'scripts/setup.js': '',
      'index.js': SERVER,
    },
  ),
  node(
    'postinstall-ignored',
    [
      'FROM node:24-slim',
      'WORKDIR /app',
      'COPY package.json ./',
      'RUN npm install --no-audit --no-fund --ignore-scripts',
      'COPY . .',
      'CMD ["node", "index.js"]',
    ],
    {
      'package.json': bare({ scripts: { postinstall: 'node scripts/setup.js' } }),
      'scripts/setup.js': '',
      'index.js': SERVER,
    },
  ),
  node('subpath-imports', app('CMD ["node", "index.js"]'), {
    'package.json': bare({ type: 'module', imports: { '#lib': './lib/main.js' } }),
    'index.js': "import x from '#lib';\nsetInterval(() => x, 1000);\n",
    'lib/main.js': 'export default 1;\n',
  }),
  node('subpath-import-missing', app('CMD ["node", "index.js"]'), {
    'package.json': bare({ type: 'module', imports: { '#lib': './lib/main.js' } }),
    'index.js': "import x from '#lib';\nsetInterval(() => x, 1000);\n",
  }),
  node('export-missing', app('CMD ["node", "index.mjs"]'), {
    'index.mjs': "import { y } from './lib.mjs';\nconsole.log(y);\n",
    'lib.mjs': 'export const x = 1;\n',
  }),
  node('typescript-direct', app('CMD ["node", "index.ts"]'), {
    'index.ts': "const port: number = 3000;\nrequire('node:http').createServer().listen(port);\n",
  }),
  node('typescript-enum', app('CMD ["node", "index.ts"]'), {
    'index.ts': 'enum A { x }\nconsole.log(A.x);\n',
  }),
  node('shebang-script', app('CMD ["./cli.js"]'), {
    'cli.js': { content: '#!/usr/bin/env node\nsetInterval(() => {}, 1000);\n', mode: 0o755 },
  }),
  node('env-file-missing', app('CMD ["node", "--env-file=.env", "index.js"]'), {
    'index.js': SERVER,
    '.env': 'A=1\n',
    '.dockerignore': '.env\n',
  }),
  node('throws-at-once', app('CMD ["node", "index.js"]'), {
    'index.js': "if (!process.env.DATABASE_URL) {\n  throw new Error('DATABASE_URL is not set');\n}\n",
  }),
  node('require-flag-missing', app('CMD ["node", "-r", "./tracing.js", "index.js"]'), { 'index.js': SERVER }),
];
