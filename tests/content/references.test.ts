/** Names that lead from exercises to lessons and tracks, and from lessons to exercises, lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listExerciseFolders, loadExerciseFolder } from '../../src/cli/exercise-folder.ts';
import { EXERCISES } from '../../src/cli/find-exercise.ts';

const content = fileURLToPath(new URL('../../content/', import.meta.url));

const exercises = listExerciseFolders(EXERCISES).flatMap((folder) => {
  const loaded = loadExerciseFolder(folder);
  return loaded.ok ? [loaded.exercise.exercise] : [];
});
const exerciseIds = exercises.map(({ id }) => id);

const lessons = readdirSync(`${content}lessons`)
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => {
    const text = readFileSync(`${content}lessons/${file}`, 'utf8');
    const end = text.indexOf('\n---', 3);
    return {
      file,
      slug: file.replace(/^\d+-/, '').replace(/\.mdx$/, ''),
      frontmatter: parse(text.slice(4, end)) as { exercises?: string[]; track?: string },
      body: text.slice(end + 4),
    };
  });

it('there are lessons', () => {
  expect(lessons.length).toBeGreaterThanOrEqual(4);
});

describe.each(exercises.map((exercise) => [exercise.id, exercise] as const))('exercise %s', (_, exercise) => {
  it('leads to a lesson that is there', () => {
    if (exercise.lesson !== undefined) expect(lessons.map(({ slug }) => slug)).toContain(exercise.lesson);
  });
  it('belongs to a track that is there', () => {
    expect(existsSync(`${content}tracks.yaml`)).toBe(true);
    const tracks = parse(readFileSync(`${content}tracks.yaml`, 'utf8')) as unknown;
    const ids = Array.isArray(tracks)
      ? tracks.map(({ id }: { id: string }) => id)
      : Object.keys(tracks as object);
    expect(ids).toContain(exercise.track);
  });
});

describe.each(lessons.map((lesson) => [lesson.file, lesson] as const))('lesson %s', (_, lesson) => {
  it('names exercises that are there', () => {
    const linked = [...lesson.body.matchAll(/<Exercise\w*\s[^>]*?\bid=["']([^"']+)["']/g)].map(
      ([, id]) => id,
    );
    const addressed = [...lesson.body.matchAll(/\]\([^)\s]*\/exercises\/([a-z0-9-]+)/g)].map(([, id]) => id);
    const named = [...(lesson.frontmatter.exercises ?? []), ...linked, ...addressed];
    expect(named.filter((id) => !exerciseIds.includes(id ?? ''))).toEqual([]);
  });
});
