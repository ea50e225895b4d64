// The site without a network: every page and what it needs is kept at the first visit, the large editor and the
// search at their first use. integration.ts fills in the three constants and writes this file beside the pages.
/* global __VERSION__, __FIRST__, __LATER__ */

/** Changes with every file of the site. */
const VERSION = __VERSION__;
/** Kept at once: addresses relative to this file. @type {string[]} */
const FIRST = __FIRST__;
/** Kept when a page has used them. @type {string[]} */
const LATER = __LATER__;

const scope = /** @type {any} */ (self);
const base = new URL('./', scope.location.href);
/** Two sites on one host, under two paths, must leave each other's caches alone. */
const prefix = `stagecraft:${base.pathname}:`;
const pages = `${prefix}${VERSION}`;
const used = `${prefix}used`;
const later = new Set(LATER.map((path) => new URL(path, base).href));
/** How long a page may take over a bad connection before the kept one is shown, in ms. */
const PATIENCE = 4000;

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(tidy()));
scope.addEventListener('message', (event) => {
  if (event.data?.type === 'take-over') scope.skipWaiting();
  if (event.data?.type === 'used' && Array.isArray(event.data.urls))
    event.waitUntil(keepUsed(event.data.urls));
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== base.origin || !url.pathname.startsWith(base.pathname))
    return;
  if (request.headers.has('range')) return;
  event.respondWith(
    url.pathname.startsWith(`${base.pathname}assets/`) ? keptFirst(request) : newestFirst(request),
  );
});

/** Keeps everything of FIRST, six at a time. A file that is missing makes the whole attempt fail: the old version stays. */
async function install() {
  const cache = await caches.open(pages);
  const waiting = [...FIRST];
  const one = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const url = new URL(path, base).href;
      // What carries a hash of its content in its name is the same in every version.
      const known = path.startsWith('assets/') ? await caches.match(url) : undefined;
      const answer =
        known ?? (await fetch(url, { cache: path.startsWith('assets/') ? 'default' : 'no-cache' }));
      if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
      await cache.put(url, await unredirected(answer));
    }
  };
  await Promise.all(Array.from({ length: 6 }, one));
}

/** Removes what belongs to older versions of this site. */
async function tidy() {
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && name !== pages && name !== used) await caches.delete(name);
  const cache = await caches.open(used);
  for (const request of await cache.keys()) if (!later.has(request.url)) await cache.delete(request);
}

/** Files under assets/ never change: from the cache where they are, else from the network. @param {Request} request */
async function keptFirst(request) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && later.has(request.url)) await (await caches.open(used)).put(request.url, answer.clone());
  return answer;
}

/** Pages and data: the newest while there is a network, else what was kept. @param {Request} request */
async function newestFirst(request) {
  const address = new URL(request.url);
  address.search = '';
  address.hash = '';
  const kept = () =>
    caches.match(address.href, { cacheName: pages }).then((found) => found ?? caches.match(address.href));
  const network = fetch(request).then(async (answer) => {
    if (answer.ok && later.has(address.href))
      await (await caches.open(used)).put(address.href, answer.clone());
    return answer;
  });
  // A network that answers after all must not be an unhandled error.
  network.catch(() => undefined);
  const patience = new Promise((resolve) => setTimeout(() => resolve(kept()), PATIENCE));
  try {
    return (await Promise.race([network, patience])) ?? (await network);
  } catch {
    const found = await kept();
    if (found) return found;
    const missing = request.mode === 'navigate' && (await caches.match(new URL('404.html', base).href));
    return missing ? new Response(missing.body, { status: 404, headers: missing.headers }) : Response.error();
  }
}

/** Keeps what a page had loaded before this worker was there. @param {unknown[]} urls */
async function keepUsed(urls) {
  const cache = await caches.open(used);
  const keep = async (url) => {
    if (typeof url !== 'string' || !later.has(url) || (await cache.match(url))) return;
    try {
      const answer = await fetch(url);
      if (answer.ok) await cache.put(url, answer);
    } catch {
      // No network just now: it is kept at its next use.
    }
  };
  await Promise.all(urls.map(keep));
}

/** A browser refuses a redirected answer for a page; hosts like to redirect. @param {Response} answer */
async function unredirected(answer) {
  if (!answer.redirected) return answer;
  return new Response(await answer.blob(), { status: answer.status, headers: answer.headers });
}
