/** The course as pages need it: lessons and exercises in order, and which belongs to which. */
import { type CollectionEntry, getCollection } from 'astro:content';
import type { Exercise } from '../grading/schema.ts';

export interface Track {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** In the order of exercise.yaml's `order`. */
  readonly exercises: readonly Exercise[];
}
export type Lesson = CollectionEntry<'lessons'>;

/** Lessons in the order of their file names. */
export async function getLessons(): Promise<Lesson[]> {
  const lessons = await getCollection('lessons');
  return lessons.sort((a, b) => (a.filePath ?? a.id).localeCompare(b.filePath ?? b.id, 'en'));
}

/** Tracks in the order of content/tracks.yaml, with their exercises. A name that leads nowhere fails the build. */
export async function getTracks(): Promise<Track[]> {
  const tracks = (await getCollection('tracks')).sort((a, b) => a.data.order - b.data.order);
  const exercises = (await getCollection('exercises')).map(({ data }) => data.exercise);
  const lessons = new Set((await getLessons()).map(({ id }) => id));
  for (const { id, track, lesson } of exercises) {
    if (!tracks.some((one) => one.id === track))
      throw new Error(
        `exercises/${id}/exercise.yaml: there is no track "${track}"; content/tracks.yaml has ${names(tracks)}.`,
      );
    if (lesson && lessons.size > 0 && !lessons.has(lesson))
      throw new Error(
        `exercises/${id}/exercise.yaml: there is no lesson "${lesson}"; content/lessons/ has ${[...lessons].join(', ')}.`,
      );
  }
  return tracks.map(({ id, data }) => ({
    ...data,
    id,
    exercises: exercises.filter(({ track }) => track === id).sort((a, b) => a.order - b.order),
  }));
}

/** All exercises, track by track. */
export async function getExercises(): Promise<Exercise[]> {
  return (await getTracks()).flatMap(({ exercises }) => exercises);
}

/** The exercises that a lesson leads to: those that name it, then those that it names. */
export async function exercisesOf(lesson: Lesson): Promise<Exercise[]> {
  const all = await getExercises();
  const named = lesson.data.exercises.map(({ id }) => {
    const found = all.find((exercise) => exercise.id === id);
    if (!found)
      throw new Error(`${lesson.filePath}: there is no exercise "${id}"; exercises/ has ${names(all)}.`);
    return found;
  });
  return [...new Set([...all.filter((exercise) => exercise.lesson === lesson.id), ...named])];
}

export const difficultyName = {
  start: 'First step',
  practice: 'Practice',
  challenge: 'Challenge',
} as const satisfies Record<Exercise['difficulty'], string>;

function names(list: readonly { id: string }[]): string {
  return list.map(({ id }) => id).join(', ');
}
