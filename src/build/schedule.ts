/**
 * Which stages run, in which order, and which side by side: BuildKit builds what the target needs and
 * nothing else, and starts a stage as soon as what it takes from is there.
 */
import type { Analysis } from '../dockerfile/stages/types.ts';

/**
 * Indexes of the stages that the target needs, each after those it depends on; of independent ones the
 * earlier in the text comes first. A cycle (which is an error of its own) leaves its stages out.
 */
export function buildOrder(analysis: Analysis): number[] {
  const { graph, stages } = analysis;
  const order: number[] = [];
  const state = new Map<number, 'open' | 'done'>();
  const needs = new Map<number, number[]>();
  for (const { stage, source } of graph.dependencies) {
    if (source.kind !== 'stage') continue;
    const list = needs.get(stage);
    if (list) list.push(source.index);
    else needs.set(stage, [source.index]);
  }
  // An explicit stack: a file of ten thousand stages must not end the call stack.
  for (const start of stages.map((stage) => stage.index)) {
    if (!graph.reachable.has(start) || state.has(start)) continue;
    const stack = [start];
    while (stack.length > 0) {
      const index = stack.at(-1) as number;
      if (state.get(index) === 'done') {
        stack.pop();
        continue;
      }
      const waiting = (needs.get(index) ?? []).filter((one) => !state.has(one)).sort((a, b) => b - a);
      if (state.get(index) === 'open' || waiting.length === 0) {
        state.set(index, 'done');
        order.push(index);
        stack.pop();
        continue;
      }
      state.set(index, 'open');
      stack.push(...waiting);
    }
  }
  return order;
}

/** When a step starts and ends, in estimated milliseconds from the start of the build. */
export interface TimeSlot {
  readonly stage: number;
  /** Index of the step in its stage; -1 for FROM. */
  readonly step: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** One step that waits for others. */
export interface TimedStep {
  readonly stage: number;
  readonly step: number;
  readonly ms: number;
  /** Stages that must be complete before it starts. */
  readonly after: readonly number[];
}

/**
 * Lays steps out in time as BuildKit would run them with enough processors: the steps of a stage one after
 * the other, each as soon as the stages it takes from are complete. `steps` must be in an order in which
 * every stage stands behind those it needs.
 */
export function timeLine(steps: readonly TimedStep[]): TimeSlot[] {
  const ends = new Map<number, number>();
  return steps.map(({ stage, step, ms, after }) => {
    const startMs = Math.max(ends.get(stage) ?? 0, ...after.map((one) => ends.get(one) ?? 0));
    const endMs = startMs + ms;
    ends.set(stage, endMs);
    return { stage, step, startMs, endMs };
  });
}
