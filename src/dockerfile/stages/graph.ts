import type { Instruction } from '../instructions/types.ts';
import type { Range } from '../source.ts';
import type { SourceState } from './sources.ts';

/** A circle of stages that wait for each other. */
export interface Cycle {
  /** The stage from which BuildKit came upon it. */
  readonly state: SourceState;
  /** The instructions on the way, the one that closes the circle last. */
  readonly edges: readonly { readonly instruction: Instruction; readonly range: Range }[];
}

/**
 * The first circle among what stages take with COPY --from and mounts, found as BuildKit finds it: depth
 * first, from each stage in order. FROM is not followed: it can only name a stage above. Without
 * recursion, so that ten thousand stages in a row do no harm.
 */
export function findCycle(states: readonly SourceState[]): Cycle | undefined {
  const visited = new Set<SourceState>();
  for (const start of states) {
    // Only what takes from others can be part of a circle.
    if (!takesFromTakers(start) || visited.has(start)) continue;
    visited.add(start);
    const path = [{ state: start, rest: start.needs.entries() }];
    const onPath = new Set([start]);
    const edges: { instruction: Instruction; range: Range }[] = [];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done === true) {
        onPath.delete(top.state);
        path.pop();
        edges.pop();
        continue;
      }
      const [state, edge] = next.value;
      if (onPath.has(state)) return { state: start, edges: [...edges, edge] };
      if (state.needs.size === 0 || visited.has(state)) continue;
      visited.add(state);
      onPath.add(state);
      edges.push(edge);
      path.push({ state, rest: state.needs.entries() });
    }
  }
  return undefined;
}

/** Whether something that a state takes from takes from others in turn: else no circle goes through it. */
function takesFromTakers({ needs }: SourceState): boolean {
  for (const state of needs.keys()) if (state.needs.size > 0) return true;
  return false;
}

/** Everything that a state needs, itself included. */
export function reachableFrom(target: SourceState | undefined): Set<SourceState> {
  const found = new Set<SourceState>();
  const open = target === undefined ? [] : [target];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (found.has(state)) continue;
    found.add(state);
    if (state.base !== undefined) open.push(state.base);
    open.push(...state.needs.keys());
  }
  return found;
}
