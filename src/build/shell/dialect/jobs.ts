/** `&`, `$!` and `break`: what runs beside the shell, and how a loop ends. */
import type { Rewriter } from './rewriter.ts';
import {
  assign,
  type CommandNode,
  group,
  type StatementNode,
  statement,
  status,
  variable,
  word,
} from './tree.ts';

/** The variable behind `$!`. */
export const JOB = '__stagecraft_job';
/** Set where a loop was left by `break`. */
const BROKEN = '__stagecraft_broken';

/** `a &`: runs in a shell of its own, and `wait` tells how it ended. It runs at once, for nobody else is waiting. */
export function asJob(shell: Rewriter, one: StatementNode): StatementNode {
  if (!one.background) return one;
  const inner: StatementNode = { ...one, background: false };
  const start: StatementNode = statement([
    assign(JOB, {
      type: 'Word',
      parts: [
        {
          type: 'CommandSubstitution',
          legacy: false,
          body: { type: 'Script', statements: [statement([shell.own('job', [word('start')])])] },
        },
      ],
    }),
  ]);
  const subshell: CommandNode = { type: 'Subshell', body: [inner], redirections: [] };
  const end = shell.own('job', [word('end'), variable(JOB), status()]);
  const run = statement([subshell, end], ['||']);
  return { ...statement([group([start, run, statement([shell.own('say', [word('0')])])])]), sourceText: '' };
}

/** `break`, which the loop around it must know of: it ends with 0 then. */
export function breakLoop(shell: Rewriter, node: CommandNode): CommandNode {
  shell.breaks = true;
  return group([statement([assign(BROKEN, word('0'))]), statement([node])]);
}

/** A loop with `break` in it. */
export function loopWithBreak(shell: Rewriter, loop: CommandNode): CommandNode {
  const code = {
    type: 'Word' as const,
    parts: [
      {
        type: 'ParameterExpansion' as const,
        parameter: BROKEN,
        operation: { type: 'DefaultValue' as const, word: status(), checkEmpty: true },
      },
    ],
  };
  return group([
    statement([assign(BROKEN, word(''))]),
    statement([loop]),
    statement([shell.own('say', [code]), shell.nothing()], ['&&']),
  ]);
}
