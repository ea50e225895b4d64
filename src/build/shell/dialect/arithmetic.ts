/** `$(( … ))`: what a shell refuses of it, which the interpreter takes or gets past. */
import type { Rewriter } from './rewriter.ts';
import { fatal, type WordPart } from './tree.ts';

type Expansion = Extract<WordPart, { type: 'ArithmeticExpansion' }>;
type Expression = Expansion['expression']['expression'];

/** An arithmetic expansion as the shell takes it. */
export function rewriteArithmetic(shell: Rewriter, part: Expansion): WordPart {
  const text = part.expression.originalText ?? '';
  if (!/[$`]/.test(text)) {
    const wrong = problem(shell, part.expression.expression, text);
    if (wrong !== undefined) return fatal(shell.bash ? 1 : 2, wrong);
  }
  // `3-$x` with a negative x must not become `3--2`.
  const apart = text.replace(/([-+])(?=\$)/g, '$1 ');
  return apart === text ? part : { ...part, expression: { ...part.expression, originalText: apart } };
}

/** What the shell says of an expression; undefined where it takes it. */
function problem({ dialect, bash }: Rewriter, tree: Expression, text: string): string | undefined {
  const dash = dialect.kind === 'dash';
  const refused = (expected: string) => `arithmetic expression: expecting ${expected}: "${text}"`;
  const syntax = find(tree, (node) => node.type === 'ArithSyntaxError');
  if (syntax?.type === 'ArithSyntaxError') {
    if (bash) return `${text.trimEnd()}: ${syntax.message.replace(/^.*?: (?=syntax error)/, '')}`;
    if (!dash) return 'arithmetic syntax error';
    return refused(/operand expected/.test(syntax.message) ? 'primary' : 'EOF');
  }
  const zero = find(
    tree,
    (node) =>
      node.type === 'ArithBinary' &&
      (node.operator === '/' || node.operator === '%') &&
      node.right.type === 'ArithNumber' &&
      node.right.value === 0,
  );
  if (zero) {
    if (bash) return `${text.trimEnd()}: division by 0 (error token is "0")`;
    return dash ? `arithmetic expression: division by zero: "${text}"` : 'divide by zero';
  }
  if (!dash) return undefined;
  if (/\*\*|[\w)](\+\+|--)(?![\w(])/.test(text)) return refused('primary');
  if (/,/.test(text) || /\d#/.test(text)) return refused('EOF');
  return undefined;
}

function find(node: unknown, wanted: (node: Expression) => boolean): Expression | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('type' in node && wanted(node as Expression)) return node as Expression;
  for (const value of Object.values(node)) {
    const found = find(value, wanted);
    if (found) return found;
  }
  return undefined;
}
