import type { Exercise } from '../../../grading/schema.ts';

/** The smallest size that a goal allows, in bytes; undefined where none asks for one. */
export function budgetOf(exercise: Pick<Exercise, 'goals'> | undefined): number | undefined {
  const unit: Readonly<Record<string, number>> = { kB: 1e3, MB: 1e6, GB: 1e9 };
  const all = (exercise?.goals ?? []).flatMap(({ expect }) => {
    const match = /^(\d+(?:\.\d+)?) ?(kB|MB|GB)$/.exec(expect.size?.max ?? '');
    return match ? [Number(match[1]) * (unit[match[2] as string] as number)] : [];
  });
  return all.length === 0 ? undefined : Math.min(...all);
}
