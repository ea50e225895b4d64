/** An exercise's Dockerfile and build context as data: the playground opens it with `#exercise=<id>`. */
import { getCollection } from 'astro:content';
import type { APIRoute, GetStaticPaths } from 'astro';
import { packContext } from '../../../components/workbench/build/context-files.ts';

export const getStaticPaths = (async () => {
  const all = await getCollection('exercises');
  return all.map(({ id, data: { start, context } }) => ({
    params: { slug: id },
    props: {
      dockerfile: start,
      files: packContext(context),
    },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) =>
  new Response(JSON.stringify(props), { headers: { 'content-type': 'application/json' } });
