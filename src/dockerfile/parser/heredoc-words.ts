import { isSpace, quote } from '../go-text.ts';

/** What BuildKit says of a text in which a quote or a brace never closes. */
export class LexError extends Error {}

export interface LexOptions {
  /** Keep quotes in the words. */
  readonly rawQuotes: boolean;
  /** Keep escapes in the words. */
  readonly rawEscapes: boolean;
}

/** `${…}` inside `${…}` deeper than this is taken for a mistake: nobody writes it, and the stack is not endless. */
const MAX_DEPTH = 200;
const SPECIAL_PARAMETERS = '@*#?-$!0';
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}_]/u;
const DIGIT = /\p{Nd}/u;

/**
 * Splits a text into words as BuildKit does to find heredocs in a line: quotes and escapes keep blanks
 * together, the escape is always `\`, and variables stay as they are written, because none is set.
 * Throws LexError, with BuildKit's words, for what cannot be read.
 */
export function heredocWords(text: string, options: LexOptions): string[] {
  return new Lexer(text, options).run();
}

class Lexer {
  private readonly text: string;
  private readonly rawQuotes: boolean;
  private rawEscapes: boolean;
  private at = 0;
  private depth = 0;
  private readonly words: string[] = [];
  private word = '';
  private inWord = false;

  constructor(text: string, options: LexOptions) {
    this.text = text;
    this.rawQuotes = options.rawQuotes;
    this.rawEscapes = options.rawEscapes;
  }

  run(): string[] {
    try {
      this.until('', this.rawEscapes);
    } catch (error) {
      if (error instanceof LexError)
        throw new LexError(`failed to process ${quote(this.text)}: ${error.message}`);
      throw error;
    }
    if (this.word !== '') this.words.push(this.word);
    return this.words;
  }

  private get ended(): boolean {
    return this.at >= this.text.length;
  }

  private peek(): string {
    return this.text[this.at] ?? '';
  }

  private next(): string {
    return this.text[this.at++] ?? '';
  }

  /** Reads up to `stop` (which it takes too) or, for '', the end. Words are gathered on the outermost level alone. */
  private until(stop: string, rawEscapes: boolean): string {
    if (++this.depth > MAX_DEPTH) throw new LexError('syntax error: bad substitution');
    const outer = this.rawEscapes;
    this.rawEscapes = rawEscapes;
    const result = this.untilStop(stop);
    this.rawEscapes = outer;
    this.depth--;
    return result;
  }

  private untilStop(stop: string): string {
    const top = stop === '';
    let result = '';
    while (!this.ended) {
      const character = this.peek();
      if (character === stop) {
        this.at++;
        return result;
      }
      if (character === "'" || character === '"') {
        const quoted = character === "'" ? this.singleQuoted() : this.doubleQuoted();
        if (top) this.add(quoted);
        result += quoted;
      } else if (character === '$') {
        const value = this.dollar();
        if (top) this.addSplit(value);
        result += value;
      } else {
        this.at++;
        if (character !== '\\') {
          if (top) this.addSplit(character);
          result += character;
          continue;
        }
        if (this.rawEscapes) {
          if (top) this.add(character);
          result += character;
        }
        if (this.ended) break;
        const escaped = this.next();
        if (top) this.add(escaped);
        result += escaped;
      }
    }
    if (!top) throw new LexError(`unexpected end of statement while looking for matching ${stop}`);
    return result;
  }

  private add(text: string): void {
    this.word += text;
    this.inWord = true;
  }

  private addSplit(text: string): void {
    for (let at = 0; at < text.length; at++) {
      if (!isSpace(text.charCodeAt(at))) {
        this.add(text[at] as string);
      } else if (this.inWord && this.word !== '') {
        this.words.push(this.word);
        this.word = '';
        this.inWord = false;
      }
    }
  }

  private singleQuoted(): string {
    const end = this.text.indexOf("'", this.at + 1);
    if (end === -1) {
      throw new LexError('unexpected end of statement while looking for matching single-quote');
    }
    const quoted = this.rawQuotes ? this.text.slice(this.at, end + 1) : this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return quoted;
  }

  private doubleQuoted(): string {
    let result = this.rawQuotes ? '"' : '';
    this.at++;
    while (!this.ended) {
      if (this.peek() === '"') {
        this.at++;
        return this.rawQuotes ? `${result}"` : result;
      }
      if (this.peek() === '$') {
        result += this.dollar();
        continue;
      }
      let character = this.next();
      if (character === '\\') {
        if (this.rawEscapes) result += character;
        if (this.ended) break;
        // Only these can be escaped; before anything else the escape token stays (and stays twice when raw).
        if ('"$\\'.includes(this.peek())) character = this.next();
      }
      result += character;
    }
    throw new LexError('unexpected end of statement while looking for matching double-quote');
  }

  /** `$name`, `${name}` and `${name…}`: checked, and given back as written. */
  private dollar(): string {
    this.at++;
    if (this.peek() !== '{') return `$${this.name()}`;
    this.at++;
    if (this.ended) throw new LexError("syntax error: missing '}'");
    if ('{}:'.includes(this.peek())) throw new LexError('syntax error: bad substitution');
    const name = this.name();
    let modifier = this.next();
    if (modifier === '}') return `\${${name}}`;
    if (modifier === '/') return this.replacement(name);
    if (modifier === ':') modifier += this.next();
    else if (modifier === '' || !'+-?#%'.includes(modifier)) {
      throw new LexError(`unsupported modifier (${modifier}) in substitution`);
    }
    const kind = modifier.at(-1);
    const word = this.closing('}', kind === '#' || kind === '%', "syntax error: missing '}'");
    return `\${${name}${modifier}${word}}`;
  }

  private replacement(name: string): string {
    if (this.peek() === '/') this.at++;
    const pattern = this.closing('/', true, `syntax error: missing '/' in \${}`);
    const replacement = this.closing('}', true, "syntax error: missing '}'");
    return `\${${name}/${pattern}/${replacement}}`;
  }

  private closing(stop: string, rawEscapes: boolean, missing: string): string {
    try {
      return this.until(stop, rawEscapes);
    } catch (error) {
      if (error instanceof LexError && this.ended) throw new LexError(missing);
      throw error;
    }
  }

  private name(): string {
    const start = this.at;
    while (!this.ended) {
      const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
      if (this.at === start && DIGIT.test(character)) {
        while (!this.ended && DIGIT.test(this.peek())) this.at++;
        break;
      }
      if (this.at === start && SPECIAL_PARAMETERS.includes(character)) {
        this.at++;
        break;
      }
      if (!LETTER_OR_DIGIT.test(character)) break;
      this.at += character.length;
    }
    return this.text.slice(start, this.at);
  }
}
