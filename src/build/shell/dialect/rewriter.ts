/** A shell while it reads a script: where it is, and the pieces of tree by which it speaks. */

import { OWN, type OWN_COMMANDS } from './own.ts';
import { mayTrace } from './trace.ts';
import {
  type SimpleCommandNode,
  type StatementNode,
  simple,
  statement,
  type WordNode,
  word,
} from './tree.ts';
import type { Dialect, ScriptFacts } from './types.ts';

/** A line that the shell refuses when it reads it. */
export class Refused extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** How one shell reads one script. */
export class Rewriter {
  readonly dialect: Dialect;
  readonly facts: ScriptFacts;
  readonly bash: boolean;
  /** Line on which what is read stands, from 1. */
  line = 1;
  /** How many functions are open around it. */
  depth = 0;
  /** How many substitutions are open around it; bash shows them with `set -x`. */
  nesting = 0;
  /** Whether a `break` stands in the loop that is read. */
  breaks = false;
  /** How many ( ) and $( ) are open around it. */
  subshells = 0;
  /** How many lists of directories it has asked for. */
  lists = 0;
  /** Whether `set -e` may be on: what is only needed for it is left out elsewhere. */
  readonly mayExit: boolean;
  /** Whether `set -x` may be on. */
  readonly mayTrace: boolean;

  constructor(dialect: Dialect, facts: ScriptFacts) {
    this.dialect = dialect;
    this.facts = facts;
    this.bash = dialect.kind === 'bash' || dialect.kind === 'sh';
    this.mayExit = /\bset\b/.test(dialect.text);
    this.mayTrace = mayTrace(dialect.text);
  }

  /** Stops the reading: the words are dash's, then those of any other shell. */
  refuse(dash: string, ash: string): never {
    throw new Refused(this.dialect.kind === 'dash' ? dash : ash, this.line);
  }

  /** Says something in the shell's words and ends with a code. */
  say(code: number, message: string, line = this.line): StatementNode {
    return statement([this.own('say', [word(String(code)), word(String(line)), word(message)])]);
  }

  /** Does nothing and ends with 0; `set -x` does not show it. */
  nothing(): SimpleCommandNode {
    return this.mayTrace ? this.own('say', [word('0')]) : simple([word(':')]);
  }

  /** Ends the shell. */
  exit(code: number): StatementNode[] {
    return [statement([simple([word('exit'), word(String(code))])])];
  }

  /** A call of one of our own commands. */
  own(name: (typeof OWN_COMMANDS)[number], words: readonly WordNode[], line = this.line): SimpleCommandNode {
    return simple([word(`${OWN}${name}`), ...words], line);
  }
}
