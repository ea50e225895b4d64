// A static file server for the built site: what any host for static files does, and nothing more.
//   node scripts/serve.mjs [--port 4321] [--host 127.0.0.1] [--dir dist] [--base /]
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'text/yaml; charset=utf-8',
  '.zip': 'application/zip',
};
const COMPRESSED = /^(text\/|application\/(json|xml|wasm|manifest)|image\/svg)/;

/** Says what is wrong and ends with 2. @param {string} message @returns {never} */
function stop(message) {
  console.error(`stagecraft: ${message}`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: process.env.PORT ?? '4321' },
        host: { type: 'string', default: '127.0.0.1' },
        dir: { type: 'string', default: join(root, 'dist') },
        base: { type: 'string', default: process.env.BASE ?? '/' },
      },
    }).values;
  } catch (error) {
    return stop(
      `${error instanceof Error ? error.message : error}. Known options: --port --host --dir --base.`,
    );
  }
}

const { port: portText, host, dir, base: baseText } = options();
const folder = resolve(dir);
const base = `/${baseText.split('/').filter(Boolean).join('/')}/`.replace('//', '/');
const firstPort = Number(portText);
if (!Number.isInteger(firstPort) || firstPort < 0 || firstPort > 65535)
  stop(`"${portText}" is no port (0 to 65535).`);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  stop(`there is no folder ${folder}. Build the site first: npm run build`);
}

/** The file behind a URL path, or undefined. @param {string} path */
function fileOf(path) {
  if (!path.startsWith(base)) return undefined;
  /** @type {string} */
  let name;
  try {
    name = decodeURIComponent(path.slice(base.length));
  } catch {
    return undefined;
  }
  const file = normalize(join(folder, name));
  if (file !== folder && !file.startsWith(folder + sep)) return undefined;
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return file;
  const index = join(file, 'index.html');
  return stats?.isDirectory() && statSync(index, { throwIfNoEntry: false }) ? index : undefined;
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const file = fileOf(url.pathname);
  if (file?.endsWith('index.html') && !url.pathname.endsWith('/') && !url.pathname.endsWith('.html')) {
    response.writeHead(301, { location: `${url.pathname}/${url.search}` }).end();
    return;
  }
  if (!file) {
    const page = join(folder, '404.html');
    const known = statSync(page, { throwIfNoEntry: false });
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(known ? readFileSync(page) : 'Not found');
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  // Files below _astro carry a hash of their content in their name.
  const caching = url.pathname.includes('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const gzip = COMPRESSED.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    'content-type': type,
    'cache-control': caching,
    'x-content-type-options': 'nosniff',
    ...(gzip ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(file);
  stream.on('error', () => response.destroy());
  (gzip ? stream.pipe(createGzip()) : stream).pipe(response);
});

/** Listens on the port, or on one of the nine after it where it is taken. @param {number} port */
function listen(port) {
  server.once('error', (error) => {
    const taken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
    if (taken && port < firstPort + 9) listen(port + 1);
    else stop(taken ? `ports ${firstPort} to ${port} are taken; choose one with --port.` : error.message);
  });
  server.listen(port, host, () => {
    const address = server.address();
    const actual = typeof address === 'object' && address ? address.port : port;
    console.log(`Stagecraft is at http://${host === '127.0.0.1' ? 'localhost' : host}:${actual}${base}`);
  });
}
listen(firstPort);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(0));
