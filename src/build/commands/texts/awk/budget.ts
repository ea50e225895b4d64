/** How much work a run of awk may do. */
import { RegexBeyond } from '../regex/index.ts';

const MOST_STEPS = 300_000;

export class Budget {
  private steps = 0;

  /** Counts one step. Throws RegexBeyond after too many. */
  step(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new RegexBeyond('steps');
  }

  /** Counts work over a text of so many characters; the next step finds out whether it was too much. */
  pass(length: number): void {
    this.steps += length >> 12;
  }
}
