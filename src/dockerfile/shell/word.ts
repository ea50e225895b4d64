import { quote } from '../go-text.ts';
import { type Reading, WordReader } from './reader.ts';

/** What a word may look up. A `ReadonlyMap` is one. */
export interface Variables {
  get(name: string): string | undefined;
}

/** One mention of a variable in a word. */
export interface VariableUse {
  readonly name: string;
  /** Offsets (UTF-16) in the word: from `$` to behind the name or the closing brace. */
  readonly start: number;
  readonly end: number;
  /** Whether the variable has a value (the empty string is one). */
  readonly set: boolean;
}

export interface WordOptions {
  /** The file's escape token; `\` where absent. Heredoc bodies always have `\`. */
  readonly escapeToken?: string;
  /** Heredoc bodies: quotes are ordinary characters. */
  readonly keepQuotes?: boolean;
  /** Quotes keep their meaning, and stay in the text. */
  readonly rawQuotes?: boolean;
  /** Mentions of variables without a value stay as they are written. */
  readonly keepUnset?: boolean;
}

/** A word with its quotes taken off and its variables replaced. */
export interface ExpandedWord {
  /** The empty string where there is an error. */
  readonly text: string;
  /** Every variable looked up, in the order of the text. */
  readonly uses: readonly VariableUse[];
  /** BuildKit's message, from "failed to process" on. */
  readonly error?: string;
}

const NO_USES: readonly VariableUse[] = [];

/**
 * Expands a word as BuildKit's shell lexer does: `'…'`, `"…"`, escapes, `$name` and `${name…}` with
 * `:-` `-` `:+` `+` `:?` `?` `#` `##` `%` `%%` `/a/b` `//a/b`, nested. Never throws.
 */
export function expandWord(word: string, variables: Variables, options: WordOptions = {}): ExpandedWord {
  const { escapeToken = '\\', keepQuotes, rawQuotes, keepUnset } = options;
  if (isPlain(word, escapeToken)) return { text: word, uses: NO_USES };
  const { text, uses, error } = read(word, { variables, escapeToken, keepQuotes, rawQuotes, keepUnset });
  return error === undefined ? { text, uses } : { text: '', uses, error };
}

/** What words a text falls into. */
export interface SplitWords {
  /** None where there is an error. */
  readonly words: readonly string[];
  readonly error?: string;
}

/** The words that a word comes to, split at spaces that no quote and no escape protects: EXPOSE takes these. */
export function expandIntoWords(word: string, variables: Variables, escapeToken: string): SplitWords {
  return read(word, { variables, escapeToken });
}

/** What of the text stays in the words. */
export interface Raw {
  readonly rawQuotes: boolean;
  readonly rawEscapes: boolean;
}

/**
 * Splits a text into words as BuildKit does to find heredocs in a line: quotes and escapes keep blanks
 * together, the escape is always `\`, and variables stay as they are written, because none is set.
 */
export function splitIntoWords(text: string, { rawQuotes, rawEscapes }: Raw): SplitWords {
  return read(text, { escapeToken: '\\', rawQuotes }, rawEscapes);
}

function read(word: string, reading: Reading, rawEscapes = false): ExpandedWord & SplitWords {
  const reader = new WordReader(word, reading);
  const out = reader.until('', rawEscapes);
  const { uses, problem } = reader;
  if (problem === undefined) return { text: out.text, words: out.finish(), uses };
  return { text: '', words: [], uses, error: `failed to process ${quote(word)}: ${problem}` };
}

/** Whether nothing in the word needs a second look. */
function isPlain(word: string, escapeToken: string): boolean {
  const escapeCode = escapeToken.charCodeAt(0);
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    // $ " ' and a byte order mark, which the reader drops at the start of a word
    if (code === 0x24 || code === 0x22 || code === 0x27 || code === escapeCode || code === 0xfeff)
      return false;
  }
  return true;
}
