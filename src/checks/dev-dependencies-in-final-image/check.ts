import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { type DevInstall, devInstall } from '../package-managers.ts';
import { isWithin, resolvePath } from '../paths.ts';
import { remembered } from '../remembered.ts';
import { scriptOf } from '../run-script.ts';
import {
  finalStage,
  isBroken,
  lastStart,
  type PlacedStep,
  stageCopies,
  stageLabel,
  stepsOf,
} from '../walk.ts';

/** Programs that need no development packages; `npm start` may be a development server when it stands alone. */
const PLAIN = /^(node|nginx|httpd|php-fpm|apache2-foreground|caddy|dumb-init|tini)$/;
const PLAIN_OR_SCRIPT = /^(node|nginx|httpd|php-fpm|apache2-foreground|caddy|dumb-init|tini|npm|yarn|pnpm)$/;

export default defineCheck({
  name: 'DevDependenciesInFinalImage',
  buildkit: false,
  severity: 'warning',
  chains: true,
  keywords: ['RUN'],
  run(analysis, report) {
    const stage = finalStage(analysis);
    if (stage === undefined || isBroken(analysis)) return;
    const own = installedIn(analysis, stage);
    if (own !== undefined && startsPlainly(analysis, stage, PLAIN)) {
      report({
        range: own.range(),
        message: `${own.label} also installs what only development needs, and it stays in the final image`,
      });
    }
    for (const { step, from } of stageCopies(analysis, stepsOf(analysis, stage))) {
      const { expanded } = step;
      if (expanded.exclude.length > 0) continue;
      const installed = installedIn(analysis, from);
      if (installed?.directory === undefined) continue;
      const { directory } = installed;
      const word = expanded.sources.find(({ text }) =>
        isWithin(directory, resolvePath('/', text) ?? '/nowhere'),
      );
      if (word === undefined) continue;
      if (!startsPlainly(analysis, stage, PLAIN_OR_SCRIPT)) return;
      report({
        range: word.range,
        message: `${word.text} of ${stageLabel(from)} brings packages that only development needs`,
        related: [{ range: installed.range(), message: 'they are installed here' }],
      });
    }
  },
});

const installedIn = remembered(findInstall);

/** The install that leaves development packages in a stage; undefined where none does, or a later step may remove them. */
function findInstall(analysis: Analysis, stage: Stage): DevInstall | undefined {
  const steps = stepsOf(analysis, stage);
  let found: DevInstall | undefined;
  // From the last step on: what stands above one that removes them does not matter.
  for (let at = steps.length - 1; at >= 0; at--) {
    const result = devInstall(analysis, steps[at] as PlacedStep);
    if (result === 'removed') break;
    if (result !== undefined) found = result;
  }
  return found;
}

/** Whether the container certainly starts the finished program, not a development server that needs those packages. */
function startsPlainly(analysis: Analysis, stage: Stage, plain: RegExp): boolean {
  const instruction = lastStart(analysis, stage)?.step.instruction;
  if (instruction?.keyword !== 'CMD' && instruction?.keyword !== 'ENTRYPOINT') return true;
  const script = scriptOf(analysis, stage, instruction.command);
  const program = script?.programs[0];
  if (program === undefined || !plain.test(program.name)) return false;
  return !/\b(dev|develop|development|watch|serve|test|nodemon)\b|--watch/.test(script?.text ?? '');
}
