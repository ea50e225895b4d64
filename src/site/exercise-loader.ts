/** Puts the exercise folders into a collection. A broken exercise fails the build, with file, line and reason. */
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { z } from 'astro/zod';
import type { Exercise } from '../grading/schema.ts';
import { readExercises } from './read-exercises.ts';

/** What pages know of an exercise. Mistakes stay out: they are for the content test. */
export const exerciseEntry = z.object({
  /** The validated exercise.yaml. */
  exercise: z.custom<Exercise>((value) => typeof value === 'object' && value !== null),
  /** start.Dockerfile. */
  start: z.string(),
  /** The Dockerfiles of solutions/, in the order of exercise.yaml. */
  solutions: z.array(
    z.object({ file: z.string(), title: z.string(), note: z.string().optional(), text: z.string() }),
  ),
  /** The build context; `text` is absent where a file is not UTF-8. */
  context: z.array(
    z.object({
      path: z.string(),
      text: z.string().optional(),
      /** The bytes of a file that is not UTF-8. */
      base64: z.string().optional(),
      /** Bytes. */
      size: z.number(),
      /** Permission bits, as in 0o644. */
      mode: z.number(),
      /** Target of a symbolic link. */
      link: z.string().optional(),
    }),
  ),
});

/** @param folder The folder that holds the exercises, relative to the repository. */
export function exerciseLoader(folder: string): Loader {
  return {
    name: 'stagecraft-exercises',
    async load({ store, parseData, config, watcher, logger }) {
      const root = fileURLToPath(new URL(`${folder}/`, config.root));
      async function loadAll(): Promise<void> {
        const folders = readExercises(root);
        store.clear();
        for (const { digest, exercise, start, solutions, context } of folders) {
          const files = context.map(({ path, text, bytes, mode, link }) => ({
            ...{ path, text, mode, link },
            size: bytes.length,
            ...(text === undefined && link === undefined
              ? { base64: Buffer.from(bytes).toString('base64') }
              : {}),
          }));
          const data = await parseData({
            id: exercise.id,
            data: { exercise, start, solutions, context: files },
          });
          store.set({ id: exercise.id, digest, data });
        }
      }
      await loadAll();
      const inside = (path: string) => !relative(root, path).startsWith(`..${sep}`);
      // A half-saved file must not end the development server: say it, and keep what was there.
      const again = (path: string) => {
        if (inside(path)) loadAll().catch((error: Error) => logger.error(error.message));
      };
      watcher?.add(root);
      for (const event of ['change', 'add', 'unlink'] as const) watcher?.on(event, again);
    },
  };
}
