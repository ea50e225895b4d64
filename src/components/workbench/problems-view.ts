import type { Diagnostic } from '../../dockerfile/index.ts';
import { escapeHtml, placeButton, prose } from './html.ts';
import { misconceptionOf } from './misconceptions.ts';

const WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

/** One HTML string a problem. `index` in `data-fix` is the problem's place in the list. */
export function problemItems(problems: readonly Diagnostic[], checksHref: string): string[] {
  return problems.map((problem, index) => {
    const why = problem.why ? `<p>${prose(problem.why)}</p>` : '';
    const advice = problem.advice ? `<p class="advice">${prose(problem.advice)}</p>` : '';
    const related = (problem.related ?? [])
      .map((place) => `<p>${placeButton(place.range)} ${prose(place.message)}</p>`)
      .join('');
    const fix = problem.fix
      ? `<button type="button" class="button small" data-fix="${index}">Fix: ${escapeHtml(problem.fix.title)}</button>`
      : '';
    return `<li class="problem" data-severity="${problem.severity}">
      ${misconception(problem)}<p class="what">${placeButton(problem.range)} <span class="severity">${WORDS[problem.severity]}</span> ${escapeHtml(problem.message)}</p>
      ${why}${related}${advice}
      <p class="problem-foot">${ruleName(problem.rule, checksHref)} ${fix}</p>
    </li>`;
  });
}

/**
 * The first error in words for a screen reader, behind a full stop; empty where there is none. Warnings wait in their
 * list: who types must not be talked over.
 */
export function spokenError(problems: readonly Diagnostic[]): string {
  const error = problems.find(({ severity }) => severity === 'error');
  if (!error) return '';
  // Docker's own words often name the line already.
  const line = `line ${error.range.start.line + 1}`;
  return `. Error${error.message.includes(line) ? '' : ` in ${line}`}: ${error.message}`;
}

function misconception({ rule, message }: Diagnostic): string {
  const name = misconceptionOf(rule, message);
  return name === undefined ? '' : `<p class="misconception">${prose(name)}</p>`;
}

/** Rules that are no checks: what stops a build has no page of its own. */
const NO_PAGE = new Set(['SyntaxError', 'InstructionError', 'BuildError', 'Goal']);

function ruleName(rule: string, checksHref: string): string {
  if (NO_PAGE.has(rule)) return `<span class="rule">${escapeHtml(rule)}</span>`;
  return `<a class="rule" href="${escapeHtml(`${checksHref}${kebab(rule)}/`)}">${escapeHtml(rule)}</a>`;
}

/** `JSONArgsRecommended` is `json-args-recommended`: the folder of a check, and its page. */
export function kebab(rule: string): string {
  return rule
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
