/** Names that are declared twice, and variables that nothing reads. Words of go 1.27.3; only what is sure is found. */
import type { GoSource, Token } from './source.ts';
import type { Problem } from './undefined.ts';

/** Functions of a package that two declarations claim; methods, `init` and `_` may have the same name. */
export function redeclared(
  files: readonly { readonly name: string; readonly source: GoSource }[],
): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { name, source } of files) {
    for (const token of functionsOf(source.tokens)) {
      const place = `${name}:${token.line}:${token.column}`;
      const known = first.get(token.text);
      if (known === undefined) first.set(token.text, place);
      else {
        const message = `${token.text} redeclared in this block\n\t${known}: other declaration of ${token.text}`;
        problems.push({ file: name, line: token.line, column: token.column, message });
      }
    }
  }
  return problems;
}

/** The names behind `func` at the outermost level. */
function functionsOf(tokens: readonly Token[]): Token[] {
  const names: Token[] = [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'op' && '({['.includes(token.text)) depth += 1;
    if (token.kind === 'op' && ')}]'.includes(token.text)) depth -= 1;
    const before = tokens[at - 1];
    if (depth !== 0 || token.kind !== 'ident' || before?.kind !== 'ident' || before.text !== 'func') continue;
    if (token.text !== 'init' && token.text !== '_') names.push(token);
  }
  return names;
}

/** Variables of `name :=` whose name stands nowhere else in the file. */
export function unusedVariables(file: string, tokens: readonly Token[]): Problem[] {
  const times = new Map<string, number>();
  for (const { kind, text } of tokens) if (kind === 'ident') times.set(text, (times.get(text) ?? 0) + 1);
  return tokens.flatMap((token, at) => {
    const [colon, equals] = [tokens[at + 1], tokens[at + 2]];
    const declares = colon?.text === ':' && equals?.text === '=' && equals.column === colon.column + 1;
    if (!declares || token.kind !== 'ident' || token.text === '_' || times.get(token.text) !== 1) return [];
    return [
      { file, line: token.line, column: token.column, message: `declared and not used: ${token.text}` },
    ];
  });
}
