/**
 * `[` and `test`: POSIX's rules by the number of operands, then the grammar of the old `-a`, `-o` and brackets.
 * Exit codes and words are each shell's own.
 */
import type { ShellKind } from '../words.ts';
import { binary, type TestFiles, unary } from './test-operators.ts';
import { Wrong, words } from './test-words.ts';

const UNARY = 'bcdefghkprstuwxzLSnOGN';
const BINARY: ReadonlySet<string> = new Set([
  '=',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

/**
 * Evaluates the words behind `[` or `test`.
 * @param name `[` or `test`; a `[` must end in `]`
 * @returns 0 true, 1 false, 2 with the words of the shell
 */
export function evaluate(
  name: string,
  args: readonly string[],
  kind: ShellKind,
  files: TestFiles,
): { readonly exitCode: number; readonly message?: string } {
  try {
    if (name === '[' && args.at(-1) !== ']') throw new Wrong('bracket', '');
    const words = name === '[' ? args.slice(0, -1) : args;
    return { exitCode: decide(words, kind, files) ? 0 : 1 };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { exitCode: 2, message: words(error, name, kind) };
  }
}

function decide(args: readonly string[], kind: ShellKind, files: TestFiles): boolean {
  const [first = '', second = '', third = ''] = args;
  const isBinary = (word: string) => BINARY.has(word) || (word === '==' && kind !== 'dash');
  const isUnary = (word: string) => word.length === 2 && word[0] === '-' && UNARY.includes(word[1] as string);
  switch (args.length) {
    case 0:
      return false;
    case 1:
      return first !== '';
    case 2:
      if (first === '!') return second === '';
      if (isUnary(first)) return unary(first, second, kind, files);
      if (kind === 'dash') throw new Wrong('operand', first);
      throw new Wrong('operand', kind === 'ash' ? second : first);
    case 3:
      if (isBinary(second)) return binary(first, second, third, kind, files);
      if (second === '-a') return first !== '' && third !== '';
      if (second === '-o') return first !== '' || third !== '';
      if (first === '!') return !decide(args.slice(1), kind, files);
      if (first === '(' && third === ')') return second !== '';
      if (isUnary(first)) throw new Wrong('operator', kind === 'ash' ? third : second);
      throw new Wrong('operator', kind === 'dash' ? first : second);
    default:
      if (args.length === 4 && first === '!') return !decide(args.slice(1), kind, files);
      return new Expression(args, kind, files, isBinary, isUnary).whole();
  }
}

/** The grammar with `-a`, `-o`, `!` and brackets. */
class Expression {
  private at = 0;
  private readonly args: readonly string[];
  private readonly kind: ShellKind;
  private readonly files: TestFiles;
  private readonly isBinary: (word: string) => boolean;
  private readonly isUnary: (word: string) => boolean;

  constructor(
    args: readonly string[],
    kind: ShellKind,
    files: TestFiles,
    isBinary: (word: string) => boolean,
    isUnary: (word: string) => boolean,
  ) {
    this.args = args;
    this.kind = kind;
    this.files = files;
    this.isBinary = isBinary;
    this.isUnary = isUnary;
  }

  whole(): boolean {
    const value = this.or();
    if (this.at < this.args.length) {
      const [first = ''] = this.args;
      throw new Wrong('many', this.kind === 'dash' ? first : (this.args[this.at] as string));
    }
    return value;
  }

  private or(): boolean {
    let value = this.and();
    while (this.args[this.at] === '-o') {
      this.at += 1;
      const right = this.and();
      value = value || right;
    }
    return value;
  }

  private and(): boolean {
    let value = this.not();
    while (this.args[this.at] === '-a') {
      this.at += 1;
      const right = this.not();
      value = value && right;
    }
    return value;
  }

  private not(): boolean {
    if (this.args[this.at] === '!') {
      this.at += 1;
      return !this.not();
    }
    return this.primary();
  }

  private primary(): boolean {
    const word = this.args[this.at];
    if (word === undefined) throw new Wrong('argument', this.args.at(-1) ?? '');
    const next = this.args[this.at + 1];
    const third = this.args[this.at + 2];
    if (next !== undefined && third !== undefined && this.isBinary(next)) {
      this.at += 3;
      return binary(word, next, third, this.kind, this.files);
    }
    if (word === '(') {
      this.at += 1;
      const value = this.or();
      if (this.args[this.at] !== ')') throw new Wrong('argument', word);
      this.at += 1;
      return value;
    }
    if (next !== undefined && this.isUnary(word)) {
      this.at += 2;
      return unary(word, next, this.kind, this.files);
    }
    this.at += 1;
    return word !== '';
  }
}
