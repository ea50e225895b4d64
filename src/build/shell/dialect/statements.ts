/** Statements, pipelines and compound commands as a shell takes them. */

import { BARE } from '../words.ts';
import { SPECIAL } from './builtins.ts';
import { asList, turned } from './conditions.ts';
import { hasBracket, isOnePart, splitWords } from './double-bracket.ts';
import { asJob, loopWithBreak } from './jobs.ts';
import { openFirst, rewriteRedirections, splitBothRedirect } from './redirections.ts';
import { Refused, type Rewriter } from './rewriter.ts';
import { rewriteSimple } from './simple-command.ts';
import { headLine, shownOutside, sourceOf } from './trace.ts';
import {
  type CommandNode,
  group,
  lineOf,
  type PipelineNode,
  plainText,
  type StatementNode,
  statement,
  word,
} from './tree.ts';
import { directoriesOnly, rewritePattern, rewriteWord } from './words.ts';

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
  const glued = /^!([^\s([{!]\S*)/.exec(text);
  if (glued && one.pipelines[0]?.negated) {
    shell.line = lineOf(one) ?? shell.line;
    const [first, ...others] = one.pipelines;
    const missing = shell.own('say', [
      word('127'),
      word(String(shell.line)),
      word(`!${glued[1]}: ${shell.bash ? 'command ' : ''}not found`),
    ]);
    const rest = others.map((pipeline) => rewritePipeline(shell, pipeline));
    return [
      { ...one, pipelines: [{ ...(first as PipelineNode), negated: false, commands: [missing] }, ...rest] },
    ];
  }
  const split = shell.dialect.kind === 'dash' ? splitBothRedirect(one) : undefined;
  if (split) return split.flatMap((part) => rewriteStatement(shell, part));
  const whole = { ...one, pipelines: one.pipelines.map((pipeline) => rewritePipeline(shell, pipeline)) };
  return [asJob(shell, asList(shell, one, whole))];
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
      return openFirst(
        shell,
        shownOutside(shell, node, rewriteSimple(shell, node), [
          ...(node.name ? [rewriteWord(shell, node.name)] : []),
          ...node.args.map((one) => rewriteWord(shell, one)),
        ]),
        node.redirections,
        SPECIAL.has(plainText(node.name) ?? ''),
      );
    case 'FunctionDef': {
      if (shell.dialect.kind === 'dash' && !/^\w+$/.test(node.name)) shell.refuse('Bad function name', '');
      shell.depth += 1;
      const body = rewriteCommand(shell, node.body) as typeof node.body;
      shell.depth -= 1;
      return { ...node, body };
    }
    case 'If':
      for (const { condition } of node.clauses) {
        if (condition.length === 0) noCommand(shell, 'then');
      }
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
    case 'For': {
      // Without `in`, a loop goes through the arguments as they are.
      const words = node.words ?? [ARGUMENTS];
      const { before, kept } = directoriesOnly(
        shell,
        words.map((one) => rewriteWord(shell, one)),
      );
      const head = headLine(shell, `for ${node.variable} in ${words.map(sourceOf).join(' ')}`);
      return openFirst(
        shell,
        group([
          ...before,
          statement([
            loop(shell, () => ({
              ...node,
              words: kept,
              body: [...head, ...rewriteStatements(shell, node.body)],
              redirections: rewriteRedirections(shell, node.redirections),
            })),
          ]),
        ]),
        node.redirections,
      );
    }
    case 'CStyleFor':
      if (!shell.bash) shell.refuse('Bad for loop variable', 'bad for loop variable');
      return loop(shell, () => ({ ...node, body: rewriteStatements(shell, node.body) }));
    case 'While':
    case 'Until':
      return openFirst(
        shell,
        loop(shell, () => {
          const condition = rewriteStatements(shell, node.condition);
          return {
            ...node,
            type: 'While',
            condition: node.type === 'Until' ? turned(shell, condition) : condition,
            body: rewriteStatements(shell, node.body),
            redirections: rewriteRedirections(shell, node.redirections),
          };
        }),
        node.redirections,
      );
    case 'Case':
      for (const { terminator } of node.items) {
        if (!shell.bash && terminator === ';&') shell.refuse('"&" unexpected', 'unexpected "&"');
        if (!shell.bash && terminator === ';;&')
          shell.refuse('word unexpected (expecting ")")', 'unexpected word (expecting ")")');
      }
      return openFirst(
        shell,
        group([
          ...headLine(shell, `case ${sourceOf(node.word)} in`),
          statement([
            {
              ...node,
              word: rewriteWord(shell, node.word),
              items: node.items.map((item) => ({
                ...item,
                patterns: item.patterns.map((one) => rewritePattern(shell, one)),
                body: rewriteStatements(shell, item.body),
              })),
              redirections: rewriteRedirections(shell, node.redirections),
            },
          ]),
        ]),
        node.redirections,
      );
    case 'Subshell':
    case 'Group': {
      shell.subshells += node.type === 'Subshell' ? 1 : 0;
      const body = rewriteStatements(shell, node.body);
      shell.subshells -= node.type === 'Subshell' ? 1 : 0;
      return openFirst(
        shell,
        { ...node, body, redirections: rewriteRedirections(shell, node.redirections) },
        node.redirections,
      );
    }
    case 'ArithmeticCommand': {
      if (shell.bash) {
        const head = headLine(shell, `(( ${node.expression.originalText ?? ''} ))`);
        return head.length === 0 ? node : group([...head, statement([node])]);
      }
      // `((` opens two subshells for the others, with a command in them.
      const [first = ''] = (node.expression.originalText ?? '').trim().split(/\s+/);
      if (/^[\w./]+$/.test(first) || /[<>|;&=]/.test(node.expression.originalText ?? ''))
        shell.facts.beyond.push(`${shell.dialect.kind} takes what stands in (( )) for a command`);
      return group([shell.say(127, `${first}: not found`)]);
    }
    case 'ConditionalCommand': {
      if (!shell.bash && hasBracket(node.expression))
        shell.refuse(
          node.expression.type === 'CondBinary' ? '"(" unexpected' : 'word unexpected',
          'unexpected "("',
        );
      if (shell.dialect.kind === 'ash') return splitWords(shell, node);
      if (shell.dialect.kind !== 'dash') return node;
      if (!isOnePart(node.expression))
        shell.facts.beyond.push('dash takes [[ for a command; what its parts then do is not followed');
      return group([shell.say(127, '[[: not found')]);
    }
  }
}

/** `"$@"`. */
const ARGUMENTS = {
  type: 'Word' as const,
  parts: [
    {
      type: 'DoubleQuoted' as const,
      parts: [{ type: 'ParameterExpansion' as const, parameter: '@', operation: null }],
    },
  ],
};

/** A loop, which may be left by a `break` of its own. */
function loop(shell: Rewriter, make: () => CommandNode): CommandNode {
  const outer = shell.breaks;
  shell.breaks = false;
  const made = make();
  const changed = shell.breaks ? loopWithBreak(shell, made) : made;
  shell.breaks = outer;
  return changed;
}

/** A keyword that stands where a command should. */
function noCommand(shell: Rewriter, token: string): never {
  const { name, text } = shell.dialect;
  if (!shell.bash) return shell.refuse(`"${token}" unexpected`, `unexpected "${token}"`);
  const start = `${name}: -c: line ${shell.line}: `;
  const source = text.split('\n')[shell.line - 1] ?? '';
  throw new Refused(
    `${BARE}${start}syntax error near unexpected token \`${token}'\n${start}\`${source}'`,
    shell.line,
  );
}
