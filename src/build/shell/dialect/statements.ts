/** Statements, pipelines and compound commands as a shell takes them. */

import { openFirst, rewriteRedirections, splitBothRedirect } from './redirections.ts';
import type { Rewriter } from './rewriter.ts';
import { rewriteSimple } from './simple-command.ts';
import {
  type CommandNode,
  type Conditional,
  fixedText,
  group,
  lineOf,
  type PipelineNode,
  type StatementNode,
  statement,
} from './tree.ts';
import { rewriteWord } from './words.ts';

/** Statements as the shell takes them; throws Refused for a line that it does not read. */
export function rewriteStatements(shell: Rewriter, list: readonly StatementNode[]): StatementNode[] {
  return list.flatMap((one) => rewriteStatement(shell, one));
}

/** One statement, which may become two. */
export function rewriteStatement(shell: Rewriter, one: StatementNode): StatementNode[] {
  const text = one.sourceText ?? '';
  if (!shell.bash && shell.dialect.kind === 'dash') {
    const named = /(?:^|[;&|({]\s*)function\s+[\w-]+\s*(\()?/.exec(text);
    if (named) {
      shell.line = lineOf(one) ?? shell.line;
      shell.refuse(named[1] ? '"(" unexpected' : '"}" unexpected', '');
    }
    if (/(^|[\s=])\$'/.test(text)) shell.facts.beyond.push("dash reads $'…' as a $ before a quoted word");
  }
  const split = shell.dialect.kind === 'dash' ? splitBothRedirect(one) : undefined;
  if (split) return split.flatMap((part) => rewriteStatement(shell, part));
  return [{ ...one, pipelines: one.pipelines.map((pipeline) => rewritePipeline(shell, pipeline)) }];
}

function rewritePipeline(shell: Rewriter, node: PipelineNode): PipelineNode {
  if (shell.dialect.kind !== 'bash' && node.pipeStderr?.includes(true)) {
    shell.line = lineOf(node) ?? shell.line;
    shell.refuse('"&" unexpected', 'unexpected "&"');
  }
  return { ...node, commands: node.commands.map((command) => rewriteCommand(shell, command)) };
}

function rewriteCommand(shell: Rewriter, node: CommandNode): CommandNode {
  shell.line = ('line' in node ? node.line : undefined) || shell.line;
  switch (node.type) {
    case 'SimpleCommand':
      return openFirst(shell, rewriteSimple(shell, node), node.redirections);
    case 'FunctionDef': {
      shell.depth += 1;
      const body = rewriteCommand(shell, node.body) as typeof node.body;
      shell.depth -= 1;
      return { ...node, body };
    }
    case 'If':
      return openFirst(
        shell,
        group([
          statement([
            {
              ...node,
              clauses: node.clauses.map(({ condition, body }) => ({
                condition: rewriteStatements(shell, condition),
                body: rewriteStatements(shell, body),
              })),
              elseBody: node.elseBody && rewriteStatements(shell, node.elseBody),
              redirections: rewriteRedirections(shell, node.redirections),
            },
          ]),
        ]),
        node.redirections,
      );
    case 'For':
      return openFirst(
        shell,
        {
          ...node,
          words: node.words?.map((one) => rewriteWord(shell, one)) ?? null,
          body: rewriteStatements(shell, node.body),
          redirections: rewriteRedirections(shell, node.redirections),
        },
        node.redirections,
      );
    case 'CStyleFor':
      if (!shell.bash) shell.refuse('Bad for loop variable', 'bad for loop variable');
      return { ...node, body: rewriteStatements(shell, node.body) };
    case 'While':
    case 'Until':
      return openFirst(
        shell,
        {
          ...node,
          condition: rewriteStatements(shell, node.condition),
          body: rewriteStatements(shell, node.body),
          redirections: rewriteRedirections(shell, node.redirections),
        },
        node.redirections,
      );
    case 'Case':
      return openFirst(
        shell,
        {
          ...node,
          word: rewriteWord(shell, node.word),
          items: node.items.map((item) => ({
            ...item,
            patterns: item.patterns.map((one) => rewriteWord(shell, one)),
            body: rewriteStatements(shell, item.body),
          })),
          redirections: rewriteRedirections(shell, node.redirections),
        },
        node.redirections,
      );
    case 'Subshell':
    case 'Group':
      return openFirst(
        shell,
        {
          ...node,
          body: rewriteStatements(shell, node.body),
          redirections: rewriteRedirections(shell, node.redirections),
        },
        node.redirections,
      );
    case 'ArithmeticCommand': {
      if (shell.bash) return node;
      // `((` opens two subshells for the others, with a command in them.
      const [first = ''] = (node.expression.originalText ?? '').trim().split(/\s+/);
      if (/^[\w./]+$/.test(first) || /[<>|;&=]/.test(node.expression.originalText ?? ''))
        shell.facts.beyond.push(`${shell.dialect.kind} takes what stands in (( )) for a command`);
      return group([shell.say(127, `${first}: not found`)]);
    }
    case 'ConditionalCommand': {
      if (shell.dialect.kind !== 'dash') return node;
      if (!isOnePart(node.expression))
        shell.facts.beyond.push('dash takes [[ for a command; what its parts then do is not followed');
      return group([shell.say(127, '[[: not found')]);
    }
  }
}

/** Whether a `[[ … ]]` is one command for a shell that does not know it: no `||`, no bracket, no comparison. */
function isOnePart(expression: Conditional): boolean {
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
