import { isSpace } from '../go-text.ts';
import { matchPrefix, matchSuffix, parsePattern, replaceMatches } from './pattern.ts';
import type { Variables, VariableUse } from './word.ts';

/** `${…}` inside `${…}` deeper than this is taken for a mistake: nobody writes it, and the stack is not endless. */
const MAX_DEPTH = 500;

/** How a word is to be read; what is absent is off. */
export interface Reading {
  /** Absent: none is set, and every mention of one stays as it is written. */
  readonly variables?: Variables;
  readonly escapeToken: string;
  /** Quotes are ordinary characters. */
  readonly keepQuotes?: boolean;
  /** Quotes keep their meaning, and stay in the text. */
  readonly rawQuotes?: boolean | undefined;
  /** Mentions of variables without a value stay as they are written. */
  readonly keepUnset?: boolean | undefined;
}

/** Collects text and, beside it, the words it falls into. */
export class Pieces {
  text = '';
  #word = '';
  #inWord = false;
  readonly #words: string[] = [];

  /** Text whose spaces separate words. */
  add(text: string): void {
    this.text += text;
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      if (!isSpace(text.charCodeAt(at))) continue;
      if (at > from) this.#take(text.slice(from, at));
      from = at + 1;
      if (this.#inWord && this.#word !== '') {
        this.#words.push(this.#word);
        this.#word = '';
        this.#inWord = false;
      }
    }
    if (from < text.length) this.#take(text.slice(from));
  }

  /** Text that belongs to the word it stands in, spaces and all. */
  addRaw(text: string): void {
    this.text += text;
    this.#take(text);
  }

  finish(): readonly string[] {
    if (this.#word !== '') this.#words.push(this.#word);
    this.#word = '';
    return this.#words;
  }

  #take(text: string): void {
    this.#word += text;
    this.#inWord = true;
  }
}

/** Narrower than what parts words. */
const BLANKS = ' \t\r\n\f';
const SPECIAL_NAMES = '@*#?-$!0';
const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;

/**
 * The state machine. `at` is the next character; each method starts at the character it is named
 * after and leaves `at` behind what it read:
 *
 * ```
 *   a"b$c"${d:-e}f
 *   ^         until('')       ends at the end of the word
 *    ^        doubleQuoted    ends behind the second "
 *      ^      dollar          ends behind c
 *         ^   dollar          reads d, `:-`, then until('}')
 * ```
 */
export class WordReader {
  readonly uses: VariableUse[] = [];
  /** Set once something is wrong; everything returns at once then. */
  problem: string | undefined;
  #at = 0;
  #depth = 0;
  #rawEscapes = false;
  readonly #text: string;
  readonly #reading: Reading;
  readonly #escapeToken: string;
  readonly #keepQuotes: boolean;

  constructor(text: string, reading: Reading) {
    this.#text = text;
    this.#reading = reading;
    this.#escapeToken = reading.escapeToken;
    this.#keepQuotes = reading.keepQuotes === true;
    if (text.charCodeAt(0) === 0xfeff && reading.variables !== undefined) this.#at = 1;
  }

