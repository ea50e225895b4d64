/** Writes the search index when the site is built (Pagefind). */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/** Pagefind's own user interfaces: the search page has its own, and nothing of them would be loaded. */
const UNUSED = [
  'pagefind-ui.js',
  'pagefind-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-modular-ui.css',
  'pagefind-component-ui.js',
  'pagefind-component-ui.css',
  'pagefind-highlight.js',
];

/** @throws An Error with Pagefind's words where the index cannot be made: a site without a search is broken. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'stagecraft:search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        try {
          const { index, errors } = await createIndex();
          if (!index) throw new Error(errors.join('; '));
          const added = await index.addDirectory({ path: folder });
          const written = await index.writeFiles({ outputPath: join(folder, 'pagefind') });
          const all = [...added.errors, ...written.errors];
          if (all.length > 0) throw new Error(all.join('; '));
          for (const name of UNUSED) rmSync(join(folder, 'pagefind', name), { force: true });
          logger.info(`${added.page_count} pages can be searched`);
        } finally {
          await close();
        }
      },
    },
  };
}
