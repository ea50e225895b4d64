/** The built site, served for the tests: built once when it is older than what it is made from. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const SOURCES = ['src', 'content', 'exercises', 'public', 'astro.config.mjs', 'package.json'];

/** A server that runs. */
export interface Site {
  /** `http://127.0.0.1:40123`, without a slash at the end. */
  readonly origin: string;
  /** The folder that is served. */
  readonly folder: string;
  stop(): void;
}

/**
 * Serves the site; `STAGECRAFT_DIST` names a folder that is built already.
 * @param base The path below which it stands: `/`, or another one, for which it is built anew.
 */
export async function serveSite(base = '/'): Promise<Site> {
  const folder = base === '/' ? builtSite() : build(base, join(ROOT, '.cache/subpath-dist'));
  const server = spawn(
    process.execPath,
    [join(ROOT, 'scripts/serve.mjs'), '--port', '0', '--dir', folder, '--base', base],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const origin = await address(server);
  return { origin, folder, stop: () => void server.kill() };
}

/** The folder of the site as it is built for `/`. */
export function builtSite(): string {
  return (
    process.env.STAGECRAFT_DIST ?? fresh(join(ROOT, 'dist')) ?? build('/', join(ROOT, '.cache/browser-dist'))
  );
}

/** The folder, if it is newer than every source. */
function fresh(folder: string): string | undefined {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return undefined;
  return SOURCES.some((source) => newest(join(ROOT, source)) > statSync(page).mtimeMs) ? undefined : folder;
}

function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function build(base: string, folder: string): string {
  const known = fresh(folder);
  if (known) return known;
  execFileSync(
    process.execPath,
    [join(ROOT, 'node_modules/astro/bin/astro.mjs'), 'build', '--outDir', folder],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...withoutRunner(process.env), BASE: base, ASTRO_TELEMETRY_DISABLED: '1' },
    },
  );
  return folder;
}

/** The environment without what the test runner puts there: BASE_URL and its kind would reach the pages. */
function withoutRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = new Set(['BASE_URL', 'DEV', 'MODE', 'NODE_ENV', 'PROD', 'SSR', 'TEST']);
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !own.has(name) && !name.startsWith('VITEST')),
  );
}

function address(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!server.stdout) throw new Error('the server has no output');
    createInterface({ input: server.stdout }).on('line', (line) => {
      const match = /http:\/\/[^\s/]+/.exec(line);
      if (match) resolve(match[0]);
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
