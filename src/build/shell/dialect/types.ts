/** Which shell reads a script, and what is learnt of the script meanwhile. */
import type { ShellKind } from '../words.ts';

/** Which shell reads a script. */
export interface Dialect {
  readonly kind: ShellKind;
  /** `$0`. */
  readonly name: string;
  /** The script. */
  readonly text: string;
  /** Whether `set -o pipefail` is known. */
  readonly pipefail: boolean;
  /** Variables that the shell was started with. */
  readonly given: ReadonlySet<string>;
}

/** What else is learnt from the tree. */
export interface ScriptFacts {
  /** Lines on which a command of a name stands, in order. */
  readonly lines: Map<string, number[]>;
  readonly functions: Set<string>;
  /** What cannot be followed faithfully. */
  readonly beyond: string[];
  /** Whether `set -e` stands in it. */
  errexit?: boolean;
  /** Text of the functions that it defines, which a trap may call in the end. */
  readonly definitions: string[];
  /** What an alias stands for, and the line from which on. */
  readonly aliases: Map<string, { readonly value: string; readonly line: number }>;
}
