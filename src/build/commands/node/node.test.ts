/** npm, tsc and vite. Expected words and outcomes are those of npm 11.19, TypeScript 7.0.2 and vite 8.3.8 on the same files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runOn } from '../support/test-call.ts';
import { readImports } from './imports.ts';

const EXERCISES = join(import.meta.dirname, '../../../../exercises');
const text = (path: string) => readFileSync(join(EXERCISES, path), 'utf8');
const SHELF = Object.fromEntries(
  ['package.json', 'package-lock.json', 'tsconfig.json', 'src/server.ts', 'src/books.ts'].map((name) => [
    `/app/${name}`,
    text(`node-three-stages/context/${name}`),
  ]),
);
const TIDES = Object.fromEntries(
  [
    'package.json',
    'package-lock.json',
    'vite.config.js',
    'index.html',
    'src/main.jsx',
    'src/App.jsx',
    'src/style.css',
  ].map((name) => [`/app/${name}`, text(`react-nginx/context/${name}`)]),
);
const SMALL =
  '{"name":"x","version":"1.0.0","scripts":{"hello":"echo hi","fail":"exit 3","build":"tsc","pre":"true"}}';

const run = (files: Record<string, string>, script: string, image = 'node:24-slim') =>
  runOn({ image, files: { '/app/': '', ...files }, cwd: '/app' }, script);
const errors = (stderr: string) =>
  stderr
    .split('\n')
    .filter((line) => line !== '' && !line.includes('A complete log'))
    .map((line) => line.replace(/^npm error ?/, ''));

describe('npm ci', () => {
  test('lays out what the lock file says, links its programs', async () => {
    const done = await run(SHELF, 'npm ci');
    expect(done.exitCode).toBe(0);
    expect(done.stdout).toContain('added 6 packages in ');
    const top = done.paths('/app/node_modules').filter((path) => path.split('/').length === 4);
    expect(top.map((path) => path.slice(18))).toEqual(
      expect.arrayContaining([
        '.bin',
        '.package-lock.json',
        '@hono',
        '@types',
        '@typescript',
        'hono',
        'typescript',
        'undici-types',
      ]),
    );
    expect(done.at('/app/node_modules/.bin/tsc')?.type).toBe('file');
    expect(done.paths('/app/node_modules/@typescript').some((path) => path.includes('win32'))).toBe(false);
    expect(done.at('/root/.npm/_cacache')?.type).toBe('directory');
  });

  test('counts what vite needs on this system', async () => {
    expect((await run(TIDES, 'npm ci')).stdout).toContain('added 19 packages in ');
    expect((await run(TIDES, 'npm ci', 'node:24-alpine')).exitCode).toBe(0);
  });

  test.each(['npm ci --omit=dev', 'npm ci --production', 'NODE_ENV=production npm ci'])(
    '%s',
    async (script) => {
      const done = await run(SHELF, script);
      expect(done.stdout).toContain('added 2 packages in ');
      expect(done.at('/app/node_modules/typescript')).toBeUndefined();
      expect(done.at('/app/node_modules/hono')?.type).toBe('directory');
    },
  );

  test('without a lock file', async () => {
    const done = await run({ '/app/package.json': SMALL }, 'npm ci');
    expect(done.exitCode).toBe(1);
    expect(errors(done.stderr).slice(0, 5)).toEqual([
      'code EUSAGE',
      '',
      'The `npm ci` command can only install with an existing package-lock.json or',
      'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or',
      'later to generate a package-lock.json file, then try again.',
    ]);
  });

  test('with a lock file that disagrees', async () => {
    const changed = (SHELF['/app/package.json'] ?? '').replace('4.13.19', '4.13.18');
    const done = await run({ ...SHELF, '/app/package.json': changed }, 'npm ci');
    expect(done.exitCode).toBe(1);
    expect(errors(done.stderr)).toContain("Invalid: lock file's hono@4.13.19 does not satisfy hono@4.13.18");
  });

  test('prune takes the development dependencies away', async () => {
    const done = await run(SHELF, 'npm ci && npm prune --omit=dev');
    expect(done.stdout).toContain('removed 4 packages');
    expect(done.at('/app/node_modules/typescript')).toBeUndefined();
    expect(done.at('/app/node_modules/.bin/tsc')).toBeUndefined();
    expect(done.at('/app/node_modules/@types/node')).toBeUndefined();
    expect(done.at('/app/node_modules/@types')?.type).toBe('directory');
  });
});

describe('scripts', () => {
  test('run in a shell, with their lines before them', async () => {
    const done = await run({ '/app/package.json': SMALL }, 'npm run hello');
    expect(done.stdout).toBe('\n> x@1.0.0 hello\n> echo hi\n\nhi\n');
    expect((await run({ '/app/package.json': SMALL }, 'npm run fail')).exitCode).toBe(3);
  });

  test.each(['node:24-slim', 'node:24-alpine'])('a program that is not installed, on %s', async (image) => {
    const done = await run({ '/app/package.json': SMALL }, 'npm run build', image);
    expect(done.exitCode).toBe(127);
    expect(done.stderr.trim()).toBe(
      image.endsWith('alpine') ? 'sh: tsc: not found' : 'sh: 1: tsc: not found',
    );
    expect(done.unknown).toEqual([]);
  });

  test('a script that is not there', async () => {
    const done = await run({ '/app/package.json': SMALL }, 'npm run nope');
    expect({ code: done.exitCode, lines: errors(done.stderr) }).toEqual({
      code: 1,
      lines: ['Missing script: "nope"', '', 'To see a list of scripts, run:', '  npm run'],
    });
  });

  test('an unknown command', async () => {
    const done = await run({ '/app/package.json': SMALL }, 'npm foo');
    expect(done.stderr).toContain('Unknown command: "foo"');
    expect(done.exitCode).toBe(1);
  });
});

describe('tsc', () => {
  test('writes a file for each source', async () => {
    const done = await run(SHELF, 'npm ci && npm run build');
    expect(done.exitCode).toBe(0);
    expect(done.paths('/app/dist')).toEqual(['/app/dist/books.js', '/app/dist/server.js']);
    expect(done.unknown).toEqual([]);
  });

  test('no sources', async () => {
    const { '/app/src/server.ts': _, '/app/src/books.ts': __, ...rest } = SHELF;
    const done = await run(rest, 'npm ci && npm run build');
    expect(done.exitCode).toBe(2);
    expect(done.stdout).toContain(
      `error TS18003: No inputs were found in config file '/app/tsconfig.json'. Specified 'include' paths were '["src"]' and 'exclude' paths were '["/app/dist"]'.`,
    );
  });

  test('modules and types that are not installed', async () => {
    const gone = await run(SHELF, 'npm ci && rm -rf node_modules/hono node_modules/@types && npx tsc');
    expect(gone.exitCode).toBe(2);
    expect(gone.stdout).toContain("error TS2688: Cannot find type definition file for 'node'.");
    expect(gone.stdout).toContain(
      "src/server.ts(2,22): error TS2307: Cannot find module 'hono' or its corresponding type declarations.",
    );
  });
});

describe('vite', () => {
  test('writes dist, or what --outDir says', async () => {
    const done = await run(TIDES, 'npm ci && npm run build && npm run build -- --outDir /site');
    expect(done.exitCode).toBe(0);
    expect(done.at('/app/dist/index.html')?.type).toBe('file');
    expect(done.at('/site/assets')?.type).toBe('directory');
    expect(done.unknown).toEqual([]);
  });
});

test('imports that stay when types are taken out', () => {
  const source = `import { serve } from 'a';\nimport type { T } from 'b';\nimport { U } from 'c';\nimport 'd';\nimport * as e from 'e';\nconst x: U = serve(e.f);\nexport { y } from './y.js';\n`;
  expect(readImports(source).map(({ name, atRunTime }) => [name, atRunTime])).toEqual([
    ['a', true],
    ['b', false],
    ['c', false],
    ['d', true],
    ['e', true],
    ['./y.js', true],
  ]);
});
