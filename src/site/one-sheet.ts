/**
 * One style sheet a page. The bundler makes one for each component that has styles, and a lesson asked for
 * eight of them before it could be painted; over a slow network each is a wait of its own. Their order in the
 * page is kept, so that nothing looks different.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const LINK = /<link rel="stylesheet" href="([^"]+)">/g;

/** The addresses of a page's style sheets, in their order. */
export function sheetsOf(html: string): string[] {
  return [...html.matchAll(LINK)].map((match) => match[1] ?? '');
}

/** The page with one sheet in the place of the first of its own; the others are taken out. */
export function withSheet(html: string, address: string): string {
  let first = true;
  return html.replace(LINK, () => {
    const link = first ? `<link rel="stylesheet" href="${address}">` : '';
    first = false;
    return link;
  });
}

/**
 * Joins what the pages of a built site ask for. Pages that ask for the same sheets share one file. Must stand
 * before what counts the files (offline).
 * @throws Where a page asks for a sheet that is not there.
 */
export function oneSheet(): AstroIntegration {
  let base = '/';
  return {
    name: 'stagecraft:one-sheet',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const fileOf = (address: string): string => join(folder, address.slice(base.length));
        const made = new Map<string, string>();
        const joined = new Set<string>();
        const alone = new Set<string>();
        const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
        for (const name of all.filter((one) => one.endsWith('.html'))) {
          const html = readFileSync(join(folder, name), 'utf8');
          const sheets = sheetsOf(html);
          if (sheets.length < 2) {
            for (const sheet of sheets) alone.add(sheet);
            continue;
          }
          const key = sheets.join(' ');
          let address = made.get(key);
          if (!address) {
            const css = sheets.map((sheet) => readFileSync(fileOf(sheet), 'utf8').trimEnd()).join('\n');
            const hash = createHash('sha256').update(css).digest('hex').slice(0, 10);
            address = `${base}assets/page.${hash}.css`;
            writeFileSync(fileOf(address), css);
            made.set(key, address);
          }
          for (const sheet of sheets) joined.add(sheet);
          writeFileSync(join(folder, name), withSheet(html, address));
        }
        // What a script loads later by itself stays: its name stands in that script.
        const scripts = all
          .filter((one) => one.endsWith('.js'))
          .map((one) => readFileSync(join(folder, one), 'utf8'));
        for (const sheet of joined) {
          const name = sheet.slice(sheet.lastIndexOf('/') + 1);
          if (!alone.has(sheet) && !scripts.some((script) => script.includes(name))) rmSync(fileOf(sheet));
        }
        logger.info(`${joined.size} style sheets are joined to ${made.size}`);
      },
    },
  };
}
