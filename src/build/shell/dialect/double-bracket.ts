/** `[[ … ]]`: dash has none, and BusyBox splits the words in it. */
import type { Rewriter } from './rewriter.ts';
import {
  type CommandNode,
  type Conditional,
  fixedText,
  group,
  statement,
  status,
  type WordNode,
  word,
} from './tree.ts';
import { rewriteWord } from './words.ts';

/** Whether a bracket stands in a `[[ … ]]`, at which shells without it stop reading. */
export function hasBracket(expression: Conditional): boolean {
  switch (expression.type) {
    case 'CondAnd':
    case 'CondOr':
      return hasBracket(expression.left) || hasBracket(expression.right);
    case 'CondNot':
      return hasBracket(expression.operand);
    case 'CondGroup':
      return true;
    case 'CondBinary':
      return (
        expression.operator === '=~' &&
        expression.right.parts.some((part) => part.type !== 'DoubleQuoted' && /\(/.test(JSON.stringify(part)))
      );
    default:
      return false;
  }
}

/** Whether a `[[ … ]]` is one command for a shell that does not know it: no `||`, no bracket, no comparison. */
export function isOnePart(expression: Conditional): boolean {
  switch (expression.type) {
    case 'CondAnd':
      // What stands behind && does not run after a command that is not found.
      return isOnePart(expression.left);
    case 'CondNot':
      return isOnePart(expression.operand);
    case 'CondBinary':
      return (
        !['<', '>', '=~'].includes(expression.operator) ||
        !/[()|;&<>]/.test(fixedText(expression.right) ?? '')
      );
    case 'CondUnary':
    case 'CondWord':
      return true;
    default:
      return false;
  }
}

/** BusyBox splits a variable without quotes: what the test then says is left open where that changes the words. */
export function splitWords(
  shell: Rewriter,
  node: Extract<CommandNode, { type: 'ConditionalCommand' }>,
): CommandNode {
  const words: WordNode[] = [];
  collect(shell, node.expression, words);
  if (words.length === 0) return node;
  const fits = shell.own('fits', [status(), word(String(words.length)), ...words]);
  return group([statement([fits, shell.nothing()], ['&&']), statement([node])]);
}

/** Words of a test in which a variable stands without quotes. */
function collect(shell: Rewriter, expression: Conditional, words: WordNode[]): void {
  switch (expression.type) {
    case 'CondAnd':
    case 'CondOr':
      collect(shell, expression.left, words);
      collect(shell, expression.right, words);
      return;
    case 'CondNot':
      collect(shell, expression.operand, words);
      return;
    case 'CondGroup':
      collect(shell, expression.expression, words);
      return;
    case 'CondBinary':
      if (expression.operator === '<' || expression.operator === '>')
        shell.facts.beyond.push('BusyBox takes < and > in [[ ]] for files');
      for (const one of [expression.left, expression.right]) addOpen(shell, one, words);
      return;
    case 'CondUnary':
      addOpen(shell, expression.operand, words);
      return;
    default:
      addOpen(shell, expression.word, words);
  }
}

function addOpen(shell: Rewriter, node: WordNode, words: WordNode[]): void {
  if (node.parts.some(({ type }) => type === 'ParameterExpansion')) words.push(rewriteWord(shell, node));
}
