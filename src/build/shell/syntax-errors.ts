/**
 * What a shell says of a script that it cannot read, from what the interpreter says of it. The words are those of
 * dash 0.5.12, bash 5.2 and BusyBox 1.37 (tests/engine/scripts).
 */
import type { Speaker } from './words.ts';

/** Names that the interpreter gives to tokens. */
const TOKENS: Readonly<Record<string, string>> = { rbrace: '}', rparen: ')', lbrace: '{', lparen: '(' };

/** What the shell says; undefined where the words are about something else. */
export function syntaxError(words: string, speaker: Speaker): string | undefined {
  const { kind, name, text } = speaker;
  const bash = kind === 'bash' || kind === 'sh';
  const at = /Parse error at (\d+):(\d+): (.*)$/.exec(words) ?? /^(?:line )?(\d+)?(): ?(.*)$/.exec(words);
  const line = Math.max(Number(at?.[1] ?? 1), 1);
  const message = at?.[3] ?? words;
  const own = (said: string) =>
    kind === 'dash'
      ? `${name}: ${line}: Syntax error: ${said}`
      : `${name}: ${speaker.isCommand ? '' : `line ${line}: `}syntax error: ${said}`;
  const open = /unexpected EOF while looking for matching [`'](.)'/.exec(words)?.[1];
  if (open !== undefined) {
    const sign = open === '"' && hasOpenBackquote(text) ? '`' : open;
    if (bash) {
      // bash has read to the end before it misses a bracket.
      const end = sign === ')' ? text.split('\n').length + 1 : line;
      return `${name}: -c: line ${end}: unexpected EOF while looking for matching \`${sign}'`;
    }
    const said = {
      ')': ['end of file unexpected (expecting ")")', 'unexpected end of file (expecting ")")'],
      '`': ['EOF in backquote substitution', 'EOF in backquote substitution'],
      '}': ["Missing '}'", "missing '}'"],
    }[sign] ?? ['Unterminated quoted string', 'unterminated quoted string'];
    return own(said[kind === 'dash' ? 0 : 1] as string);
  }
  const token = /syntax error near unexpected token `(.+)'/.exec(message)?.[1];
  const [, wanted, got] = /Expected (\w+), got (\w+)/.exec(message) ?? [];
  const expected = wanted && (TOKENS[wanted.toLowerCase()] ?? wanted.toLowerCase());
  if (token === undefined && expected === undefined) return undefined;
  const source = text.split('\n')[line - 1] ?? '';
  if (bash) {
    const near = token ?? /\S+?(?=[\s;&|()<>]|$)/.exec(source.slice(Number(at?.[2] ?? 1) - 1))?.[0] ?? '';
    return token === undefined && got === 'EOF'
      ? `${name}: -c: line ${line + 1}: syntax error: unexpected end of file`
      : `${name}: -c: line ${line}: syntax error near unexpected token \`${near}'\n${name}: -c: line ${line}: \`${source}'`;
  }
  if (expected !== undefined) {
    // Behind `;;` the next pattern is missing, not the end.
    const missing = expected === 'esac' && /;;\s*$/.test(text) ? ')' : expected;
    const what = got === 'EOF' ? 'end of file' : 'word';
    return own(
      kind === 'dash'
        ? `${what} unexpected (expecting "${missing}")`
        : `unexpected ${what} (expecting "${missing}")`,
    );
  }
  return own(kind === 'dash' ? `"${token}" unexpected` : `unexpected "${token}"`);
}

/** Whether a backquote is open where a text ends. */
function hasOpenBackquote(text: string): boolean {
  let double = false;
  let back = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '`') back = !back;
    else if (char === '"' && !back) double = !double;
    else if (char === "'" && !double && !back) {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return back;
      at = end;
    }
  }
  return back;
}
