/** What the parts of a run of awk have in common. */
import type { Regex } from '../regex/index.ts';
import type { Budget } from './budget.ts';
import type { Fields } from './fields.ts';
import type { Patterns } from './patterns.ts';
import type { Records } from './records.ts';
import type { Expression, Program, Statement } from './tree.ts';
import type { Value } from './values.ts';
import type { Variables } from './variables.ts';
import type { AwkWorld } from './world.ts';

/** How a statement is left before its end, and the value of return and exit. */
export type Leave = { readonly how: string; readonly value?: Value };

export interface Machine {
  readonly program: Program;
  readonly world: AwkWorld;
  readonly budget: Budget;
  readonly patterns: Patterns;
  readonly variables: Variables;
  readonly fields: Fields;
  readonly records: Records;
  readonly out: string[];
  readonly errors: string[];
  /** What was written, by path. */
  readonly written: Map<string, { text: string; readonly appends: boolean }>;
  value(one: Expression): Value;
  /** An operand that stands for an expression. */
  pattern(one: Expression): Regex;
  /** Runs a statement; undefined where it came to its end. */
  perform(one: Statement): Leave | undefined;
}
