import { needsBuild } from '../../grading/build-options.ts';
import type { GoalResult, Report } from '../../grading/report.ts';
import type { Goal } from '../../grading/schema.ts';

/** What is shown of the goals. */
export interface MergedReport {
  readonly report: Report;
  /** Goals whose answer waits for the build of this text. */
  readonly waiting: ReadonlySet<string>;
}

/**
 * Puts the checker's report and the build's together. The checker answers at every keystroke and cannot tell
 * what an image does; the build answers a moment later. In between such a goal keeps what was said last,
 * for a moment (`late` false), and then says that it waits: it never turns to "not yet" for want of a build.
 *
 * @param built The report of the build of this very text; undefined while there is none.
 * @param last What was shown before.
 * @param late The build has been waited for so long that the last answer must not stand any longer.
 */
export function mergeReports(
  check: Report,
  goals: readonly Goal[],
  built: Report | undefined,
  last: Report | undefined,
  late: boolean,
): MergedReport {
  if (built) {
    return { report: { ...check, goals: built.goals, met: built.met }, waiting: new Set() };
  }
  const asksBuild = new Set(goals.filter((goal) => needsBuild({ goals: [goal] })).map((goal) => goal.id));
  const waiting = new Set(
    check.goals.filter((goal) => goal.status === 'unknown' && asksBuild.has(goal.id)).map((goal) => goal.id),
  );
  const before = new Map(last?.goals.map((goal) => [goal.id, goal]));
  const shown = check.goals.map((goal): GoalResult => {
    if (!waiting.has(goal.id)) return goal;
    const known = before.get(goal.id);
    return !late && known ? known : { ...goal, diagnostics: [] };
  });
  return { report: { ...check, goals: shown, met: check.met && waiting.size === 0 }, waiting };
}
