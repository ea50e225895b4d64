import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { rootImage } from '../known-images.ts';
import { finalStage, finalSteps, isOf, isStart, stepsOf } from '../walk.ts';

export default defineCheck({
  name: 'FinalUserRoot',
  buildkit: false,
  severity: 'info',
  run(analysis, report) {
    const stage = finalStage(analysis);
    if (stage === undefined) return;
    const set = finalSteps(analysis).findLast((placed) => isOf(placed, 'USER'));
    if (set !== undefined) {
      const { user } = set.step.expanded;
      if (!isRoot(user.text)) return;
      report({ range: user.range, message: `The container runs as root: this is the last USER` });
    } else if (isRootByBase(stage) && !isDataOnly(analysis, stage)) {
      report({
        range: stage.from.baseName.range,
        message: 'The container runs as root: neither the base image nor this stage sets another user',
      });
    }
  },
});

/** An image from scratch that starts nothing is a box for files: nobody runs it. */
function isDataOnly(analysis: Analysis, stage: Stage): boolean {
  if (stage.rootBase.kind !== 'scratch') return false;
  return !stepsOf(analysis, stage).some(({ step }) => isStart(step));
}

function isRoot(user: string): boolean {
  const [name] = user.split(':');
  return name === 'root' || name === '0';
}

/** True only where the base's user is known; servers that start as root and step down by themselves are left alone. */
function isRootByBase(stage: Stage): boolean {
  if (stage.rootBase.kind === 'scratch') return true;
  if (stage.rootBase.kind !== 'image') return false;
  const user = stage.rootBase.facts?.user;
  if (user === undefined || (user !== '' && !isRoot(user))) return false;
  return !STEPS_DOWN.has(rootImage(stage)?.familiarName ?? '');
}

const STEPS_DOWN = new Set(
  'nginx httpd caddy traefik haproxy postgres mysql mariadb mongo redis memcached rabbitmq'.split(' '),
);
