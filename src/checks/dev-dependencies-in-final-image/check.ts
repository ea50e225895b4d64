import type { Analysis, Range, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { devInstall } from '../package-managers.ts';
import { isWithin, resolvePath } from '../paths.ts';
import { programs, scriptOf } from '../run-script.ts';
import { finalStage, isBroken, stageLabel, stepsOf } from '../walk.ts';

interface Installed {
  readonly range: Range;
  readonly label: string;
  /** Where the packages land. */
  readonly directory: string | undefined;
}

/** Programs that need no development packages; `npm start` may be a development server when it stands alone. */
const PLAIN = /^(node|nginx|httpd|php-fpm|apache2-foreground|caddy|dumb-init|tini)$/;
const PLAIN_OR_SCRIPT = /^(node|nginx|httpd|php-fpm|apache2-foreground|caddy|dumb-init|tini|npm|yarn|pnpm)$/;

export default defineCheck({
  name: 'DevDependenciesInFinalImage',
  buildkit: false,
  severity: 'warning',
  summary: 'The final image should hold only the packages that the program needs to run',
  why: 'Compilers, test runners and linters are often most of node_modules. In the final image they cost space and download time, and every one of them can have a security hole.',
  advice:
    'Install for production in the stage that ships, for example npm ci --omit=dev, or copy only the built files.',
  run(analysis, report) {
    const stage = finalStage(analysis);
    if (stage === undefined || isBroken(analysis)) return;
    const own = installedIn(analysis, stage);
    if (own !== undefined && startsPlainly(analysis, stage, PLAIN)) {
      report({
        range: own.range,
        message: `${own.label} also installs what only development needs, and it stays in the final image`,
      });
    }
    if (!startsPlainly(analysis, stage, PLAIN_OR_SCRIPT)) return;
    for (const { expanded, dependencies } of stepsOf(analysis, stage).map(({ step }) => step)) {
      const source = dependencies[0]?.source;
      if (expanded.keyword !== 'COPY' || source?.kind !== 'stage') continue;
      const from = analysis.stages[source.index];
      const installed = from && installedIn(analysis, from);
      if (from === undefined || installed?.directory === undefined) continue;
      const { directory } = installed;
      const word = expanded.sources.find(({ text }) =>
        isWithin(directory, resolvePath('/', text) ?? '/nowhere'),
      );
      if (word === undefined || expanded.exclude.length > 0) continue;
      report({
        range: word.range,
        message: `${word.text} of ${stageLabel(from)} brings packages that only development needs`,
        related: [{ range: installed.range, message: 'they are installed here' }],
      });
    }
  },
});

/** The install that leaves development packages in a stage; undefined where none does, or a later step may remove them. */
function installedIn(analysis: Analysis, stage: Stage): Installed | undefined {
  let found: Installed | undefined;
  for (const placed of stepsOf(analysis, stage)) {
    const result = devInstall(analysis, placed);
    if (result === 'removed') found = undefined;
    else if (result !== undefined) found ??= result;
  }
  return found;
}

/** Whether the container certainly starts the finished program, not a development server that needs those packages. */
function startsPlainly(analysis: Analysis, stage: Stage, plain: RegExp): boolean {
  const start = stepsOf(analysis, stage).findLast(({ step }) =>
    ['CMD', 'ENTRYPOINT'].includes(step.instruction.keyword),
  );
  const instruction = start?.step.instruction;
  if (instruction?.keyword !== 'CMD' && instruction?.keyword !== 'ENTRYPOINT') return true;
  const script = scriptOf(analysis, stage, instruction.command);
  const program = script && programs(script)[0];
  if (program === undefined || !plain.test(program.name)) return false;
  return !/\b(dev|develop|development|watch|serve|test|nodemon)\b|--watch/.test(script?.text ?? '');
}
