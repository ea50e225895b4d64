/** What a script of sed is made of: commands and their addresses. */
import type { Regex } from '../regex/index.ts';
import type { Part } from './replacement.ts';

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  /** Undefined: the expression that was used last. */
  | { readonly kind: 'match'; readonly regex: Regex | undefined }
  | { readonly kind: 'plus' | 'multiple'; readonly lines: number };

export interface Command {
  readonly name: string;
  readonly from?: Address;
  readonly to?: Address;
  readonly negated: boolean;
  /** Text of a, i, c; name of a label or file; numbers of q, Q, l. */
  readonly text: string;
  readonly substitution?: Substitution;
  readonly translation?: ReadonlyMap<string, string>;
  /** Where a `{` ends: the place of its `}`. */
  end?: number;
}

export interface Substitution {
  readonly regex: Regex | undefined;
  readonly parts: readonly Part[];
  readonly all: boolean;
  readonly number: number;
  readonly print: boolean;
  readonly file: string | undefined;
}
