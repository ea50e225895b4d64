import { runChecks } from '../../checks/index.ts';
import { analyze, type Diagnostic } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { buildArguments } from '../build-arguments.ts';
import { type Command, readArguments } from '../command.ts';
import { showDiagnostic } from '../excerpt.ts';
import { jsonDiagnostic } from '../json.ts';
import { readDockerfile } from '../read-dockerfile.ts';
import { CommandError, EXIT, painter, type Terminal } from '../terminal.ts';

const USAGE =
  'check <Dockerfile> [--target STAGE] [--build-arg KEY=VALUE]... [--fail-on error|warning|info] [--json]';
/** From the mildest to the worst. */
const SEVERITIES = ['info', 'warning', 'error'] as const;

export const command: Command = {
  usage: USAGE,
  summary: 'say what is wrong with a Dockerfile, and why',
  details: `<Dockerfile> is a path, or - for standard input.
Prints what stops a build in Docker's words, and what BuildKit's checks and
Stagecraft's own find.

--fail-on error      only what stops the build counts as found
--fail-on warning    and what BuildKit or Stagecraft warns of
--fail-on info       everything, notes too; the default
Everything is printed all the same. A line "# check=skip=RuleName" at the top of
the Dockerfile leaves a check out, here as in docker build --check.

Exit code: 0 nothing found, 1 something found, 2 it could not run.`,
  run,
};

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(args, {
    json: { type: 'boolean' },
    target: { type: 'string' },
    'build-arg': { type: 'string', multiple: true },
    'fail-on': { type: 'string', default: 'info' },
  });
  const least = (SEVERITIES as readonly string[]).indexOf(values['fail-on']);
  if (least < 0) {
    throw new CommandError(
      `--fail-on takes error, warning or info, not "${values['fail-on']}".`,
      `Usage: stagecraft ${USAGE}`,
    );
  }
  const [path, extra] = positionals;
  if (path === undefined || extra !== undefined) {
    throw new CommandError('check takes one Dockerfile.', `Usage: stagecraft ${USAGE}`);
  }
  const dockerfile = await readDockerfile(path, terminal);
  const analysis = analyze(dockerfile.text, {
    lookupImage,
    buildArgs: buildArguments(values['build-arg'] ?? []),
    ...(values.target === undefined ? {} : { target: values.target }),
  });
  const found = [...analysis.diagnostics, ...runChecks(analysis)].sort(byPlace);
  if (values.json) {
    const answer = {
      version: 1,
      dockerfile: path,
      ok: found.length === 0,
      problems: found.map(jsonDiagnostic),
    };
    terminal.out(`${JSON.stringify(answer)}\n`);
  } else {
    const paint = painter(terminal.colour);
    for (const diagnostic of found) {
      terminal.out(`${showDiagnostic(diagnostic, analysis.source, dockerfile.name, paint)}\n`);
    }
    terminal.out(found.length === 0 ? 'Nothing found.\n' : `${found.length} found.\n`);
  }
  return found.some(({ severity }) => SEVERITIES.indexOf(severity) >= least) ? EXIT.unmet : EXIT.ok;
}

function byPlace({ range: a }: Diagnostic, { range: b }: Diagnostic): number {
  return a.start.line - b.start.line || a.start.character - b.start.character;
}
