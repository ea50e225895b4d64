/** Words of an awk program. */
import { RegexBeyond } from '../regex/index.ts';

export interface Token {
  readonly kind:
    | 'number'
    | 'string'
    | 'regex'
    | 'name'
    | 'call'
    | 'function'
    | 'builtin'
    | 'keyword'
    | 'sign'
    | 'line'
    | 'end';
  readonly text: string;
}

const KEYWORDS = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(
    ' ',
  ),
);
export const BUILTINS = new Set(
  'length substr index split sub gsub match sprintf sin cos atan2 exp log sqrt int tolower toupper system close fflush rand srand systime strftime mktime gensub and or xor compl lshift rshift'.split(
    ' ',
  ),
);
const SIGNS = /^(\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|\+\+|--|&&|\|\||>>|[{}()[\];,+\-*/%^!<>|?:~$=])/;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

/** Text of a string with its escapes; one that means nothing keeps its backslash in mawk, and loses it in BusyBox. */
export function unescaped(text: string, keeps: boolean): string {
  return text.replace(/\\([0-7]{1,3}|[\s\S])/g, (all, what: string) => {
    if (/^[0-7]/.test(what)) return String.fromCharCode(Number.parseInt(what, 8) & 255);
    if (what === '/' && keeps) return all;
    return ESCAPES[what] ?? (what === '\n' ? '' : keeps ? all : what);
  });
}

/** Takes a program apart. Throws RegexBeyond where it cannot be read. */
export function tokens(text: string, keeps: boolean): Token[] {
  const out: Token[] = [];
  let at = 0;
  /** Behind a value a slash divides. */
  const isValue = () => {
    const last = out.at(-1);
    return (
      last !== undefined &&
      (['number', 'string', 'regex', 'name', 'builtin'].includes(last.kind) ||
        (last.kind === 'sign' && /^[)\]$]$/.test(last.text)))
    );
  };
  while (at < text.length) {
    const rest = text.slice(at, at + 200);
    const blank = /^([ \t\r]+|\\\r?\n)/.exec(rest);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const char = text[at] as string;
    if (char === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      continue;
    }
    if (char === '\n') {
      out.push({ kind: 'line', text: char });
      at += 1;
      continue;
    }
    if (char === '"') {
      let end = at + 1;
      while (end < text.length && text[end] !== '"' && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
      if (text[end] !== '"') throw new RegexBeyond('a string without an end');
      out.push({ kind: 'string', text: unescaped(text.slice(at + 1, end), keeps) });
      at = end + 1;
      continue;
    }
    if (char === '/' && !isValue()) {
      let end = at + 1;
      let bracket = false;
      for (; end < text.length && (text[end] !== '/' || bracket); end += 1) {
        if (text[end] === '\\') end += 1;
        else if (text[end] === '\n') throw new RegexBeyond('an expression without an end');
        else if (text[end] === '[' && !bracket) {
          bracket = true;
          if (text[end + 1] === '^') end += 1;
          if (text[end + 1] === ']') end += 1;
        } else if (text[end] === ']') bracket = false;
      }
      if (end >= text.length) throw new RegexBeyond('an expression without an end');
      out.push({ kind: 'regex', text: text.slice(at + 1, end).replaceAll('\\/', '/') });
      at = end + 1;
      continue;
    }
    const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest);
    if (number) {
      out.push({ kind: 'number', text: number[0] });
      at += number[0].length;
      continue;
    }
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (name !== undefined) {
      at += name.length;
      if (name === 'func' || name === 'function') out.push({ kind: 'keyword', text: 'function' });
      else if (KEYWORDS.has(name)) out.push({ kind: 'keyword', text: name });
      else if (BUILTINS.has(name)) out.push({ kind: 'builtin', text: name });
      else out.push({ kind: text[at] === '(' ? 'call' : 'name', text: name });
      continue;
    }
    const sign = SIGNS.exec(rest)?.[0];
    if (sign === undefined || rest.startsWith('**')) throw new RegexBeyond(`${char} in a program of awk`);
    out.push({ kind: 'sign', text: sign });
    at += sign.length;
  }
  out.push({ kind: 'end', text: '' });
  return out;
}
