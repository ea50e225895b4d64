import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { getExercises, getLessons } from '../site/course.ts';
import { href } from '../site/href.ts';

/** The addresses of all pages that are worth finding. */
export const GET: APIRoute = async ({ site }) => {
  const ids = (kind: string, list: readonly { id: string }[]) => list.map(({ id }) => `/${kind}/${id}/`);
  const paths = [
    ...['/', '/lessons/', '/exercises/', '/playground/', '/checks/', '/guides/'],
    ...ids('lessons', await getLessons()),
    ...ids('exercises', await getExercises()),
    ...ids('checks', await getCollection('checks')),
    ...ids('guides', await getCollection('guides')),
  ];
  const urls = paths.map((path) => `  <url><loc>${new URL(href(path), site).href}</loc></url>`);
  const head =
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  return new Response(`${head}\n${urls.join('\n')}\n</urlset>\n`, {
    headers: { 'content-type': 'application/xml' },
  });
};
