/** A place among the words of a program of awk, for those who read it. */
import { RegexBeyond } from '../regex/index.ts';
import type { Token } from './lexer.ts';

/** Its functions are its own: they may be taken out of it. */
export class Cursor {
  private readonly list: readonly Token[];
  /** The place of the word that is read next. */
  at = 0;
  /** Within print, where `>` writes to a file. */
  printing = false;

  constructor(list: readonly Token[]) {
    this.list = list;
  }

  /** A word that is not read yet; the last one at the end. */
  peek = (ahead = 0): Token => this.list[Math.min(this.at + ahead, this.list.length - 1)] as Token;
  /** Whether a sign or a keyword comes. */
  is = (sign: string, ahead = 0): boolean => {
    const token = this.peek(ahead);
    return (token.kind === 'sign' || token.kind === 'keyword') && token.text === sign;
  };
  /** Gives up at the word at hand. */
  beyond = (): never => {
    throw new RegexBeyond(`"${this.peek().text || 'the end'}" in a program of awk`);
  };
  /** Reads a sign or a keyword where it comes. */
  accept = (sign: string): boolean => {
    if (!this.is(sign)) return false;
    this.at += 1;
    return true;
  };
  /** Reads a sign or a keyword that must come. */
  expect = (sign: string): void => {
    if (!this.accept(sign)) this.beyond();
  };
  /** Passes over line ends. */
  lines = (): void => {
    while (this.peek().kind === 'line') this.at += 1;
  };
  /** Passes over line ends and semicolons. */
  ends = (): void => {
    while (this.peek().kind === 'line' || this.is(';')) this.at += 1;
  };
  /** Whether a statement ends here. */
  isEnd = (): boolean =>
    this.peek().kind === 'line' || this.peek().kind === 'end' || this.is(';') || this.is('}');
  /** Reads a name. */
  named = (): string => {
    const token = this.peek();
    if (token.kind !== 'name' && token.kind !== 'call') this.beyond();
    this.at += 1;
    return token.text;
  };
}
