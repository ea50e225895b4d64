/** The files of an exercise's build context as data, for the simulated build; loaded when one runs. */
import { getCollection } from 'astro:content';
import type { APIRoute, GetStaticPaths } from 'astro';
import { packContext } from '../../../components/workbench/build/context-files.ts';

export const getStaticPaths = (async () => {
  const all = await getCollection('exercises');
  return all.map(({ id, data }) => ({ params: { slug: id }, props: { files: packContext(data.context) } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) =>
  new Response(JSON.stringify(props.files), { headers: { 'content-type': 'application/json' } });
