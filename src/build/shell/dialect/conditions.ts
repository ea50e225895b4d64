/**
 * Where `set -e` does not count: in everything of a list but its last part, behind `!`, in the condition of a loop.
 * The interpreter knows it of an `if` alone, so such parts become the condition of one. It also forgets to stop
 * behind a function whose last command was such a part.
 */
import type { Rewriter } from './rewriter.ts';
import {
  type CommandNode,
  group,
  type PipelineNode,
  plainText,
  type StatementNode,
  statement,
  status,
  word,
} from './tree.ts';

/** Builtins that run commands of their own. */
const RUNNERS: ReadonlySet<string> = new Set(['eval', '.', 'source', 'command']);

/** Whether a pipeline runs more than one command: a function, a group, a loop, or what became of a simple one. */
function runsMore(shell: Rewriter, { commands }: PipelineNode, made?: PipelineNode): boolean {
  if (made?.commands.some(({ type }) => type !== 'SimpleCommand')) return true;
  return commands.some((one) => {
    if (one.type !== 'SimpleCommand') return one.type !== 'FunctionDef';
    const name = plainText(one.name);
    return name !== undefined && (shell.facts.functions.has(name) || RUNNERS.has(name));
  });
}

/** An `if` that reads what comes by a pipe. */
export function choose(
  condition: readonly StatementNode[],
  body: readonly StatementNode[],
  otherwise: readonly StatementNode[],
): CommandNode {
  return group([
    statement([
      {
        type: 'If',
        clauses: [{ condition: [...condition], body: [...body] }],
        elseBody: [...otherwise],
        redirections: [],
      },
    ]),
  ]);
}

/** Ends with the exit code at hand, at which `set -e` does not stop. */
export function keepStatus(shell: Rewriter): StatementNode {
  return statement([shell.own('say', [status()]), shell.nothing()], ['&&']);
}

/**
 * A list as `set -e` takes it.
 * @param before the list as it is written
 * @param one the same with its commands as the shell takes them
 */
export function asList(shell: Rewriter, before: StatementNode, one: StatementNode): StatementNode {
  if (!shell.mayExit) return one;
  const last = one.pipelines.length - 1;
  const [final, original] = [one.pipelines[last], before.pipelines[last]];
  if (!final || !original) return one;
  const end = negation(shell, original, final);
  if (!before.pipelines.slice(0, last).some((pipeline, at) => runsMore(shell, pipeline, one.pipelines[at]))) {
    return end === final ? one : { ...one, pipelines: [...one.pipelines.slice(0, last), end] };
  }
  const first: StatementNode = {
    ...one,
    pipelines: one.pipelines.slice(0, last),
    operators: one.operators.slice(0, last - 1),
    background: false,
    sourceText: '',
  };
  const rest: StatementNode = { ...statement([]), pipelines: [end] };
  const whole =
    one.operators[last - 1] === '||'
      ? choose([first], [statement([shell.nothing()])], [rest])
      : choose([first], [rest], [keepStatus(shell)]);
  return { ...statement([whole]), sourceText: one.sourceText ?? '', background: one.background };
}

/** `! f`: what runs in f is a condition. */
function negation(shell: Rewriter, before: PipelineNode, one: PipelineNode): PipelineNode {
  if (!one.negated || !runsMore(shell, before, one)) return one;
  const inner: StatementNode = { ...statement([]), pipelines: [{ ...one, negated: false }] };
  const no: StatementNode = {
    ...statement([]),
    pipelines: [{ type: 'Pipeline', commands: [shell.nothing()], negated: true }],
  };
  const command = choose([inner], [no], [statement([shell.nothing()])]);
  return { type: 'Pipeline', commands: [command], negated: false };
}

/** The condition of an `until` as that of a `while`. */
export function turned(shell: Rewriter, condition: readonly StatementNode[]): StatementNode[] {
  const say = (code: string) => [statement([shell.own('say', [word(code)])])];
  return [statement([choose(condition, say('1'), say('0'))])];
}

/** A call of a function or of `eval`, behind which `set -e` looks at the exit code again. */
export function andLook(shell: Rewriter, node: CommandNode): CommandNode {
  return shell.mayExit ? group([statement([node]), statement([shell.own('say', [status()])])]) : node;
}
