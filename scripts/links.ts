/** Dead links of a built site: every href and src that stays inside it must lead to a file, and a fragment to an id. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface DeadLink {
  /** The page, relative to the site's folder. */
  readonly page: string;
  readonly link: string;
  readonly reason: string;
}

/**
 * @param dir The built site.
 * @param base The path under which it is served, `/` or `/stagecraft/`.
 */
export function deadLinks(dir: string, base = '/'): DeadLink[] {
  const root = `${base.replace(/\/$/, '')}/`;
  const files = new Set(
    readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(dir, path)).isFile(),
    ),
  );
  const ids = new Map<string, Set<string>>();
  const text = (file: string) => readFileSync(join(dir, file), 'utf8');
  const idsOf = (file: string) => {
    let found = ids.get(file);
    if (!found) {
      found = new Set([...text(file).matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => decode(id)));
      ids.set(file, found);
    }
    return found;
  };
  const dead: DeadLink[] = [];
  for (const page of [...files].filter((file) => file.endsWith('.html')).sort()) {
    const here = new URL(root + page.replace(/index\.html$/, ''), 'http://site.invalid');
    for (const [, raw = ''] of text(page).matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const link = decode(raw);
      if (/^(data|mailto|blob):/.test(link)) continue;
      let url: URL;
      try {
        url = new URL(link, here);
      } catch {
        dead.push({ page, link, reason: 'is no address' });
        continue;
      }
      if (url.host !== here.host) continue;
      const report = (reason: string) => dead.push({ page, link, reason });
      if (!url.pathname.startsWith(root)) {
        report(`leaves the base path ${root}`);
        continue;
      }
      const path = decodeURIComponent(url.pathname.slice(root.length));
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
      if (!files.has(file)) report(`there is no ${relative('.', file)}`);
      else if (
        url.hash !== '' &&
        // A fragment that carries data (`#code=…`, `#exercise=…`) is no id.
        !url.hash.includes('=') &&
        file.endsWith('.html') &&
        !idsOf(file).has(decodeURIComponent(url.hash.slice(1)))
      )
        report(`there is no id "${url.hash.slice(1)}" in ${file}`);
    }
  }
  return dead;
}

function decode(text: string): string {
  return text
    .replaceAll('&#38;', '&')
    .replaceAll('&#x26;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
