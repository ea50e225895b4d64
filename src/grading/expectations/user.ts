import type { Range } from '../../dockerfile/index.ts';
import { brokenLine } from '../broken.ts';
import {
  finalStage,
  type GoalContext,
  type Judge,
  MET,
  unknown,
  unmet,
  unreadable,
  withoutFinalStage,
} from '../goal-context.ts';
import { inForce } from '../in-force.ts';
import { describeSource } from '../reference.ts';

/** Who the container runs as: "nonroot", a name, or a uid. */
export const user: Judge<string | number> = (wanted, context) => {
  const { analysis } = context;
  const broken = brokenLine(analysis, ['FROM', 'ARG', 'USER']);
  if (broken !== undefined) return unreadable(context, broken);
  const stage = finalStage(analysis);
  if (stage === undefined) return withoutFinalStage(context);
  const line = inForce(analysis, stage, 'USER');
  const base = stage.rootBase;
  const baseUser = base.kind === 'scratch' ? '' : base.kind === 'image' ? base.facts?.user : undefined;
  if (line === undefined && baseUser === undefined) {
    return unknown(context, {
      message: `Who the container runs as cannot be told: no USER line says so, and nothing is known of ${describeSource(base)}.`,
      advice: 'Say in the final stage who the program runs as.',
    });
  }
  const range = line?.keyword === 'USER' ? line.user.range : stage.from.baseName.range;
  // `name:group` and `uid:gid`: the group plays no part. An empty user is root.
  const given = stage.config.user.split(':', 1)[0] || 'root';
  const root = isRoot(given);
  if (wanted === 'nonroot') return root ? explainRoot(context, range, line !== undefined) : MET;
  const expected = String(wanted);
  if (given === expected || (root && isRoot(expected)) || sameNumber(given, expected)) return MET;
  if (!root && !isRoot(expected) && isNumber(given) !== isNumber(expected)) {
    return unknown(context, {
      message: `Whether user "${given}" is the one that this goal asks for cannot be told: one has a name, the other a number.`,
      range,
      advice: 'Which number belongs to which name stands in /etc/passwd of the image.',
    });
  }
  return unmet(context, {
    message: `The container runs as ${given === 'root' ? 'root' : `"${given}"`}, not as the user that this goal asks for.`,
    range,
    why: 'The user decides which files the program may read and write.',
    advice: 'The last USER line of the final stage decides.',
  });
};

function explainRoot(context: GoalContext, range: Range, written: boolean) {
  return unmet(context, {
    message: written
      ? 'The final stage sets the user to root.'
      : 'The container runs as root: neither the base image nor a line of the final stage sets another user.',
    range,
    why: 'Whoever breaks into a program that runs as root is root in the container.',
    advice:
      'Let the final stage name a user without privileges. Where its RUN steps need root, name it below them.',
  });
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

function sameNumber(one: string, other: string): boolean {
  return isNumber(one) && isNumber(other) && Number(one) === Number(other);
}

function isRoot(text: string): boolean {
  return text === 'root' || sameNumber(text, '0');
}
