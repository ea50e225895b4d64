import type { APIRoute } from 'astro';
import { href } from '../site/href.ts';

/** Everything may be found; the map of the site says what there is. */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\nSitemap: ${new URL(href('/sitemap.xml'), site).href}\n`);
