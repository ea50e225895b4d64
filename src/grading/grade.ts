import type { BuildResult } from '../build/types.ts';
import { runChecks } from '../checks/index.ts';
import type { Analysis, Diagnostic } from '../dockerfile/index.ts';
import { judge } from './expectations/index.ts';
import type { GoalContext } from './goal-context.ts';
import type { GoalResult, GoalStatus, Report } from './report.ts';
import type { Exercise, Goal } from './schema.ts';

/**
 * Grades a Dockerfile by an exercise's goals. Never throws for a Dockerfile, whatever it holds.
 *
 * @param exercise A validated exercise.yaml.
 * @param analysis What the Dockerfile means; analysed with the options of `analyzeOptions`.
 * @param build The simulated build. Without it, goals of behaviour are `unknown`.
 */
export function grade(exercise: Exercise, analysis: Analysis, build?: BuildResult): Report {
  let found: readonly Diagnostic[] | undefined;
  const findings = () => {
    found ??= runChecks(analysis);
    return found;
  };
  const goals = exercise.goals.map((goal) =>
    gradeGoal(goal, { exercise, goal, analysis, findings, ...(build === undefined ? {} : { build }) }),
  );
  return {
    goals,
    met: analysis.error === undefined && goals.every(({ status }) => status === 'met'),
    problems: worstFirst([...analysis.diagnostics, ...findings()]),
  };
}

function gradeGoal(goal: Goal, context: GoalContext): GoalResult {
  const verdicts = judge(goal.expect, context);
  const status = worst(verdicts.map((verdict) => verdict.status));
  const diagnostics = verdicts
    .filter((verdict) => verdict.status === status)
    .flatMap((verdict) => verdict.diagnostics);
  return { id: goal.id, title: goal.title, status, diagnostics: status === 'met' ? [] : diagnostics };
}

/** Unmet counts more than unknown: what is certainly missing is missing whatever the rest turns out to be. */
function worst(statuses: readonly GoalStatus[]): GoalStatus {
  if (statuses.includes('unmet')) return 'unmet';
  return statuses.includes('unknown') ? 'unknown' : 'met';
}

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** What stops the build first, notes last; in the order of the text where they weigh the same. */
function worstFirst(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      GRAVITY[a.severity] - GRAVITY[b.severity] ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
}
