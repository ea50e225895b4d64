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
      frontmatter: parse(text.slice(4, end)) as { exercises?: string[]; track?: string; sources?: unknown[] },
      body: text.slice(end + 4),
    };
  });

/** The addresses of a lesson's headings, as GitHub makes them: letters, digits and hyphens. */
function headingsOf(body: string): string[] {
  const prose = body.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/^#{2,4} (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it('there are lessons', () => {
  expect(lessons.length).toBeGreaterThanOrEqual(4);
});

describe.each(exercises.map((exercise) => [exercise.id, exercise] as const))('exercise %s', (_, exercise) => {
  it('leads to a lesson that is there', () => {
    if (exercise.lesson !== undefined) expect(lessons.map(({ slug }) => slug)).toContain(exercise.lesson);
  });
  // An exercise of a team's own may have no lesson; those of the course have one (below).
  it.skipIf(exercise.lesson === undefined).each(exercise.goals.map((goal) => [goal.id, goal] as const))(
    'goal %s has hints, and a heading of a lesson that explains it',
    (_, goal) => {
      expect(goal.hints.length).toBeGreaterThanOrEqual(2);
      const [slug, heading] = (goal.lesson ?? '').split('#');
      const lesson = lessons.find((one) => one.slug === slug);
      expect(lesson && headingsOf(lesson.body)).toContain(heading);
    },
  );
  it('belongs to a track that is there', () => {
    expect(existsSync(`${content}tracks.yaml`)).toBe(true);
    const tracks = parse(readFileSync(`${content}tracks.yaml`, 'utf8')) as unknown;
    const ids = Array.isArray(tracks)
      ? tracks.map(({ id }: { id: string }) => id)
      : Object.keys(tracks as object);
    expect(ids).toContain(exercise.track);
  });
});

it('the exercises of the course lead to a lesson each', () => {
  expect(exercises.filter(({ lesson }) => lesson !== undefined).length).toBeGreaterThanOrEqual(8);
});

describe.each(lessons.map((lesson) => [lesson.file, lesson] as const))('lesson %s', (_, lesson) => {
  it('has a part to work with, and says where its facts are from', () => {
    expect(lesson.body).toMatch(/<(TryIt|WhichFiles|BuildSteps|RunsAgain)\b/);
    expect(lesson.frontmatter.sources?.length).toBeGreaterThan(0);
  });
  it('names exercises that are there', () => {
    const linked = [...lesson.body.matchAll(/<Exercise\w*\s[^>]*?\bid=["']([^"']+)["']/g)].map(
      ([, id]) => id,
    );
    const addressed = [...lesson.body.matchAll(/\]\([^)\s]*\/exercises\/([a-z0-9-]+)/g)].map(([, id]) => id);
    const named = [...(lesson.frontmatter.exercises ?? []), ...linked, ...addressed];
    expect(named.filter((id) => !exerciseIds.includes(id ?? ''))).toEqual([]);
  });
});
