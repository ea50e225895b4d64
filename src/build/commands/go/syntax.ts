/**
 * Mistakes that the compiler finds while it reads a file, before it looks at names: an argument list or a literal that a
 * line end cuts off, a bracket that is never closed, `//go:embed` without the package. Words of go 1.27.3; only what is
 * sure is found.
 */
import type { GoSource, Token } from './source.ts';

/** Words in front of `(` that begin a list of declarations, where line ends may stand. */
const GROUPS: ReadonlySet<string> = new Set(['import', 'const', 'var', 'type']);
const KEYWORDS: ReadonlySet<string> = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
);

interface Open {
  readonly text: string;
  /** A line end cannot stand behind an argument: it is the list of a call. */
  readonly isCall: boolean;
}

/**
 * What the compiler says of one file, as `./main.go:6:22: syntax error: …`; nothing where it finds nothing.
 * @param name the file as the compiler prints it
 */
export function syntaxErrors(name: string, source: GoSource): string[] {
  const lines = brackets(source.tokens).map(
    ({ line, column, message }) => `${name}:${line}:${column}: ${message}`,
  );
  const [embed] = source.embeds;
  if (lines.length === 0 && embed && !source.imports.some(({ path }) => path === 'embed')) {
    lines.push(
      `${name}:${embed.line}:${embed.directive}: go:embed requires import "embed" (or import _ "embed", if package is not used)`,
    );
  }
  return lines;
}

interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The first line end within the arguments of a call that has no comma before it. */
function brackets(tokens: readonly Token[]): Complaint[] {
  const open: Open[] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (token.kind !== 'op') continue;
    if (token.text === '\n') {
      if (!open.at(-1)?.isCall || !before || !endsStatement(before)) continue;
      const message = 'syntax error: unexpected newline in argument list; possibly missing comma or )';
      return [{ line: token.line, column: token.column, message }];
    }
    if ('([{'.includes(token.text)) open.push({ text: token.text, isCall: isCall(tokens, at) });
    else if (')]}'.includes(token.text)) open.pop();
  }
  return [];
}

/** Whether a semicolon is put in behind a token at the end of a line (Go specification, "Semicolons"). */
function endsStatement({ kind, text }: Token): boolean {
  if (kind === 'ident') return !KEYWORDS.has(text) || /^(?:break|continue|fallthrough|return)$/.test(text);
  return kind !== 'op' || /^[)\]}]$/.test(text);
}

/** Whether `(` begins the arguments of a call: it stands behind `package.Name` or a name that is no keyword, in a body. */
function isCall(tokens: readonly Token[], at: number): boolean {
  const [name, before] = [tokens[at - 1], tokens[at - 2]];
  if (tokens[at]?.text !== '(' || name?.kind !== 'ident') return false;
  if (GROUPS.has(name.text) || KEYWORDS.has(name.text)) return false;
  return before?.kind === 'op' && before.text === '.';
}
