/** CMakeLists.txt as a list of commands (https://cmake.org/cmake/help/latest/manual/cmake-language.7.html). */

/** One command with its arguments as they are written, quotes taken off. */
export interface CMakeCommand {
  /** In lower case: names are the same in any case. */
  readonly name: string;
  /** As it was written. */
  readonly written: string;
  readonly args: readonly CMakeArgument[];
  /** From 1. */
  readonly line: number;
}

export interface CMakeArgument {
  readonly text: string;
  /** A quoted or bracket argument is one value whatever it holds. */
  readonly quoted: boolean;
  /** A bracket argument is not expanded. */
  readonly literal?: boolean;
}

/** Reads the text; undefined where it is no CMake. */
export function readCMake(text: string): CMakeCommand[] | undefined {
  const commands: CMakeCommand[] = [];
  let at = 0;
  let line = 1;
  /** Goes over blanks, line ends and comments. */
  const skip = () => {
    while (at < text.length) {
      const char = text[at] as string;
      if (char === '\n') line += 1;
      else if (char === '#') {
        const bracket = bracketAt(text, at + 1);
        if (bracket) {
          line += text.slice(at, bracket.end).split('\n').length - 1;
          at = bracket.end;
          continue;
        }
        const end = text.indexOf('\n', at);
        at = end < 0 ? text.length : end;
        continue;
      } else if (char !== ' ' && char !== '\t' && char !== '\r') return;
      at += 1;
    }
  };
  for (;;) {
    skip();
    if (at >= text.length) return commands;
    const start = at;
    while (at < text.length && /\w/.test(text[at] as string)) at += 1;
    const written = text.slice(start, at);
    if (written === '') return undefined;
    const own = line;
    skip();
    if (text[at] !== '(') return undefined;
    at += 1;
    const args: CMakeArgument[] = [];
    let depth = 0;
    for (;;) {
      skip();
      if (at >= text.length) return undefined;
      const char = text[at] as string;
      const bracket = bracketAt(text, at);
      if (bracket) {
        args.push({ text: bracket.inner, quoted: true, literal: true });
        line += text.slice(at, bracket.end).split('\n').length - 1;
        at = bracket.end;
      } else if (char === '"') {
        let value = '';
        for (at += 1; at < text.length && text[at] !== '"'; at += 1) {
          if (text[at] === '\n') line += 1;
          if (text[at] === '\\' && at + 1 < text.length) {
            at += 1;
            if (text[at] === '\n') line += 1;
            else value += ESCAPES[text[at] as string] ?? text[at];
          } else value += text[at];
        }
        at += 1;
        args.push({ text: value, quoted: true });
      } else if (char === '(') {
        depth += 1;
        at += 1;
        args.push({ text: '(', quoted: false });
      } else if (char === ')') {
        at += 1;
        if (depth === 0) break;
        depth -= 1;
        args.push({ text: ')', quoted: false });
      } else {
        let value = '';
        while (at < text.length && !/[\s()"#]/.test(text[at] as string)) {
          if (text[at] === '\\' && at + 1 < text.length) value += text[++at];
          else value += text[at];
          at += 1;
        }
        if (value === '') return undefined;
        args.push({ text: value, quoted: false });
      }
    }
    commands.push({ name: written.toLowerCase(), written, args, line: own });
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** `[[ … ]]` or `[=[ … ]=]` at a place. */
function bracketAt(text: string, at: number): { readonly inner: string; readonly end: number } | undefined {
  if (text[at] !== '[') return undefined;
  let level = 0;
  while (text[at + 1 + level] === '=') level += 1;
  if (text[at + 1 + level] !== '[') return undefined;
  const close = `]${'='.repeat(level)}]`;
  const end = text.indexOf(close, at + 2 + level);
  if (end < 0) return undefined;
  return { inner: text.slice(at + 2 + level, end), end: end + close.length };
}
