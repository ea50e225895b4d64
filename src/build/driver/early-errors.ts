/** Errors that are known before any step has run. */
import type { Build } from '../driver.ts';
import { precheck } from '../execute/index.ts';
import { buildOrder } from '../schedule.ts';
import type { BuildError } from '../types.ts';
import type { Foreseen } from './types.ts';

const MAX_STAGES = 500;

/** What Docker finds while the first steps still run: a source of the context that is not there. */
export function foresee(build: Build): Foreseen | undefined {
  const { analysis, world } = build;
  const needed = buildOrder(analysis).flatMap((stage) =>
    (analysis.stages[stage]?.steps ?? []).map((step, index) => ({ stage, index, step })),
  );
  const early = precheck(
    needed.map(({ step }) => step),
    world.context,
  );
  const at = early && needed[early.index];
  if (!early || !at) return undefined;
  return {
    stage: at.stage,
    index: at.index,
    error: { message: early.message, lines: at.step.instruction.lines },
  };
}

/** What stops a build before its first step. */
export function earlyError(build: Build): BuildError | undefined {
  const { analysis, world } = build;
  if (analysis.error) {
    const { message, range, lines, why, advice } = analysis.error;
    return {
      message,
      lines: lines?.[0] ?? { start: range.start.line, end: range.end.line },
      ...(why === undefined ? {} : { why }),
      ...(advice === undefined ? {} : { advice }),
    };
  }
  if (world.context.error !== undefined) return { message: world.context.error, lines: { start: 0, end: 0 } };
  if (analysis.stages.length > MAX_STAGES) {
    return {
      message: `${analysis.stages.length} stages are more than are built here (${MAX_STAGES})`,
      lines: { start: 0, end: 0 },
    };
  }
  return undefined;
}
