/**
 * Names that are called and declared nowhere, and imports that nothing uses: what a package says when one
 * of its files was not copied. Only what is sure is found; types are not checked.
 */
import { redeclared, unusedVariables } from './declared.ts';
import type { GoSource, Token } from './source.ts';
import { STANDARD_PACKAGES } from './standard-library.ts';
import { syntaxErrors } from './syntax.ts';

const PREDECLARED: ReadonlySet<string> = new Set(
  (
    'append cap clear close complex copy delete imag len make max min new panic print println real recover ' +
    'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr true false iota nil ' +
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'
  ).split(' '),
);
const MAX_ERRORS = 10;

/** Functions of the language that take values, so that a name in their brackets is used and not declared. */
const VALUE_BUILTINS: ReadonlySet<string> = new Set(
  'append cap clear close copy delete len max min panic print println'.split(' '),
);

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Lines as the compiler prints them, at most ten.
 * @param files the package's files, by the name that the compiler prints (`./main.go`)
 */
export function compileErrors(
  files: readonly { readonly name: string; readonly source: GoSource }[],
): string[] {
  const unread = files.flatMap(({ name, source }) => syntaxErrors(name, source));
  if (unread.length > 0) return unread;
  // What "C", dot imports and files of other languages bring cannot be seen.
  if (files.some(({ source }) => source.imports.some((one) => one.path === 'C' || one.alias === '.')))
    return [];
  const known = new Set<string>();
  const called: { readonly file: string; readonly token: Token }[] = [];
  for (const { name, source } of files) collect(name, source.tokens, known, called);
  const problems: Problem[] = called
    .filter(({ token }) => !known.has(token.text))
    .map(({ file, token }) => ({
      file,
      line: token.line,
      column: token.column,
      message: `undefined: ${token.text}`,
    }));
  problems.push(...redeclared(files));
  for (const { name, source } of files) {
    problems.push(...unusedImports(name, source), ...unusedVariables(name, source.tokens));
  }
  problems.sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
  const lines = problems
    .slice(0, MAX_ERRORS)
    .map((one) => `${one.file}:${one.line}:${one.column}: ${one.message}`);
  const last = problems[MAX_ERRORS - 1];
  if (problems.length > MAX_ERRORS && last)
    lines.push(`${last.file}:${last.line}:${last.column}: too many errors`);
  return lines;
}

/** A name that stands anywhere but in front of `(` may be declared there; it counts as known. */
function collect(
  file: string,
  tokens: readonly Token[],
  known: Set<string>,
  called: { file: string; token: Token }[],
): void {
  let interfaceDepth = 0;
  let solid: Token | undefined;
  const brackets: boolean[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    const lastSolid = solid;
    if (token.text !== '\n' || token.kind !== 'op') solid = token;
    if (interfaceDepth > 0) {
      if (token.text === '{' && token.kind === 'op') interfaceDepth += 1;
      if (token.text === '}' && token.kind === 'op') interfaceDepth -= 1;
      continue;
    }
    if (token.kind === 'op' && '([{'.includes(token.text)) brackets.push(takesValues(tokens, at));
    else if (token.kind === 'op' && ')]}'.includes(token.text)) brackets.pop();
    if (token.kind !== 'ident') continue;
    if (token.text === 'interface' && after?.text === '{') {
      interfaceDepth = 1;
      at += 1;
      continue;
    }
    if (lastSolid?.kind === 'op' && lastSolid.text === '.') continue;
    if (PREDECLARED.has(token.text)) continue;
    const isValue =
      brackets.at(-1) === true &&
      lastSolid?.kind === 'op' &&
      /^[(,]$/.test(lastSolid.text) &&
      after?.kind === 'op' &&
      /^[),]$/.test(after.text);
    if (isValue) {
      called.push({ file, token });
      continue;
    }
    const declaresFunction = before?.kind === 'ident' && before.text === 'func';
    const isMethod = before?.kind === 'op' && before.text === ')';
    if (after?.kind === 'op' && after.text === '(' && !declaresFunction && !isMethod) {
      called.push({ file, token });
    } else known.add(token.text);
  }
}

/** Whether a bracket holds the arguments of `package.Name(…)`, or of a function of the language. */
function takesValues(tokens: readonly Token[], at: number): boolean {
  const [name, before] = [tokens[at - 1], tokens[at - 2]];
  if (tokens[at]?.text !== '(' || name?.kind !== 'ident') return false;
  if (before?.kind === 'op' && before.text === '.') return true;
  return VALUE_BUILTINS.has(name.text) && !(before?.kind === 'ident' && before.text === 'func');
}

function unusedImports(file: string, source: GoSource): Problem[] {
  const used = new Set<string>();
  for (const [at, token] of source.tokens.entries()) {
    const next = source.tokens[at + 1];
    if (token.kind === 'ident' && next?.kind === 'op' && next.text === '.') used.add(token.text);
  }
  return source.imports
    .filter((one) => one.alias !== '_' && STANDARD_PACKAGES.has(one.path))
    .filter(
      (one) =>
        !used.has(
          one.alias ??
            one.path
              .replace(/\/v\d+$/, '')
              .split('/')
              .at(-1) ??
            '',
        ),
    )
    .map((one) => ({
      file,
      line: one.line,
      column: one.column,
      message:
        one.alias === undefined
          ? `"${one.path}" imported and not used`
          : `"${one.path}" imported as ${one.alias} and not used`,
    }));
}
