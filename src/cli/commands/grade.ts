import type { GoalStatus } from '../../grading/index.ts';
import { type Command, readArguments } from '../command.ts';
import { showDiagnostic } from '../excerpt.ts';
import { findExercise } from '../find-exercise.ts';
import { gradeText } from '../grade-text.ts';
import { jsonDiagnostic } from '../json.ts';
import { readDockerfile } from '../read-dockerfile.ts';
import { CommandError, EXIT, type Paint, painter, type Terminal } from '../terminal.ts';

const USAGE = 'grade <exercise> <Dockerfile> [--json]';

export const command: Command = {
  usage: USAGE,
  summary: 'grade a Dockerfile by the goals of an exercise',
  details: `<exercise> is the id of an exercise, or the path of its folder.
<Dockerfile> is a path, or - for standard input.
Prints every goal and, where one is not met, what is missing and where; then
what else is worth knowing of the file.

Exit code: 0 all goals are met, 1 not all are, 2 it could not run.`,
  run,
};

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } });
  const [name, path, extra] = positionals;
  if (name === undefined || path === undefined || extra !== undefined) {
    throw new CommandError('grade takes an exercise and a Dockerfile.', `Usage: stagecraft ${USAGE}`);
  }
  const exercise = findExercise(name, terminal.directory);
  const dockerfile = await readDockerfile(path, terminal);
  const { analysis, report } = await gradeText(exercise, dockerfile.text);
  const code = report.met ? EXIT.ok : EXIT.unmet;
  if (values.json) {
    const goals = report.goals.map(({ id, title, status, diagnostics }) => ({
      id,
      title,
      status,
      diagnostics: diagnostics.map(jsonDiagnostic),
    }));
    const { id } = exercise.exercise;
    const problems = report.problems.map(jsonDiagnostic);
    const answer = { version: 1, exercise: id, dockerfile: path, met: report.met, goals, problems };
    terminal.out(`${JSON.stringify(answer)}\n`);
    return code;
  }
  const paint = painter(terminal.colour);
  terminal.out(`${paint('bold', exercise.exercise.title)}\n\n`);
  for (const { title, status, diagnostics } of report.goals) {
    terminal.out(`${label(status, paint)} ${title}\n`);
    for (const diagnostic of diagnostics) {
      terminal.out(indent(showDiagnostic(diagnostic, analysis.source, dockerfile.name, paint)));
    }
  }
  if (report.problems.length > 0) terminal.out(`\n${paint('bold', 'Problems')}\n`);
  for (const problem of report.problems) {
    terminal.out(showDiagnostic(problem, analysis.source, dockerfile.name, paint));
  }
  const met = report.goals.filter(({ status }) => status === 'met').length;
  const stopped = analysis.error === undefined ? '' : ' Docker would stop before it makes an image.';
  terminal.out(`\n${met} of ${report.goals.length} goals are met.${stopped}\n`);
  return code;
}

function label(status: GoalStatus, paint: Paint): string {
  if (status === 'met') return paint('green', 'met        ');
  return status === 'unmet' ? paint('red', 'not met    ') : paint('yellow', 'cannot tell');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
