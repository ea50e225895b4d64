/** A shell while it reads a script: where it is, and the pieces of tree by which it speaks. */

import { OWN, type OWN_COMMANDS } from './own.ts';
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

  constructor(dialect: Dialect, facts: ScriptFacts) {
    this.dialect = dialect;
    this.facts = facts;
    this.bash = dialect.kind === 'bash' || dialect.kind === 'sh';
  }

  /** Stops the reading: the words are dash's, then those of any other shell. */
  refuse(dash: string, ash: string): never {
    throw new Refused(this.dialect.kind === 'dash' ? dash : ash, this.line);
  }

  /** Says something in the shell's words and ends with a code. */
  say(code: number, message: string, line = this.line): StatementNode {
    return statement([this.own('say', [word(String(code)), word(String(line)), word(message)])]);
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
