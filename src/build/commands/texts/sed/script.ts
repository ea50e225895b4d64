/** Scripts of sed, as GNU's reads them, taken apart into commands. */
import { type Regex, RegexBeyond, RegexError, regex } from '../regex/index.ts';
import { type Part, replacementParts } from './replacement.ts';

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

/** What is wrong with a script, and where: the number of the character, from 1. */
export class ScriptError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export interface ScriptOptions {
  readonly extended: boolean;
  readonly gnu: boolean;
}

/** Reads a script. Throws ScriptError; RegexBeyond where it is not followed. */
export function readScript(script: string, options: ScriptOptions): readonly Command[] {
  const commands: Command[] = [];
  const open: Command[] = [];
  let at = 0;
  const fail = (message: string, place = at): never => {
    throw new ScriptError(message, place);
  };
  const skip = (chars: RegExp) => {
    while (at < script.length && chars.test(script[at] as string)) at += 1;
  };
  const expression = (text: string, flags: { fold: boolean; lines: boolean }): Regex | undefined => {
    if (text === '') return undefined;
    try {
      return regex(text, { extended: options.extended, escapes: true, ...flags });
    } catch (error) {
      if (error instanceof RegexError) fail(error.message);
      throw error;
    }
  };

  /** Text up to a delimiter that has no backslash, which a delimiter within loses. */
  function delimited(delimiter: string, isRegex: boolean): string | undefined {
    let text = '';
    let bracket = false;
    for (; at < script.length; at += 1) {
      const char = script[at] as string;
      const next = script[at + 1];
      if (char === delimiter && !bracket) {
        at += 1;
        return text;
      }
      if (char === '\n' && isRegex && options.gnu) return undefined;
      if (isRegex && !bracket && char === '[') {
        bracket = true;
        text += char;
        if (script[at + 1] === '^') text += script[++at];
        if (script[at + 1] === ']') text += script[++at];
        continue;
      }
      if (bracket && char === '[' && /[:.=]/.test(next ?? '')) {
        const end = script.indexOf(`${next}]`, at + 2);
        if (end > 0) {
          text += script.slice(at, end + 2);
          at = end + 1;
          continue;
        }
      }
      if (bracket && char === ']') bracket = false;

      if (char === '\\' && next !== undefined && (!bracket || (options.gnu && next === delimiter))) {
        at += 1;
        // A delimiter that means something in an expression is only itself then.
        if (next === delimiter) text += isRegex && /[.*[\]^$+?(){}|]/.test(next) ? special(next) : next;
        else text += char + next;
        continue;
      }
      text += char;
    }
    return undefined;
  }

  function special(char: string): string {
    if (/[+?(){}|]/.test(char)) return options.extended ? `\\${char}` : char;
    return `\\${char}`;
  }

  function address(): Address | undefined {
    const number = /^\d+/.exec(script.slice(at, at + 20))?.[0];
    if (number !== undefined) {
      at += number.length;
      const step = /^[ \t]*~[ \t]*(\d+)/.exec(script.slice(at, at + 30));
      if (!step || !options.gnu) return { kind: 'line', line: Number(number) };
      at += step[0].length;
      return { kind: 'step', first: Number(number), step: Number(step[1]) };
    }
    if (script[at] === '$') {
      at += 1;
      return { kind: 'last' };
    }
    if (script[at] !== '/' && script[at] !== '\\') return undefined;
    if (script[at] === '\\') at += 1;
    const delimiter = script[at] as string;
    at += 1;
    const text = delimited(delimiter, true);
    if (text === undefined) return fail('unterminated address regex', script.length);
    const flags = { fold: false, lines: false };
    for (; options.gnu && /[IM]/.test(script[at] ?? ''); at += 1)
      flags[script[at] === 'I' ? 'fold' : 'lines'] = true;
    return { kind: 'match', regex: expression(text, flags) };
  }

  function second(): Address {
    const relative = /^([+~])(\d+)/.exec(script.slice(at, at + 20));
    if (relative) {
      at += relative[0].length;
      return { kind: relative[1] === '+' ? 'plus' : 'multiple', lines: Number(relative[2]) };
    }
    return address() ?? fail("unexpected `,'", at);
  }

  function toLineEnd(): string {
    skip(/[ \t]/);
    const end = script.indexOf('\n', at);
    const text = script.slice(at, end < 0 ? script.length : end);
    at = end < 0 ? script.length : end + 1;
    return text;
  }

  /** Text of a, i and c. */
  function lines(): string {
    skip(/[ \t]/);
    if (at >= script.length) return fail("expected \\ after `a', `c' or `i'");
    let keep = false;
    if (script[at] === '\\') {
      const rest = /^\\[ \t]*\n/.exec(script.slice(at, at + 200));
      if (rest) at += rest[0].length;
      else at += 1;
      keep = true;
      if (at >= script.length && rest) return fail('incomplete command');
    }
    let text = '';
    if (!keep) skip(/[ \t]/);
    for (; at < script.length; at += 1) {
      const char = script[at] as string;
      if (char === '\n') {
        at += 1;
        break;
      }
      if (char === '\\') {
        at += 1;
        const next = script[at];
        if (next === undefined) break;
        text += ({ n: '\n', t: '\t' } as Record<string, string>)[next] ?? next;
      } else text += char;
    }
    return `${text}\n`;
  }

  function substitution(): Substitution {
    const delimiter = script[at] as string | undefined;
    at += 1;
    const unterminated = () => fail("unterminated `s' command", script.length);
    if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') return unterminated();
    const pattern = delimited(delimiter, true) ?? unterminated();
    const replacement = delimited(delimiter, false) ?? unterminated();
    const flags = { fold: false, lines: false };
    let all = false;
    let print = false;
    let number = 0;
    let file: string | undefined;
    for (;;) {
      const char = script[at];
      const digits = /^\d+/.exec(script.slice(at, at + 10))?.[0];
      if (char === 'g') all = true;
      else if (char === 'p') print = true;
      else if (char === 'i' || char === 'I') flags.fold = true;
      else if (options.gnu && (char === 'm' || char === 'M')) flags.lines = true;
      else if (char === 'e') throw new RegexBeyond('the flag e');
      else if (digits !== undefined) {
        if (Number(digits) === 0) fail("number option to `s' command may not be zero", at + 1);
        number = Number(digits);
        at += digits.length;
        continue;
      } else if (char === 'w') {
        at += 1;
        file = toLineEnd();
        break;
      } else break;
      at += 1;
    }
    if (file === undefined) ending("unknown option to `s'");
    const compiled = expression(pattern, flags);
    const parts = replacementParts(replacement, options.gnu);
    const highest = Math.max(0, ...parts.map((part) => (part.kind === 'group' ? part.index : 0)));
    if (compiled && highest > compiled.groups)
      fail(`invalid reference \\${highest} on \`s' command's RHS`, at);
    return { regex: compiled, parts, all, number: all && !options.gnu ? 1 : number || 1, print, file };
  }

  function translation(): ReadonlyMap<string, string> {
    const delimiter = script[at] as string;
    at += 1;
    const from = delimited(delimiter, false);
    const to = from === undefined ? undefined : delimited(delimiter, false);
    if (from === undefined || to === undefined) return fail("unterminated `y' command", script.length);
    const chars = (text: string) =>
      [...text.matchAll(/\\([\s\S])|[\s\S]/g)].map(([all, char]) =>
        char === undefined ? all : char === 'n' ? '\n' : char === 't' ? '\t' : char,
      );
    const [olds, news] = [chars(from), chars(to)];
    if (olds.length !== news.length) fail("strings for `y' command are different lengths");
    ending('extra characters after command');
    return new Map(olds.map((old, index) => [old, news[index] as string] as const).reverse());
  }

  /** What ends a command: a line end, `;`, `}`, `#`. */
  function ending(message: string): void {
    skip(/[ \t\r]/);
    const char = script[at];
    if (char === undefined || char === '}' || char === '#') return;
    if (char !== ';' && char !== '\n') fail(message, at + 1);
    at += 1;
  }

  for (;;) {
    skip(/[ \t\n;]/);
    if (at >= script.length) break;
    if (script[at] === '#') {
      const end = script.indexOf('\n', at);
      at = end < 0 ? script.length : end;
      continue;
    }
    const from = address();
    skip(/[ \t]/);
    let to: Address | undefined;
    if (from && script[at] === ',') {
      at += 1;
      skip(/[ \t]/);
      to = second();
      skip(/[ \t]/);
    }
    if (options.gnu && from?.kind === 'line' && from.line === 0 && to?.kind !== 'match')
      fail('invalid usage of line address 0');
    const negated = script[at] === '!';
    while (/[! \t]/.test(script[at] ?? '')) at += 1;
    const name = script[at];
    if (name === undefined || name === '\n' || name === ';')
      fail('missing command', Math.min(at + 1, script.length));
    at += 1;
    if (!options.gnu && /[QRWTzF~I]/.test(name as string)) fail(`unsupported command ${name}`);
    const base = {
      name: name as string,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      negated,
      text: '',
    };
    const command = ((): Command => {
      switch (name) {
        case '{':
          return base;
        case '}': {
          const begin = open.pop();
          if (!begin) return fail("unexpected `}'");
          begin.end = commands.length;
          ending('extra characters after command');
          return base;
        }
        case ':':
        case 'b':
        case 't':
        case 'T': {
          skip(/[ \t]/);
          const stop = options.gnu && name !== ':' ? /[\n;\s}]/ : /[\n;\s]/;
          const start = at;
          while (at < script.length && !stop.test(script[at] as string)) at += 1;
          const text = script.slice(start, at);
          if (!options.gnu && text.endsWith('}')) throw new RegexBeyond('a label with a bracket');
          if (name === ':' && text === '') fail('":" lacks a label');
          return { ...base, text };
        }
        case 'a':
        case 'i':
        case 'c':
          return { ...base, text: lines() };
        case 'r':
        case 'w':
        case 'R':
        case 'W':
          return { ...base, text: toLineEnd() || fail('missing filename in r/R/w/W commands') };
        case 's':
          return { ...base, substitution: substitution() };
        case 'y':
          return { ...base, translation: translation() };
        case 'q':
        case 'Q':
        case 'l':
        case 'L': {
          if (!options.gnu && name === 'l') throw new RegexBeyond('the command l of BusyBox');
          skip(/[ \t]/);
          const text = /^\d*/.exec(script.slice(at, at + 10))?.[0] ?? '';
          at += text.length;
          if (!options.gnu && text !== '') fail('missing command');
          ending('extra characters after command');
          return { ...base, text };
        }
        case 'e':
          throw new RegexBeyond('the command e');
        default:
          if (!/^[=dDgGhHnNpPxzF]$/.test(name as string)) fail(`unknown command: \`${name}'`);
          ending('extra characters after command');
          return base;
      }
    })();
    if (name === '{') open.push(command);
    commands.push(command);
  }
  if (open.length > 0) fail("unmatched `{'", 0);
  return commands;
}
