/** The collections. Every schema is strict: an unknown key or a name that leads nowhere fails the build. */
import { defineCollection, reference } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { checkEntry, checkLoader } from './site/check-loader.ts';
import { exerciseEntry, exerciseLoader } from './site/exercise-loader.ts';

/** A day. YAML reads 2026-11-02 as a date where it has no quotes. */
const day = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date('a day, like 2026-11-02'),
);

/** Where a fact of a lesson is from. */
const source = z.strictObject({
  title: z.string().min(3).describe('What the source is called.'),
  url: z.url().describe('Where it is.'),
  date: day.describe('The day of the fact: when it was read, or the date of the version that was read.'),
});

/** `01-one-stage.mdx` -> `one-stage`: the number orders and is no part of the address. */
function withoutNumber({ entry }: { entry: string }): string {
  return entry.replace(/\.mdx?$/, '').replace(/^\d+-/, '');
}

const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '[0-9][0-9]-*.mdx', generateId: withoutNumber }),
  schema: z.strictObject({
    title: z.string().min(3),
    summary: z.string().min(10).describe('One sentence for lists and search engines.'),
    track: reference('tracks').optional().describe('Only to group lessons; the file name orders them.'),
    minutes: z
      .number()
      .int()
      .positive()
      .optional()
      .describe('Reading time; counted from the words if absent.'),
    learn: z.array(z.string().min(3)).default([]).describe('What the reader can do afterwards.'),
    exercises: z
      .array(reference('exercises'))
      .default([])
      .describe('Exercises at the end, besides those that name this lesson in their exercise.yaml.'),
    sources: z.array(source).default([]),
  }),
});

const guides = defineCollection({
  loader: glob({ base: './content/guides', pattern: '*.{md,mdx}', generateId: withoutNumber }),
  schema: z.strictObject({
    title: z.string().min(3),
    summary: z.string().min(10),
    order: z.number().int().positive().default(99),
    sources: z.array(source).default([]),
  }),
});

const tracks = defineCollection({
  loader: file('content/tracks.yaml'),
  schema: z.strictObject({
    id: z.string(),
    order: z.number().int().positive(),
    title: z.string().min(3),
    summary: z.string().min(10),
  }),
});

const exercises = defineCollection({ loader: exerciseLoader('exercises'), schema: exerciseEntry });
const checks = defineCollection({ loader: checkLoader('src/checks'), schema: checkEntry });

export const collections = { lessons, guides, tracks, exercises, checks };
