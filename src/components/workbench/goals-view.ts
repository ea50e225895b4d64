import type { GoalResult, GoalStatus, Report } from '../../grading/report.ts';
import type { Goal } from '../../grading/schema.ts';
import type { LessonLinks } from './data.ts';
import { escapeHtml, placeButton, prose } from './html.ts';

/** What a status is called. */
export const STATUS_WORDS: Record<GoalStatus, string> = {
  met: 'Met',
  unmet: 'Not yet',
  unknown: 'Cannot tell',
};

/** What the list must know besides the report. */
export interface GoalView {
  /** Open or closed by the learner's own hand; otherwise the first goal that is not met is open. */
  readonly opened: ReadonlyMap<string, boolean>;
  /** How many hints of a goal are open. */
  readonly hints: (goal: string) => number;
  /** Goals whose answer waits for a build. */
  readonly waiting?: ReadonlySet<string>;
  /** The lesson that explains what the exercise is about, and its headings for single goals. */
  readonly lesson?: LessonLinks;
  /** False where no script runs: then hints stand in a `<details>` each. */
  readonly live: boolean;
}

/** One HTML string a goal, in the exercise's order. */
export function goalItems(goals: readonly Goal[], report: Report | undefined, view: GoalView): string[] {
  const results = new Map(report?.goals.map((result) => [result.id, result]));
  const first = report?.goals.find((result) => result.status !== 'met')?.id;
  return goals.map((goal) => {
    const result = results.get(goal.id);
    return goalItem(goal, result, view.opened.get(goal.id) ?? goal.id === first, view);
  });
}

function goalItem(goal: Goal, result: GoalResult | undefined, open: boolean, view: GoalView): string {
  const status = result?.status ?? 'unknown';
  const waits = view.waiting?.has(goal.id) ?? false;
  const head = `<span class="goal-mark" aria-hidden="true"></span>
    <span class="goal-title">${prose(goal.title)}</span>
    <span class="goal-status">${waits && status === 'unknown' ? 'Building …' : STATUS_WORDS[status]}</span>`;
  return `<li class="goal" data-goal="${escapeHtml(goal.id)}" data-status="${status}">
    <details${open ? ' open' : ''}>
      <summary>${head}</summary>
      <div class="goal-body">${goal.why ? `<p class="goal-why">${prose(goal.why)}</p>` : ''}
      ${findings(goal, result)}
      ${status === 'met' ? '' : hints(goal, view) + further(goal, view)}</div>
    </details>
  </li>`;
}

/** What is missing, where, and what to do. The goal's own reason stands above and is not said twice. */
function findings(goal: Goal, result: GoalResult | undefined): string {
  if (!result || result.diagnostics.length === 0) return '';
  const items = result.diagnostics.map((diagnostic) => {
    const why = diagnostic.why && diagnostic.why !== goal.why ? `<p>${prose(diagnostic.why)}</p>` : '';
    const advice = diagnostic.advice ? `<p class="advice">${prose(diagnostic.advice)}</p>` : '';
    const related = (diagnostic.related ?? [])
      .map((place) => `<p>${placeButton(place.range)} ${prose(place.message)}</p>`)
      .join('');
    return `<li><p class="what">${placeButton(diagnostic.range)} ${prose(diagnostic.message)}</p>${why}${related}${advice}</li>`;
  });
  return `<ul class="findings" role="list">${items.join('')}</ul>`;
}

function hints(goal: Goal, view: GoalView): string {
  const all = goal.hints;
  if (all.length === 0) return '';
  if (!view.live) return '';
  const open = Math.min(view.hints(goal.id), all.length);
  const shown = all
    .slice(0, open)
    .map((hint) => `<li>${hintHtml(hint)}</li>`)
    .join('');
  const list = shown === '' ? '' : `<ol class="hints" aria-label="Hints">${shown}</ol>`;
  const more =
    open < all.length
      ? `<button type="button" class="button small" data-hint="${escapeHtml(goal.id)}">${
          open === 0 ? 'Show a hint' : 'Show the next hint'
        } <span class="muted">${open + 1} of ${all.length}</span></button>`
      : '';
  return list + more;
}

/** Where to read on, and, when the hints are used up, the way to the nearest right answer. */
function further(goal: Goal, view: GoalView): string {
  if (!view.live) return '';
  const place = view.lesson?.goals?.[goal.id] ?? view.lesson;
  const lesson = place
    ? `<p class="goal-lesson small">Read about it: <a href="${escapeHtml(place.href)}">${escapeHtml(place.title)}</a></p>`
    : '';
  const usedUp = view.hints(goal.id) >= goal.hints.length;
  const nearest = usedUp
    ? '<button type="button" class="link-button small" data-action="compare">See what the nearest solution does differently</button>'
    : '';
  return lesson + nearest;
}

/** A hint that is an instruction stands as code. */
export function hintHtml(hint: string): string {
  const looksLikeCode = /^[A-Z]{3,11} \S/.test(hint) && !/[.!?]$/.test(hint.trim());
  return looksLikeCode ? `<code>${escapeHtml(hint)}</code>` : prose(hint);
}

/** "2 of 4 goals met"; what cannot be told is said apart. */
export function summary(report: Report): string {
  const met = report.goals.filter((goal) => goal.status === 'met').length;
  const unknown = report.goals.filter((goal) => goal.status === 'unknown').length;
  const all = report.goals.length;
  const base = `${met} of ${all} ${all === 1 ? 'goal' : 'goals'} met`;
  return unknown === 0 ? base : `${base}, ${unknown} cannot be told`;
}
