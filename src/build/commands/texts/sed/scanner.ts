/** A place in a script of sed, and the pieces of text that commands read there. */
import { type Regex, RegexError, regex } from '../regex/index.ts';

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

export class Scanner {
  readonly script: string;
  readonly options: ScriptOptions;
  /** The place of the character that is read next. */
  at = 0;

  constructor(script: string, options: ScriptOptions) {
    this.script = script;
    this.options = options;
  }

  /** Says that the script is wrong, here or at another place. */
  fail(message: string, place = this.at): never {
    throw new ScriptError(message, place);
  }

  skip(chars: RegExp): void {
    while (this.at < this.script.length && chars.test(this.script[this.at] as string)) this.at += 1;
  }

  /** The expression that a text stands for; undefined for none, which is the one that was used last. */
  expression(text: string, flags: { fold: boolean; lines: boolean }): Regex | undefined {
    if (text === '') return undefined;
    try {
      return regex(text, { extended: this.options.extended, escapes: true, ...flags });
    } catch (error) {
      if (error instanceof RegexError) this.fail(error.message);
      throw error;
    }
  }

  /** Text up to a delimiter that has no backslash, which a delimiter within loses. */
  delimited(delimiter: string, isRegex: boolean): string | undefined {
    let text = '';
    let bracket = false;
    for (; this.at < this.script.length; this.at += 1) {
      const char = this.script[this.at] as string;
      const next = this.script[this.at + 1];
      if (char === delimiter && !bracket) {
        this.at += 1;
        return text;
      }
      if (char === '\n' && isRegex && this.options.gnu) return undefined;
      if (isRegex && !bracket && char === '[') {
        bracket = true;
        text += char;
        if (this.script[this.at + 1] === '^') text += this.script[++this.at];
        if (this.script[this.at + 1] === ']') text += this.script[++this.at];
        continue;
      }
      if (bracket && char === '[' && /[:.=]/.test(next ?? '')) {
        const end = this.script.indexOf(`${next}]`, this.at + 2);
        if (end > 0) {
          text += this.script.slice(this.at, end + 2);
          this.at = end + 1;
          continue;
        }
      }
      if (bracket && char === ']') bracket = false;

      if (char === '\\' && next !== undefined && (!bracket || (this.options.gnu && next === delimiter))) {
        this.at += 1;
        // A delimiter that means something in an expression is only itself then.
        if (next === delimiter) text += isRegex && /[.*[\]^$+?(){}|]/.test(next) ? this.special(next) : next;
        else text += char + next;
        continue;
      }
      text += char;
    }
    return undefined;
  }

  private special(char: string): string {
    if (/[+?(){}|]/.test(char)) return this.options.extended ? `\\${char}` : char;
    return `\\${char}`;
  }

  /** The rest of the line, without blanks before it. */
  toLineEnd(): string {
    this.skip(/[ \t]/);
    const end = this.script.indexOf('\n', this.at);
    const text = this.script.slice(this.at, end < 0 ? this.script.length : end);
    this.at = end < 0 ? this.script.length : end + 1;
    return text;
  }

  /** Text of a, i and c. */
  lines(): string {
    this.skip(/[ \t]/);
    if (this.at >= this.script.length) return this.fail("expected \\ after `a', `c' or `i'");
    let keep = false;
    if (this.script[this.at] === '\\') {
      const rest = /^\\[ \t]*\n/.exec(this.script.slice(this.at, this.at + 200));
      if (rest) this.at += rest[0].length;
      else this.at += 1;
      keep = true;
      if (this.at >= this.script.length && rest) return this.fail('incomplete command');
    }
    let text = '';
    if (!keep) this.skip(/[ \t]/);
    for (; this.at < this.script.length; this.at += 1) {
      const char = this.script[this.at] as string;
      if (char === '\n') {
        this.at += 1;
        break;
      }
      if (char === '\\') {
        this.at += 1;
        const next = this.script[this.at];
        if (next === undefined) break;
        text += ({ n: '\n', t: '\t' } as Record<string, string>)[next] ?? next;
      } else text += char;
    }
    return `${text}\n`;
  }

  /** What ends a command: a line end, `;`, `}`, `#`. */
  ending(message: string): void {
    this.skip(/[ \t\r]/);
    const char = this.script[this.at];
    if (char === undefined || char === '}' || char === '#') return;
    if (char !== ';' && char !== '\n') this.fail(message, this.at + 1);
    this.at += 1;
  }
}
