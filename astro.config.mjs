import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { monacoCss } from './src/editor/vite-monaco-css.mjs';
import { offline } from './src/offline/integration.ts';
import { theme, transformers } from './src/site/code.ts';
import { oneSheet } from './src/site/one-sheet.ts';
import { searchIndex } from './src/site/search-index.ts';
import { noZlib } from './src/worker/vite-no-zlib.mjs';

// SITE and BASE place the site: https://example.org and /stagecraft for https://example.org/stagecraft/.
export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base: process.env.BASE ?? '/',
  output: 'static',
  trailingSlash: 'always',
  // In this order: what is searched must be built, and what is kept offline must be complete.
  integrations: [mdx(), oneSheet(), searchIndex(), offline()],
  markdown: { shikiConfig: { theme, transformers } },
  // Everything is a file of its own: the Content-Security-Policy allows nothing inline.
  build: { inlineStylesheets: 'never', assets: 'assets' },
  devToolbar: { enabled: false },
  vite: {
    build: {
      assetsInlineLimit: 0,
      // Monaco is one large chunk, loaded by exercise pages alone, when the reader needs it.
      chunkSizeWarningLimit: 4000,
      // MDX files begin with a directive that the bundler does not know; it would warn for each of them.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
    // The parts of Monaco are known by their names: the offline copy and the tests ask for them (src/editor).
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              chunkFileNames: ({ moduleIds }) =>
                moduleIds.some((id) => /monaco-editor\/|src\/editor\/monaco/.test(id))
                  ? 'assets/monaco.[name].[hash].js'
                  : 'assets/[name].[hash].js',
            },
          },
        },
      },
    },
    plugins: [monacoCss(), noZlib()],
    worker: { format: 'es', plugins: () => [noZlib()] },
  },
});
