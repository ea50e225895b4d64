/** Regular expressions as POSIX writes them, basic and extended, with what GNU and musl add: taken apart into a tree. */
import { type CharSet, readBracket, SHORTHANDS } from './brackets.ts';

export type Node =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'at'; readonly place: Place }
  | { readonly kind: 'group'; readonly index: number; readonly inner: Node }
  | { readonly kind: 'repeat'; readonly inner: Node; readonly least: number; readonly most: number }
  | { readonly kind: 'row'; readonly parts: readonly Node[] }
  | { readonly kind: 'either'; readonly choices: readonly Node[] }
  | { readonly kind: 'again'; readonly index: number };

/** A place between two characters. */
export type Place = '^' | '$' | 'b' | 'B' | '<' | '>' | '`' | "'";

/** What is wrong with an expression, in the words of the C library. */
export class RegexError extends Error {}

/** An expression that is not followed here. */
export class RegexBeyond extends Error {}

export interface SyntaxOptions {
  /** Extended: `( ) { } + ? |` without a backslash. */
  readonly extended: boolean;
  /** `\n` and `\t` are a line end and a tab (sed and awk); else they are `n` and `t` (grep). */
  readonly escapes?: boolean;
  /** awk: a backslash is one in brackets too, and there are no back references. */
  readonly awk?: boolean;
}

export interface Syntax {
  readonly tree: Node;
  readonly groups: number;
  /** True where it has `\1`. */
  readonly hasBackReference: boolean;
}

const MOST_REPEATS = 255;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', f: '\f', v: '\v', r: '\r', a: '\x07' };

/** Reads an expression. Throws RegexError where it is wrong and RegexBeyond where it is not followed. */
export function readRegex(text: string, options: SyntaxOptions): Syntax {
  const { extended } = options;
  let at = 0;
  let groups = 0;
  let depth = 0;
  let hasBackReference = false;

  /** An operator at this place: with a backslash in a basic expression, without in an extended one. */
  const operator = (char: string) =>
    extended ? text[at] === char : text[at] === '\\' && text[at + 1] === char;
  const width = extended ? 1 : 2;

  function either(): Node {
    const choices = [row()];
    while (operator('|')) {
      at += width;
      choices.push(row());
    }
    return choices.length === 1 ? (choices[0] as Node) : { kind: 'either', choices };
  }

  function row(): Node {
    const parts: Node[] = [];
    while (at < text.length && !operator('|') && !(depth > 0 && operator(')'))) {
      const first = parts.length === 0 || (!extended && parts.length === 1 && isAnchor(parts[0]));
      const part = atom(first);
      parts.push(first && !extended && isAnchor(part) ? part : repeated(part));
    }
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'row', parts };
  }

  function isAnchor(node: Node | undefined): boolean {
    return node?.kind === 'at' && node.place === '^';
  }

  function repeated(inner: Node): Node {
    let node = inner;
    for (;;) {
      let least = 0;
      let most = Number.POSITIVE_INFINITY;
      if (text[at] === '*') at += 1;
      else if (operator('+')) {
        least = 1;
        at += width;
      } else if (operator('?')) {
        most = 1;
        at += width;
      } else if (operator('{')) {
        const end = extended ? '}' : '\\}';
        const stop = text.indexOf(end, at);
        const match = /^(\d*)(,?)(\d*)$/.exec(stop < 0 ? '?' : text.slice(at + width, stop));
        if (!match || (match[1] === '' && match[2] === '')) {
          if (extended) return node;
          throw new RegexError(stop < 0 ? 'Unmatched \\{' : 'Invalid content of \\{\\}');
        }
        least = Number(match[1]);
        most = match[2] === '' ? least : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
        if (most < least) throw new RegexError('Invalid content of \\{\\}');
        if (least > MOST_REPEATS || (Number.isFinite(most) && most > MOST_REPEATS))
          throw new RegexBeyond('so many repetitions');
        at = stop + end.length;
      } else return node;
      node = { kind: 'repeat', inner: node, least, most };
    }
  }

  function literal(char: string): Node {
    return { kind: 'set', set: { negated: false, ranges: [[char.charCodeAt(0), char.charCodeAt(0)]] } };
  }

  function atom(first: boolean): Node {
    const char = text[at] as string;
    if (operator('(')) {
      at += width;
      groups += 1;
      const index = groups;
      depth += 1;
      const inner = either();
      depth -= 1;
      if (!operator(')')) throw new RegexError('Unmatched ( or \\(');
      at += width;
      return { kind: 'group', index, inner };
    }
    if (!extended && operator(')')) throw new RegexError('Unmatched ) or \\)');
    if (char === '\\') return escaped();
    at += 1;
    if (char === '.') return { kind: 'set', set: { negated: true, ranges: [] } };
    if (char === '[') {
      const { set, end } = readBracket(text, at, options);
      if (end === undefined) throw new RegexError('Unmatched [, [^, [:, [., or [=');
      at = end;
      return { kind: 'set', set };
    }
    if (char === '^' && (extended || first)) return { kind: 'at', place: '^' };
    if (char === '$' && (extended || at === text.length || operator(')') || operator('|')))
      return { kind: 'at', place: '$' };
    if (extended && /[*+?]/.test(char)) throw new RegexBeyond(`${char} with nothing before it`);
    if (extended && char === ')') throw new RegexError('Unmatched ) or \\)');
    return literal(char);
  }

  function escaped(): Node {
    const char = text[at + 1];
    at += 2;
    if (char === undefined) throw new RegexError('Trailing backslash');
    if (/[1-9]/.test(char) && !options.awk) {
      if (Number(char) > groups) throw new RegexError('Invalid back reference');
      hasBackReference = true;
      return { kind: 'again', index: Number(char) };
    }
    if (options.escapes && ESCAPES[char] !== undefined) return literal(ESCAPES[char]);
    if (options.awk) {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at - 1, at + 2))?.[0];
      if (octal !== undefined) {
        at += octal.length - 1;
        return literal(String.fromCharCode(Number.parseInt(octal, 8)));
      }
      return literal(char);
    }
    if (options.escapes && /[cdox]/.test(char)) throw new RegexBeyond(`\\${char}`);
    const shorthand = SHORTHANDS[char];
    if (shorthand) return { kind: 'set', set: shorthand };
    if (/[bB<>`']/.test(char)) return { kind: 'at', place: char as Place };
    if (!extended && char === '{') throw new RegexError('Invalid preceding regular expression');
    return literal(char);
  }

  const tree = either();
  if (at < text.length) throw new RegexError('Unmatched ) or \\)');
  return { tree, groups, hasBackReference };
}
