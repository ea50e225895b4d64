/**
 * What nginx says of a configuration that cannot be read: words, braces, semicolons. Asked of nginx of Debian testing
 * (`nginx -t`, 2026-11). Which directives there are, and what they take, is not looked at.
 */

/** A problem in nginx's own words, without the file. */
export interface ConfigProblem {
  readonly message: string;
  /** From 1, as nginx counts. */
  readonly line: number;
}

/** The first problem of a text; undefined where it can be read, or where only nginx could tell. */
export function configProblem(text: string): ConfigProblem | undefined {
  let line = 1;
  let depth = 0;
  /** Words of the directive that is being read. */
  let words: string[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === '\n') line += 1;
    if (/\s/.test(char)) {
      at += 1;
    } else if (char === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === ';' || char === '{') {
      if (words.length === 0) return { message: `unexpected "${char}"`, line };
      if (char === ';' && BLOCKS.has(words[0] as string))
        return { message: `directive "${words[0]}" has no opening "{"`, line };
      // A block of Lua and the like has a language of its own.
      if (char === '{' && /_by_lua_block$/.test(words[0] as string)) return undefined;
      if (char === '{') depth += 1;
      words = [];
      at += 1;
    } else if (char === '}') {
      if (words.length > 0 || depth === 0) return { message: 'unexpected "}"', line };
      depth -= 1;
      at += 1;
    } else {
      const { word, end, lines, closed } = readWord(text, at);
      line += lines;
      if (!closed) return { message: 'unexpected end of file, expecting ";" or "}"', line };
      words.push(word);
      at = end;
    }
  }
  if (words.length > 0) return { message: 'unexpected end of file, expecting ";" or "}"', line };
  return depth > 0 ? { message: 'unexpected end of file, expecting "}"', line } : undefined;
}

/** Directives that are a block and nothing else (nginx.org/en/docs/dirindex.html; 2026-11). */
const BLOCKS = new Set([
  'server',
  'http',
  'events',
  'location',
  'stream',
  'types',
  'if',
  'map',
  'geo',
  'limit_except',
]);

/** A word from `at` on: quoted, or up to a blank, `;` or `{` that does not belong to a variable. */
function readWord(text: string, at: number) {
  const quote = text[at];
  let lines = 0;
  let end = at;
  if (quote === '"' || quote === "'") {
    for (end = at + 1; end < text.length && text[end] !== quote; end += 1) {
      if (text[end] === '\n') lines += 1;
      if (text[end] === '\\') end += 1;
    }
    return { word: text.slice(at + 1, end), end: end + 1, lines, closed: end < text.length };
  }
  while (end < text.length && !/[\s;{]/.test(text[end] as string)) {
    if (text[end] === '\\') end += 1;
    else if (text[end] === '$' && text[end + 1] === '{') end += 1;
    end += 1;
  }
  end = Math.min(end, text.length);
  return { word: text.slice(at, end), end, lines, closed: true };
}
