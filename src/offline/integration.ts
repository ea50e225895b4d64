/** Writes the service worker when the site is built: which files it keeps at once, and which at their first use. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Files larger than this (bytes) are kept at their first use: the editor above all. */
export const LARGEST_FIRST = 400_000;
/** The engine's workers are kept at once all the same: without them nothing is checked. */
const WORKER = /\.worker[^/]*\.js$/;
/** The editor's parts come together or not at all, the small ones too. */
const EDITOR = /^assets\/monaco\./;
/** Most bytes that a first visit keeps, before compression. */
export const MOST_FIRST = 30_000_000;
/** The name of the file; offline.ts registers it. */
const NAME = 'service-worker.js';
/** Nothing that a reader needs without a network. */
const NEVER = /^(robots\.txt|sitemap\.xml|service-worker\.js)$|\.map$/;

/** A file of the built site. */
export interface SiteFile {
  /** Relative and `/`-separated. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * What is kept at once and what later, as addresses (`lessons/x/`, not `lessons/x/index.html`). The search's
 * own files, images and whatever is large come later, and so does what would break the bound.
 */
export function plan(files: readonly SiteFile[]): { first: string[]; later: string[]; bytes: number } {
  const first: string[] = [];
  const later: string[] = [];
  let bytes = 0;
  const wanted = files.filter(({ path }) => !NEVER.test(path));
  for (const { path, size } of wanted.sort((a, b) => a.size - b.size || (a.path < b.path ? -1 : 1))) {
    const address = path.replace(/(^|\/)index\.html$/, '$1');
    const small =
      (size <= LARGEST_FIRST || WORKER.test(path)) &&
      !EDITOR.test(path) &&
      !/^pagefind\/|\.(png|jpe?g|webp)$/.test(path);
    if (small && bytes + size <= MOST_FIRST) {
      first.push(address);
      bytes += size;
    } else later.push(address);
  }
  return { first: first.sort(), later: later.sort(), bytes };
}

/** The service worker's text. */
export function serviceWorker(
  template: string,
  version: string,
  { first, later }: { first: readonly string[]; later: readonly string[] },
): string {
  return template
    .replace(/^\/\* global .*\n\n/m, '')
    .replace('__VERSION__', () => JSON.stringify(version))
    .replace('__FIRST__', () => JSON.stringify(first))
    .replace('__LATER__', () => JSON.stringify(later));
}

/** Must stand behind every integration that adds files. */
export function offline(): AstroIntegration {
  return {
    name: 'stagecraft:offline',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((file) => ({
            path: file.slice(folder.length).split(sep).join('/').replace(/^\//, ''),
            size: statSync(file).size,
          }))
          .filter(({ path }) => path !== NAME);
        const hash = createHash('sha256');
        for (const { path } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
          hash
            .update(path)
            .update('\0')
            .update(readFileSync(join(folder, path)));
        const kept = plan(files);
        const template = readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8');
        const version = hash.digest('hex').slice(0, 16);
        writeFileSync(join(folder, NAME), serviceWorker(template, version, kept));
        logger.info(
          `${kept.first.length} files (${(kept.bytes / 1e6).toFixed(1)} MB) are kept at the first visit, ${kept.later.length} at their first use`,
        );
      },
    },
  };
}
