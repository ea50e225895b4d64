/** Puts the checks into a collection: what check.ts declares, and what its README says. */
import { readdir, readFile } from 'node:fs/promises';
import type { Loader } from 'astro/loaders';
import { z } from 'astro/zod';
import { checks } from '../checks/index.ts';
import { PROSE } from '../checks/prose.ts';
import { parseReadme } from '../checks/readme.ts';

const example = z.object({
  kind: z.enum(['good', 'bad']),
  dockerfile: z.string(),
  line: z.number().optional(),
  fixed: z.string().optional(),
  target: z.string().optional(),
  platform: z.string().optional(),
  context: z.object({ files: z.array(z.string()), dockerignore: z.string().optional() }).optional(),
});
/** What pages know of a check. */
export const checkEntry = z.object({
  name: z.string(),
  buildkit: z.boolean(),
  severity: z.enum(['error', 'warning', 'info']),
  summary: z.string(),
  why: z.string(),
  advice: z.string(),
  /** The README's parts as HTML; absent where a check has none yet. */
  page: z.object({ what: z.string(), why: z.string(), fix: z.string() }).optional(),
  examples: z.array(example),
});

/** @param folder The folder that holds a folder for each check, relative to the repository. */
export function checkLoader(folder: string): Loader {
  return {
    name: 'stagecraft-checks',
    async load({ store, parseData, renderMarkdown, generateDigest, config }) {
      const root = new URL(`${folder}/`, config.root);
      const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
      store.clear();
      for (const { name: id } of folders) {
        const readmeUrl = new URL(`${id}/README.md`, root);
        const readme = await readFile(readmeUrl, 'utf8').catch(() => undefined);
        const wanted = id.replaceAll('-', '');
        const check = checks.find(({ name }) => name.toLowerCase() === wanted);
        const said = check && PROSE[check.name];
        if (!check || !said) continue;
        const { name, buildkit, severity } = check;
        const { summary, why, advice } = said;
        const parsed = readme === undefined ? undefined : read(readme, `${folder}/${id}/README.md`);
        const html = async (text: string) => (await renderMarkdown(text, { fileURL: readmeUrl })).html;
        const data = {
          ...{ name, buildkit, severity, summary, why, advice },
          page: parsed && {
            what: await html(parsed.what),
            why: await html(parsed.why),
            fix: await html(parsed.fix),
          },
          examples: parsed?.examples ?? [],
        };
        store.set({ id, digest: generateDigest(data), data: await parseData({ id, data }) });
      }
    },
  };
}

function read(text: string, path: string) {
  try {
    return parseReadme(text);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}
