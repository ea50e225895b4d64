/**
 * Finds the leftmost of the longest matches, as POSIX wants it. Every way is followed at once, one character after the
 * other, so that time is the length of the text times that of the expression, whatever either is. Expressions with
 * `\1` cannot be: they are tried way by way, and given up after a number of steps.
 */
import { isIn, SHORTHANDS } from './brackets.ts';
import { type Node, type Place, RegexBeyond } from './syntax.ts';

/** Where a match and its groups begin and end, two numbers each; -1 where a group has none. */
export type Match = readonly number[];

export interface Flags {
  /** Whichever the case is. */
  readonly fold?: boolean;
  /** `^` and `$` are the ends of lines too. */
  readonly lines?: boolean;
}

type Step =
  | { readonly op: 'char'; readonly code: Node & { kind: 'set' } }
  | { readonly op: 'at'; readonly place: Place }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { readonly op: 'done' };

const MOST_STEPS = 20_000;

/** Work that one expression may do in all its searches; past it the script is one that is not followed. */
export interface Work {
  left: number;
}
export const MOST_WORK = 20_000_000;

/** The steps of an expression. */
export function compile(tree: Node): readonly Step[] {
  const steps: Step[] = [];
  const add = (step: Step) => {
    if (steps.push(step) > MOST_STEPS) throw new RegexBeyond('it is too large');
    return step;
  };
  const emit = (node: Node): void => {
    if (node.kind === 'set') add({ op: 'char', code: node });
    else if (node.kind === 'at') add({ op: 'at', place: node.place });
    else if (node.kind === 'row') node.parts.forEach(emit);
    else if (node.kind === 'group') {
      add({ op: 'save', slot: node.index * 2 });
      emit(node.inner);
      add({ op: 'save', slot: node.index * 2 + 1 });
    } else if (node.kind === 'either') {
      const ends: { op: 'jump'; to: number }[] = [];
      for (const [at, choice] of node.choices.entries()) {
        if (at === node.choices.length - 1) {
          emit(choice);
          break;
        }
        const split = add({ op: 'split', first: steps.length + 1, second: 0 }) as { second: number };
        emit(choice);
        ends.push(add({ op: 'jump', to: 0 }) as { op: 'jump'; to: number });
        split.second = steps.length;
      }
      for (const end of ends) end.to = steps.length;
    } else if (node.kind === 'repeat') {
      for (let count = 0; count < node.least; count += 1) emit(node.inner);
      if (node.most === Number.POSITIVE_INFINITY) {
        const top = steps.length;
        const split = add({ op: 'split', first: top + 1, second: 0 }) as { second: number };
        emit(node.inner);
        add({ op: 'jump', to: top });
        split.second = steps.length;
      } else {
        const splits: { second: number }[] = [];
        for (let count = node.least; count < node.most; count += 1) {
          splits.push(add({ op: 'split', first: steps.length + 1, second: 0 }) as { second: number });
          emit(node.inner);
        }
        for (const split of splits) split.second = steps.length;
      }
    }
  };
  emit(tree);
  add({ op: 'done' });
  return steps;
}

interface Thread {
  readonly at: number;
  readonly slots: number[];
}

/** The match that begins first, at `from` or behind it. */
export function find(
  steps: readonly Step[],
  text: string,
  from: number,
  flags: Flags,
  work: Work,
): Match | undefined {
  let threads: Thread[] = [];
  let best: number[] | undefined;
  const seen = new Int32Array(steps.length).fill(-1);
  const follow = (list: Thread[], start: number, position: number, given: number[]): void => {
    const stack: [number, number[]][] = [[start, given]];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const [at, slots] = top;
      if (seen[at] === position) continue;
      seen[at] = position;
      const step = steps[at] as Step;
      if (step.op === 'jump') stack.push([step.to, slots]);
      else if (step.op === 'split') stack.push([step.second, slots], [step.first, slots]);
      else if (step.op === 'save') {
        const next = slots.slice();
        next[step.slot] = position;
        stack.push([at + 1, next]);
      } else if (step.op === 'at') {
        if (isAt(step.place, text, position, flags)) stack.push([at + 1, slots]);
      } else list.push({ at, slots });
    }
  };
  for (let position = from; position <= text.length; position += 1) {
    if (threads.length === 0 && best) break;
    if (!best) follow(threads, 0, position, [position]);
    const next: Thread[] = [];
    work.left -= 1 + threads.length;
    if (work.left < 0) throw new RegexBeyond('steps');
    const code = position < text.length ? text.charCodeAt(position) : -1;
    for (const { at, slots } of threads) {
      const step = steps[at] as Step;
      if (best && (slots[0] as number) > (best[0] as number)) continue;
      if (step.op === 'done') {
        if (!best || (slots[0] as number) < (best[0] as number) || position > (best[1] as number)) {
          best = slots.slice();
          best[1] = position;
        }
      } else if (step.op === 'char' && code >= 0 && isIn(step.code.set, code, flags.fold ?? false))
        follow(next, at + 1, position + 1, slots);
    }
    threads = next;
  }
  return best;
}

/** Whether a place is at a position of a text. */
export function isAt(place: Place, text: string, position: number, flags: Flags): boolean {
  const isWord = (at: number) =>
    at >= 0 &&
    at < text.length &&
    isIn(SHORTHANDS.w ?? { negated: true, ranges: [] }, text.charCodeAt(at), false);
  const before = isWord(position - 1);
  const after = isWord(position);
  switch (place) {
    case '^':
      return position === 0 || (flags.lines === true && text[position - 1] === '\n');
    case '$':
      return position === text.length || (flags.lines === true && text[position] === '\n');
    case 'b':
      return before !== after;
    case 'B':
      return before === after;
    case '<':
      return !before && after;
    case '>':
      return before && !after;
    case '`':
      return position === 0;
    case "'":
      return position === text.length;
  }
}
