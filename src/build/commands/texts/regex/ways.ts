/** Expressions with `\1`: every way is tried, the longest match wins, and after some thousand steps it is given up. */
import { isIn } from './brackets.ts';
import { type Flags, isAt, type Match } from './match.ts';
import { type Node, RegexBeyond } from './syntax.ts';

const MOST_TRIES = 200_000;

type Then = (position: number, slots: number[]) => boolean;

/** The match that begins first, at `from` or behind it. Throws RegexBeyond where that takes too long. */
export function findByWays(tree: Node, text: string, from: number, flags: Flags): Match | undefined {
  let tries = 0;

  /** Goes on behind a node; true ends the search. */
  function go(node: Node, position: number, slots: number[], then: Then): boolean {
    tries += 1;
    if (tries > MOST_TRIES) throw new RegexBeyond('it takes too many steps');
    switch (node.kind) {
      case 'set': {
        const code = text.charCodeAt(position);
        return (
          position < text.length && isIn(node.set, code, flags.fold ?? false) && then(position + 1, slots)
        );
      }
      case 'at':
        return isAt(node.place, text, position, flags) && then(position, slots);
      case 'group':
        return go(node.inner, position, slots, (end, inner) => {
          const next = inner.slice();
          next[node.index * 2] = position;
          next[node.index * 2 + 1] = end;
          return then(end, next);
        });
      case 'row': {
        const step = (at: number, here: number, now: number[]): boolean => {
          const part = node.parts[at];
          return part ? go(part, here, now, (end, next) => step(at + 1, end, next)) : then(here, now);
        };
        return step(0, position, slots);
      }
      case 'either':
        return node.choices.some((choice) => go(choice, position, slots, then));
      case 'repeat': {
        const turn = (count: number, here: number, now: number[]): boolean => {
          if (
            count < node.most &&
            go(node.inner, here, now, (end, next) =>
              end === here && count >= node.least ? false : turn(count + 1, end, next),
            )
          )
            return true;
          return count >= node.least && then(here, now);
        };
        return turn(0, position, slots);
      }
      case 'again': {
        const begin = slots[node.index * 2] ?? -1;
        const end = slots[node.index * 2 + 1] ?? -1;
        if (begin < 0 || end < 0) return false;
        const wanted = text.slice(begin, end);
        const found = text.slice(position, position + wanted.length);
        const same = flags.fold ? found.toLowerCase() === wanted.toLowerCase() : found === wanted;
        return same && then(position + wanted.length, slots);
      }
    }
  }

  for (let start = from; start <= text.length; start += 1) {
    let best: number[] | undefined;
    go(tree, start, [start], (end, slots) => {
      if (!best || end > (best[1] as number)) {
        best = slots.slice();
        best[1] = end;
      }
      return end === text.length;
    });
    if (best) return best;
  }
  return undefined;
}
