/** A script while a shell runs it. */
import type { ShellKind } from './words.ts';
import type { Workspace } from './workspace.ts';

/** A script while a shell runs it. */
export interface Frame {
  readonly kind: ShellKind;
  /** `$0`. */
  readonly name: string;
  /** Whether its text comes from `-c`; else it is a file. */
  readonly isCommand: boolean;
  /** Lines on which a command of a name stands. */
  readonly lines: Map<string, number[]>;
  readonly functions: Set<string>;
  readonly beyond: string[];
  readonly definitions: string[];
  readonly aliases: Map<string, { readonly value: string; readonly line: number }>;
  /** How the jobs of `&` ended, by what `$!` says of them. */
  readonly jobs: Map<number, number>;
  /** What `ulimit` was told, by option. */
  readonly bounds: Map<string, string>;
  /** What `trap … SIGNAL` is to run, by signal; EXIT is one of them. */
  readonly traps: Map<string, string>;
  /** Its text. */
  text: string;
  /** Variables that it was started with. */
  given: ReadonlySet<string>;
  errexit?: boolean;
  /** Whether it came as far as a line that it cannot read. */
  isPast?: boolean;
  /** Files as its user sees them. */
  files?: Workspace;
}

/** A frame for a script that is about to run. */
export function newFrame(kind: ShellKind, name: string, isCommand: boolean): Frame {
  return {
    kind,
    name,
    isCommand,
    lines: new Map(),
    functions: new Set(),
    beyond: [],
    definitions: [],
    aliases: new Map(),
    jobs: new Map(),
    bounds: new Map(),
    traps: new Map(),
    text: '',
    given: new Set(),
  };
}
