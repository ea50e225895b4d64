/** The pattern space of sed: the text that commands change, and what it was searched for last. */
import type { Regex } from '../regex/index.ts';

export class PatternSpace {
  text = '';
  private last: Regex | undefined;

  /** The expression to search for, or for undefined the one that was used last. */
  expression(given: Regex | undefined): Regex | undefined {
    this.last = given ?? this.last;
    return this.last;
  }
}
