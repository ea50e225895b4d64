/** What `[` says of words that it does not take, in each shell's own words. */
import type { ShellKind } from '../words.ts';

/** A word that `[` does not take. */
export class Wrong extends Error {
  readonly reason: 'integer' | 'operator' | 'operand' | 'many' | 'argument' | 'bracket';
  readonly word: string;
  constructor(reason: Wrong['reason'], word: string) {
    super(reason);
    this.reason = reason;
    this.word = word;
  }
}

/** The line that the shell says, without its own name in front. */
export function words({ reason, word }: Wrong, name: string, kind: ShellKind): string {
  if (kind === 'ash') {
    const said = {
      integer: word === '' ? 'bad number' : `${word}: bad number`,
      operator: `${word}: unknown operand`,
      operand: `${word}: unknown operand`,
      many: `${word}: unknown operand`,
      argument: 'argument expected',
      bracket: 'missing ]',
    }[reason];
    return `sh: ${said}`;
  }
  if (kind === 'dash') {
    const said = {
      integer: `Illegal number: ${word}`,
      operator: `${word}: unexpected operator`,
      operand: `${word}: unexpected operator`,
      many: `${word}: unexpected operator`,
      argument: `${word}: argument expected`,
      bracket: 'missing ]',
    }[reason];
    return `${name}: ${said}`;
  }
  const said = {
    integer: `${word}: integer expression expected`,
    operator: `${word}: binary operator expected`,
    operand: `${word}: unary operator expected`,
    many: 'too many arguments',
    argument: 'argument expected',
    bracket: "missing `]'",
  }[reason];
  return `${name}: ${said}`;
}
