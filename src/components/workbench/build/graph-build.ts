import type { BuildView } from '../../../worker/build-messages.ts';
import type { StagePicture } from '../../../worker/messages.ts';
import type { GraphBuild } from './graph-edges.ts';

/**
 * What a build says of the stages as they stand now. While one types, the newest build is of an older text: as
 * long as the stages are the same, apart from the lines that they stand on, its figures stay until the next
 * one is there, instead of going and coming at every keystroke. Undefined where they are other stages.
 *
 * @param then The stages that were built.
 */
export function buildOf(
  view: BuildView,
  then: readonly StagePicture[],
  now: readonly StagePicture[],
): GraphBuild | undefined {
  if (shape(then) !== shape(now)) return undefined;
  const lines = new Map<number, number>();
  for (const [at, stage] of then.entries()) {
    for (const [nth, take] of stage.takes.entries()) {
      lines.set(take.line, now[at]?.takes[nth]?.line ?? take.line);
    }
  }
  return {
    stages: view.stages,
    carried: new Map(view.carried.map(({ line, size }) => [lines.get(line) ?? line, size])),
  };
}

function shape(stages: readonly StagePicture[]): string {
  return JSON.stringify(
    stages.map(({ name, base, role, takes }) => [
      name,
      base,
      role,
      takes.map(({ kind, stage, source, paths }) => [kind, stage, source, paths]),
    ]),
  );
}
