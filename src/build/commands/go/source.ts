/**
 * What the go command has to know of a source file: package, imports, embeds, and which names it declares
 * and calls. One pass over the text; nothing is type-checked.
 */

export interface Token {
  /** `ident`: name or keyword; `string`: its value; `op`: one character. */
  readonly kind: 'ident' | 'string' | 'op' | 'other';
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes. */
  readonly column: number;
}

export interface Import {
  readonly path: string;
  /** `_`, `.` or a name of its own. */
  readonly alias?: string;
  readonly line: number;
  readonly column: number;
}

/** One pattern behind `//go:embed`. */
export interface Embed {
  readonly pattern: string;
  readonly line: number;
  /** Of the pattern. */
  readonly column: number;
  /** Column of `go:embed` itself. */
  readonly directive: number;
}

export interface GoSource {
  readonly package: string;
  readonly imports: readonly Import[];
  readonly embeds: readonly Embed[];
  /** The expression behind `//go:build`. */
  readonly constraint?: string;
  readonly declaresMain: boolean;
  readonly tokens: readonly Token[];
}

const IDENT = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const NUMBER = /[0-9][0-9a-zA-Z_.]*/y;
const SPACE = /[ \t\r]+/y;

/** Reads one .go file. Never throws; what is no Go gives what could be read. */
export function readSource(text: string): GoSource {
  const tokens: Token[] = [];
  const embeds: Embed[] = [];
  let constraint: string | undefined;
  let line = 1;
  let lineStart = 0;
  const encoder = new TextEncoder();
  const columnAt = (at: number) => {
    const before = text.slice(lineStart, at);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it asks for plain ASCII
    return (/^[\x00-\x7f]*$/.test(before) ? before.length : encoder.encode(before).length) + 1;
  };
  let at = 0;
  const push = (kind: Token['kind'], value: string, from: number) =>
    tokens.push({ kind, text: value, line, column: columnAt(from) });
  const newline = (position: number) => {
    line += 1;
    lineStart = position + 1;
  };
  while (at < text.length) {
    const char = text[at] as string;
    if (char === '\n') {
      push('op', '\n', at);
      newline(at);
      at += 1;
      continue;
    }
    SPACE.lastIndex = at;
    if (SPACE.test(text)) {
      at = SPACE.lastIndex;
      continue;
    }
    if (char === '/' && text[at + 1] === '/') {
      const end = text.indexOf('\n', at);
      const comment = text.slice(at, end < 0 ? undefined : end).trimEnd();
      if (comment.startsWith('//go:build ') && constraint === undefined) constraint = comment.slice(11);
      if (comment.startsWith('//go:embed ')) {
        for (const match of comment.matchAll(/\S+/g)) {
          if (match.index === 0) continue;
          embeds.push({
            pattern: unquote(match[0]),
            line,
            column: columnAt(at + match.index),
            directive: columnAt(at + 2),
          });
        }
      }
      at = end < 0 ? text.length : end;
      continue;
    }
    if (char === '/' && text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2);
      const end = close < 0 ? text.length : close + 2;
      for (let n = text.indexOf('\n', at); n >= 0 && n < end; n = text.indexOf('\n', n + 1)) newline(n);
      at = end;
      continue;
    }
    if (char === '"' || char === '`' || char === "'") {
      const from = at;
      at += 1;
      while (at < text.length && text[at] !== char && (char === '`' || text[at] !== '\n')) {
        if (char !== '`' && text[at] === '\\') at += 1;
        at += 1;
      }
      at += 1;
      push(char === "'" ? 'other' : 'string', text.slice(from + 1, at - 1), from);
      if (char === '`') {
        for (let n = text.indexOf('\n', from); n >= 0 && n < at; n = text.indexOf('\n', n + 1)) newline(n);
      }
      continue;
    }
    IDENT.lastIndex = at;
    const name = IDENT.exec(text);
    if (name) {
      push('ident', name[0], at);
      at = IDENT.lastIndex;
      continue;
    }
    NUMBER.lastIndex = at;
    if (NUMBER.test(text)) {
      push('other', '0', at);
      at = NUMBER.lastIndex;
      continue;
    }
    push('op', char, at);
    at += 1;
  }
  return {
    package: packageName(tokens),
    imports: importsOf(tokens),
    embeds,
    ...(constraint === undefined ? {} : { constraint }),
    declaresMain: declaresMain(tokens),
    tokens,
  };
}

function unquote(word: string): string {
  return /^(".*"|`.*`)$/.test(word) ? word.slice(1, -1) : word;
}

function packageName(tokens: readonly Token[]): string {
  const at = tokens.findIndex((token) => token.kind === 'ident' && token.text === 'package');
  return at < 0 ? '' : (tokens[at + 1]?.text ?? '');
}

function importsOf(tokens: readonly Token[]): Import[] {
  const imports: Import[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.kind === 'op' && '({['.includes(token.text)) depth += 1;
    if (token.kind === 'op' && ')}]'.includes(token.text)) depth -= 1;
    if (depth > 0 || token.kind !== 'ident' || token.text !== 'import') continue;
    at += 1;
    const group = tokens[at]?.text === '(';
    if (group) at += 1;
    let alias: string | undefined;
    let start: Token | undefined;
    for (; at < tokens.length; at += 1) {
      const one = tokens[at] as Token;
      if (one.kind === 'string') {
        const { line, column } = start ?? one;
        imports.push({ path: one.text, ...(alias === undefined ? {} : { alias }), line, column });
        alias = undefined;
        start = undefined;
        if (!group) break;
      } else if (one.text === ')' && one.kind === 'op') break;
      else if (one.text !== '\n' && one.text !== ';') {
        alias = one.text;
        start = one;
      } else if (!group && one.text === '\n') break;
    }
  }
  return imports;
}

function declaresMain(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token, at) =>
      token.kind === 'ident' &&
      token.text === 'func' &&
      tokens[at + 1]?.text === 'main' &&
      tokens[at + 2]?.text === '(',
  );
}
