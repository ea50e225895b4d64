import type { knownContext } from '../build/known-context.ts';
import { analyze, type Diagnostic } from '../dockerfile/index.ts';
// Not through grading's door: that would bring the schema, and zod with it, into the page.
import { grade } from '../grading/grade.ts';
import { analyzeOptions } from '../grading/options.ts';
import { layOut } from './layout.ts';
import type { CheckRequest, CheckResult } from './messages.ts';
import { pictureOf } from './picture.ts';
import { NOTHING_WANTED, wantedBy } from './wanted.ts';

/** Largest text that is read, in UTF-16 units; BuildKit itself refuses a Dockerfile of more than 2 MB. */
export const LARGEST_TEXT = 2_000_000;
/** Problems beyond this many are left out: nobody reads them, and the page must stay quick. */
export const MOST_PROBLEMS = 100;

/**
 * Everything the exercise page shows for one text: goals, problems, picture of the stages. What the checks
 * found says why and what to do once `explainWith` was called; `check` (check.ts) sees to that. Never
 * throws for a text, whatever it holds.
 *
 * @param contextOf `knownContext` of the simulated build; without it `.dockerignore` counts for nothing
 */
export function checkText(request: CheckRequest, contextOf?: typeof knownContext): CheckResult {
  const { exercise, files } = request;
  if (request.text.length > LARGEST_TEXT) return tooLarge(request);
  const context = contextOf?.(files, request.dockerignore) ?? { files };
  const analysis = analyze(request.text, analyzeOptions(exercise, context));
  const report = grade(exercise, analysis);
  const problems = each(report.problems);
  const stages = pictureOf(analysis);
  const wanted = wantedBy(exercise, analysis);
  const layout = layOut(stages, wanted);
  return { report, problems: problems.slice(0, MOST_PROBLEMS), stages, layout, wanted };
}

/** Each finding once. */
function each(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { start, end } = diagnostic.range;
    const key = `${diagnostic.rule} ${start.line} ${start.character} ${end.line} ${end.character}`;
    seen.set(`${key} ${diagnostic.message}`, diagnostic);
  }
  return [...seen.values()];
}

function tooLarge(request: CheckRequest): CheckResult {
  const problem: Diagnostic = {
    rule: 'SyntaxError',
    severity: 'error',
    message: `the Dockerfile has ${Math.ceil(request.text.length / 1_000_000)} million characters; Docker reads at most 2 MB`,
    why: 'A Dockerfile holds instructions. Data belongs into files of the build context.',
    advice: 'Remove what is no instruction, or reset the exercise.',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  };
  return {
    report: {
      goals: request.exercise.goals.map((goal) => ({
        id: goal.id,
        title: goal.title,
        status: 'unknown',
        diagnostics: [problem],
      })),
      met: false,
      problems: [problem],
    },
    problems: [problem],
    stages: [],
    layout: layOut([]),
    wanted: NOTHING_WANTED,
  };
}
