import type { GoalContext, Judge, Verdict } from '../goal-context.ts';
import type { Expectation } from '../schema.ts';
import { builds } from './builds.ts';
import { checks } from './checks.ts';
import { command } from './command.ts';
import { config } from './config.ts';
import { context } from './context.ts';
import { copies } from './copies.ts';
import { files } from './files.ts';
import { final } from './final.ts';
import { mounts } from './mounts.ts';
import { rebuild } from './rebuild.ts';
import { secrets } from './secrets.ts';
import { size } from './size.ts';
import { stage } from './stage.ts';
import { stages } from './stages.ts';
import { starts } from './starts.ts';
import { unreachable } from './unreachable.ts';
import { user } from './user.ts';

/** Every kind of expectation that the schema knows, and who judges it. A kind without a judge does not compile. */
const judges: { readonly [Kind in keyof Expectation]-?: Judge<NonNullable<Expectation[Kind]>> } = {
  stages,
  stage,
  final,
  copies,
  mounts,
  unreachable,
  user,
  command,
  checks,
  config,
  builds,
  starts,
  files,
  size,
  secrets,
  rebuild,
  context,
};

/** Judges all that one goal expects, in the order in which the exercise names it. */
export function judge(expectation: Expectation, given: GoalContext): readonly Verdict[] {
  return (Object.keys(expectation) as (keyof Expectation)[]).flatMap((kind) => {
    const value = expectation[kind];
    return value === undefined ? [] : [(judges[kind] as Judge<unknown>)(value, given)];
  });
}
