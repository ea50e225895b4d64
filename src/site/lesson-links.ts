/** Where the lessons explain an exercise and each of its goals. Names that lead nowhere fail the build. */
import { render } from 'astro:content';
import type { LessonLinks } from '../components/workbench/data.ts';
import type { Exercise } from '../grading/schema.ts';
import { getLessons } from './course.ts';
import { href } from './href.ts';

/** Undefined where the exercise names no lesson. @throws For a goal whose lesson or heading is not there. */
export async function lessonLinks(exercise: Exercise): Promise<LessonLinks | undefined> {
  const lessons = await getLessons();
  const own = lessons.find(({ id }) => id === exercise.lesson);
  if (!own) return undefined;
  const goals: Record<string, { href: string; title: string }> = {};
  for (const goal of exercise.goals) {
    if (!goal.lesson) continue;
    const [id = '', anchor] = goal.lesson.split('#');
    const lesson = lessons.find((one) => one.id === id);
    const headings = lesson ? (await render(lesson)).headings : [];
    const heading = headings.find(({ slug }) => slug === anchor);
    if (!lesson || (anchor && !heading))
      throw new Error(
        `exercises/${exercise.id}/exercise.yaml: goal "${goal.id}" names ${goal.lesson}, which is not there. ${
          lesson
            ? `Headings of ${id}: ${headings.map(({ slug }) => slug).join(', ')}`
            : `Lessons: ${lessons.map((one) => one.id).join(', ')}`
        }.`,
      );
    goals[goal.id] = {
      href: `${href(`/lessons/${id}/`)}${anchor ? `#${anchor}` : ''}`,
      title: heading?.text ?? lesson.data.title,
    };
  }
  return { href: href(`/lessons/${own.id}/`), title: own.data.title, goals };
}
