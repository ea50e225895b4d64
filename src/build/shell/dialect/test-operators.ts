/** The operators of `[`: on strings, numbers and files. */
import type { ShellKind } from '../words.ts';
import { Wrong } from './test-words.ts';

/** What `[` asks of the files. */
export interface TestFiles {
  /** Type of what is at a path, links followed unless `link`; undefined where nothing is. */
  readonly type: (path: string, link?: boolean) => string | undefined;
  readonly size: (path: string) => number;
  /** Permission bits of a path. */
  readonly mode: (path: string) => number;
  /** Whether the user may read (4), write (2) or execute (1). */
  readonly may: (path: string, wanted: number) => boolean;
  readonly resolve: (path: string) => string;
  /** Says that the answer rests on what nobody knows. */
  readonly unknown: (why: string) => void;
}

function integer(text: string): bigint {
  const trimmed = text.trim();
  if (!/^[-+]?\d{1,30}$/.test(trimmed)) throw new Wrong('integer', text);
  return BigInt(trimmed.replace(/^\+/, ''));
}

/** An operator between two words. */
export function binary(
  left: string,
  operator: string,
  right: string,
  kind: ShellKind,
  files: TestFiles,
): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-ef':
      return files.type(left) !== undefined && files.resolve(left) === files.resolve(right);
    case '-nt':
    case '-ot':
      files.unknown('the times of files are not followed');
      return false;
    default: {
      const [a, b] = [integer(left), integer(right)];
      if (operator === '-eq') return a === b;
      if (operator === '-ne') return a !== b;
      if (operator === '-lt') return a < b;
      if (operator === '-le') return a <= b;
      if (operator === '-gt') return a > b;
      if (operator === '-ge') return a >= b;
      throw new Wrong('operator', kind === 'dash' ? left : operator);
    }
  }
}

/** An operator in front of a word. */
export function unary(operator: string, word: string, kind: ShellKind, files: TestFiles): boolean {
  const type = files.type(word);
  switch (operator[1]) {
    case 'n':
      return word !== '';
    case 'z':
      return word === '';
    case 'e':
      return type !== undefined;
    case 'f':
      return type === 'file';
    case 'd':
      return type === 'directory';
    case 'h':
    case 'L':
      return files.type(word, true) === 'symlink';
    case 's':
      return type !== undefined && (type === 'directory' || files.size(word) > 0);
    case 'r':
      return type !== undefined && files.may(word, 4);
    case 'w':
      return type !== undefined && files.may(word, 2);
    case 'x':
      return type !== undefined && files.may(word, 1);
    case 'u':
      return type !== undefined && (files.mode(word) & 0o4000) !== 0;
    case 'g':
      return type !== undefined && (files.mode(word) & 0o2000) !== 0;
    case 'k':
      return type !== undefined && (files.mode(word) & 0o1000) !== 0;
    case 't':
      integer(word);
      return false;
    case 'O':
    case 'G':
    case 'N':
      if (type !== undefined) files.unknown(`[ ${operator} ] is not followed`);
      return type !== undefined;
    default:
      // Devices, pipes and sockets: an image has none but in /dev.
      if (kind === 'sh') return false;
      return (operator === '-c' && /^\/dev\/(null|zero|random|urandom|tty|full)$/.test(word)) || false;
  }
}
