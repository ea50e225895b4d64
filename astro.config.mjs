import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

// SITE and BASE place the site: https://example.org and /stagecraft for https://example.org/stagecraft/.
export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base: process.env.BASE ?? '/',
  output: 'static',
  trailingSlash: 'always',
  integrations: [mdx()],
});
