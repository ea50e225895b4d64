/** What a command writes to or reads from. */
import type { Rewriter } from './rewriter.ts';
import {
  type CommandNode,
  fixedText,
  group,
  lineOf,
  type Redirection,
  type SimpleCommandNode,
  type StatementNode,
  simple,
  statement,
  type WordNode,
  word,
} from './tree.ts';
import { rewriteWord } from './words.ts';

/** Opens what a command writes to or reads from first: where that fails, the command does not run. */
export function openFirst(
  shell: Rewriter,
  node: CommandNode,
  redirections: readonly Redirection[],
  isSpecial = false,
): CommandNode {
  // The words of a simple command are read before its file is made: `ls * > list` does not find the list.
  const later = hasPattern(node) ? '~' : '';
  const opens = redirections.flatMap((one): WordNode[] => {
    if (one.target.type !== 'Word') return [];
    const text = fixedText(one.target);
    // bash asks another machine there: `own/files.ts` says that nobody knows what it answers.
    const [first] = one.target.parts;
    const isNetwork = /^\/dev\/(tcp|udp)\//.test(text ?? (first?.type === 'Literal' ? first.value : ''));
    if (!['<', '>', '>>', '>|', '&>', '&>>', ...(isNetwork ? ['<>'] : [])].includes(one.operator)) return [];
    if ((text?.startsWith('/dev/') && !isNetwork) || hasCommand(one.target)) return [];
    const target = rewriteWord(shell, one.target);
    if (text !== undefined) return [word(one.operator + later), target];
    // One word whatever stands in it: dash and ash do not split it, bash says so.
    return [word(`${one.operator}${later}${shell.bash ? '?' : ''}`), asOneWord(target)];
  });
  if (opens.length === 0) return node;
  const code = shell.dialect.kind === 'dash' ? '2' : '1';
  // The interpreter hands what comes by a pipe to a group, but not to an if.
  const guarded: CommandNode = {
    type: 'If',
    clauses: [
      {
        condition: [statement([keepInput(shell.own('open', [word(String(shell.line)), ...opens]))])],
        body: [statement([node])],
      },
    ],
    // For a special builtin it is an error that ends dash and ash.
    elseBody: [
      statement([shell.own('say', [word(code)])]),
      ...(isSpecial && !shell.bash ? shell.exit(Number(code)) : []),
    ],
    redirections: [],
  };
  return group([statement([guarded])]);
}

function hasPattern(node: CommandNode): boolean {
  return (
    node.type === 'SimpleCommand' && node.args.some(({ parts }) => parts.some(({ type }) => type === 'Glob'))
  );
}

/** Redirections as the shell takes them. */
export function rewriteRedirections(shell: Rewriter, list: readonly Redirection[]): Redirection[] {
  return list.map((one) => {
    if (one.operator === '<<<' && shell.dialect.kind === 'dash') shell.refuse('redirection unexpected', '');
    if (one.target.type === 'HereDoc')
      return one.target.quoted
        ? one
        : { ...one, target: { ...one.target, content: rewriteWord(shell, one.target.content) } };
    const target = rewriteWord(shell, one.target);
    return { ...one, target: shell.bash || fixedText(one.target) !== undefined ? target : asOneWord(target) };
  });
}

/** A word that is not split. */
function asOneWord(node: WordNode): WordNode {
  return {
    type: 'Word',
    parts: node.parts.map((part) =>
      part.type === 'ParameterExpansion' || part.type === 'CommandSubstitution'
        ? { type: 'DoubleQuoted', parts: [{ type: 'Literal', value: '' }, part] }
        : part,
    ),
  };
}

/** The same command reading nothing: what comes by the pipe is for the one behind it. */
function keepInput(node: SimpleCommandNode): SimpleCommandNode {
  return {
    ...node,
    redirections: [{ type: 'Redirection', fd: null, operator: '<', target: word('/dev/null') }],
  };
}

/** Whether a word runs a command, which must not happen twice. */
function hasCommand(node: WordNode): boolean {
  const text = JSON.stringify(node.parts);
  return (
    text.includes('"CommandSubstitution"') ||
    text.includes('"ProcessSubstitution"') ||
    text.includes('"AssignDefault"')
  );
}

/** `a &> f` is for dash `a &`, and then `> f`. */
export function splitBothRedirect(one: StatementNode): StatementNode[] | undefined {
  for (const [at, pipeline] of one.pipelines.entries()) {
    const last = pipeline.commands.at(-1);
    const redirections = last && 'redirections' in last ? last.redirections : [];
    const both = redirections.find(({ operator }) => operator === '&>' || operator === '&>>');
    if (!last || !both) continue;
    const rest = { ...last, redirections: redirections.filter((other) => other !== both) } as CommandNode;
    const head: StatementNode = {
      ...one,
      pipelines: [
        ...one.pipelines.slice(0, at),
        { ...pipeline, commands: [...pipeline.commands.slice(0, -1), rest] },
      ],
      operators: one.operators.slice(0, at),
      sourceText: '',
    };
    const open: Redirection = { ...both, operator: both.operator === '&>' ? '>' : '>>' };
    const line = lineOf(last);
    return [
      // Nobody waits for its end, and nothing depends on how it ends.
      statement([group([head]), simple([word('true')])], ['||']),
      {
        ...one,
        pipelines: [
          {
            ...pipeline,
            negated: false,
            commands: [{ ...simple([]), redirections: [open], ...(line === undefined ? {} : { line }) }],
          },
          ...one.pipelines.slice(at + 1),
        ],
        operators: one.operators.slice(at),
        sourceText: '',
      },
    ];
  }
  return undefined;
}