  /** Reads up to `stop` (the empty string: the end). The escape token stays where `rawEscapes` says so. */
  until(stop: string, rawEscapes = false): Pieces {
    const outer = this.#rawEscapes;
    this.#rawEscapes = rawEscapes;
    if (++this.#depth > MAX_DEPTH) this.#fail('syntax error: bad substitution');
    const out = new Pieces();
    let stopped = stop === '';
    while (this.#at < this.#text.length && this.problem === undefined) {
      const character = this.#text.charAt(this.#at);
      if (character === stop) {
        this.#at++;
        stopped = true;
        break;
      }
      if (character === '$') out.add(this.#dollar());
      else if (character === "'" && !this.#keepQuotes) out.addRaw(this.#singleQuoted());
      else if (character === '"' && !this.#keepQuotes) out.addRaw(this.#doubleQuoted());
      else if (character === this.#escapeToken) this.#escaped(out);
      else if (character === '<') out.addRaw(this.#less());
      else this.#plain(out, stop);
    }
    this.#rawEscapes = outer;
    this.#depth--;
    if (!stopped) this.#fail(`unexpected end of statement while looking for matching ${stop}`);
    return out;
  }

  /** Characters that mean nothing but themselves, in one go. */
  #plain(out: Pieces, stop: string): void {
    const start = this.#at;
    do this.#at++;
    while (this.#at < this.#text.length && !this.#isSpecial(this.#text.charAt(this.#at), stop));
    out.add(this.#text.slice(start, this.#at));
  }

  #isSpecial(character: string, stop: string): boolean {
    if (character === '$' || character === '<' || character === stop || character === this.#escapeToken)
      return true;
    return !this.#keepQuotes && (character === "'" || character === '"');
  }

  /** Blanks behind `<<` belong to its word: `<< EOF` announces a heredoc as `<<EOF` does. */
  #less(): string {
    const start = this.#at;
    this.#at++;
    if (this.#text.charAt(this.#at) !== '<') return '<';
    this.#at++;
    while (BLANKS.includes(this.#text.charAt(this.#at)) && this.#at < this.#text.length) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #escaped(out: Pieces): void {
    this.#at++;
    if (this.#rawEscapes) out.addRaw(this.#escapeToken);
    if (this.#at < this.#text.length) out.addRaw(this.#next());
  }

  #singleQuoted(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end === -1) {
      this.#at = this.#text.length;
      return this.#fail('unexpected end of statement while looking for matching single-quote');
    }
    const raw = this.#reading.rawQuotes ? 0 : 1;
    const content = this.#text.slice(this.#at + raw, end + 1 - raw);
    this.#at = end + 1;
    return content;
  }

  #doubleQuoted(): string {
    const quote = this.#reading.rawQuotes ? '"' : '';
    let out = quote;
    this.#at++;
    while (this.problem === undefined) {
      if (this.#at >= this.#text.length) {
        return this.#fail('unexpected end of statement while looking for matching double-quote');
      }
      const character = this.#text.charAt(this.#at);
      if (character === '"') {
        this.#at++;
        out += quote;
        break;
      }
      if (character === '$') {
        out += this.#dollar();
        continue;
      }
      this.#at++;
      if (character !== this.#escapeToken) {
        out += character;
        continue;
      }
      if (this.#rawEscapes) out += character;
      if (this.#at >= this.#text.length) continue;
      // Inside quotes only these can be escaped; any other escape token is an ordinary character.
      const next = this.#text.charAt(this.#at);
      if (next === '"' || next === '$' || next === this.#escapeToken) {
        out += next;
        this.#at++;
      } else {
        out += character;
      }
    }
    return out;
  }

  #dollar(): string {
    const start = this.#at;
    this.#at++;
    if (this.#text.charAt(this.#at) !== '{') {
      const name = this.#name();
      return name === '' ? '$' : this.#plainValue(name, start);
    }
    this.#at++;
    const first = this.#text.charAt(this.#at);
    if (first === '') return this.#fail("syntax error: missing '}'");
    if (first === '{' || first === '}' || first === ':') return this.#fail('syntax error: bad substitution');
    const name = this.#name();
    let modifier = this.#next();
    if (modifier === '}') return this.#plainValue(name, start);
    if (modifier === '/') return this.#replace(name, start);
    if (!['+', '-', '?', '#', '%', ':'].includes(modifier)) return this.#unsupported(modifier);
    const orEmpty = modifier === ':';
    if (orEmpty) modifier = this.#next();
    const trims = modifier === '#' || modifier === '%';
    const argument = this.until('}', trims).text;
    if (this.problem !== undefined) return this.#missing('}');
    const value = this.#lookUp(name, start);
    if (this.#stays(value)) return `\${${name}${orEmpty ? ':' : ''}${modifier}${argument}}`;
    const unset = value === undefined || (orEmpty && value === '');
    switch (modifier) {
      case '-':
        return unset ? argument : value;
      case '+':
        return unset ? '' : argument;
      case '?':
        if (!unset) return value;
        return this.#fail(
          `${name}: ${argument || (value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty')}`,
        );
      case '#':
      case '%':
        return this.#trim(argument, value ?? '', modifier);
      default:
        return this.#unsupported(`:${modifier}`);
    }
  }

  /** `${name#pattern}` and its three sisters: `##` and `%%` take as much as they can. */
  #trim(argument: string, value: string, modifier: '#' | '%'): string {
    const longest = argument.startsWith(modifier);
    const text = longest ? argument.slice(1) : argument;
    const pattern = parsePattern(text);
    if ('error' in pattern) return this.#fail(`invalid pattern (${text}) in substitution: ${pattern.error}`);
    const characters = Array.from(value);
    const length = (modifier === '#' ? matchPrefix : matchSuffix)(pattern, characters, longest);
    if (length === -1) return value;
    const rest =
      modifier === '#' ? characters.slice(length) : characters.slice(0, characters.length - length);
    return rest.join('');
  }

  /** `${name/pattern/text}`; a second `/` replaces every match. */
  #replace(name: string, start: number): string {
    const all = this.#text.charAt(this.#at) === '/';
    if (all) this.#at++;
    const text = this.until('/', true).text;
    if (this.problem !== undefined) return this.#missing('/');
    const replacement = this.until('}', true).text;
    if (this.problem !== undefined) return this.#missing('}');
    const found = this.#lookUp(name, start);
    if (this.#stays(found)) return `\${${name}/${text}/${replacement}}`;
    const value = found ?? '';
    const pattern = parsePattern(text);
    if ('error' in pattern) return this.#fail(`invalid pattern (${text}) in substitution: ${pattern.error}`);
    return replaceMatches(pattern, Array.from(value), replacement, all);
  }

  #name(): string {
    const start = this.#at;
    const first = this.#character();
    if (first !== '' && isDigit(first)) {
      while (isDigit(this.#character())) this.#next();
    } else if (first !== '' && SPECIAL_NAMES.includes(first)) {
      this.#next();
    } else {
      for (;;) {
        const character = this.#character();
        if (character !== '_' && !isLetter(character) && !isDigit(character)) break;
        this.#next();
      }
    }
    return this.#text.slice(start, this.#at);
  }

  /** The value of `$name` or `${name}`. */
  #plainValue(name: string, start: number): string {
    const value = this.#lookUp(name, start);
    return this.#stays(value) ? this.#text.slice(start, this.#at) : (value ?? '');
  }

  /** Whether a mention stays as it is written, because nothing is known of the variable. */
  #stays(value: string | undefined): boolean {
    if (this.#reading.variables === undefined) return true;
    return this.#reading.keepUnset === true && value === undefined;
  }

  #lookUp(name: string, start: number): string | undefined {
    if (this.#reading.variables === undefined) return undefined;
    const value = this.#reading.variables.get(name);
    this.uses.push({ name, start, end: this.#at, set: value !== undefined });
    return value;
  }

  /** The character at `at`, whole even outside the basic plane; empty at the end. */
  #character(): string {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return '';
    return code < 0x10000 ? this.#text.charAt(this.#at) : String.fromCodePoint(code);
  }

  /** Reads one character; at the end BuildKit takes the replacement character for it. */
  #next(): string {
    const character = this.#character();
    this.#at += character.length;
    return character === '' ? '\ufffd' : character;
  }

  #unsupported(modifier: string): string {
    return this.#fail(`unsupported modifier (${modifier}) in substitution`);
  }

  /** An error inside `${…}` at the very end of the word is about the missing end. */
  #missing(end: string): string {
    if (this.#at >= this.#text.length) {
      this.problem = undefined;
      return this.#fail(end === '}' ? "syntax error: missing '}'" : "syntax error: missing '/' in ${}");
    }
    return '';
  }

  #fail(problem: string): string {
    this.problem ??= problem;
    return '';
  }
}

function isLetter(character: string): boolean {
  if (character === '') return false;
  const code = character.charCodeAt(0);
  if (code < 0x80) return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return LETTER.test(character);
}

function isDigit(character: string): boolean {
  if (character === '') return false;
  const code = character.charCodeAt(0);
  if (code < 0x80) return code >= 0x30 && code <= 0x39;
  return DIGIT.test(character);
}
