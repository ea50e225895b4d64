/**
 * `set -x`. The interpreter writes a line for each command, in its own way of quoting; which lines those are is marked
 * here, so that `../trace.ts` can write them as the shell at hand does.
 */
import { choose } from './conditions.ts';
import { NESTED, OWN_VARIABLE, TOGETHER, TRACED } from './own.ts';
import type { Rewriter } from './rewriter.ts';
import {
  assign,
  type CommandNode,
  group,
  plainText,
  type SimpleCommandNode,
  type StatementNode,
  simple,
  statement,
  status,
  variable,
  type WordNode,
  type WordPart,
  word,
} from './tree.ts';

/** Whether a script may turn `set -x` on. */
export function mayTrace(text: string): boolean {
  return /\bset\s[^\n]*-\S*x|xtrace|\bset '-\w*x/.test(text);
}

const nested: WordPart = {
  type: 'ParameterExpansion',
  parameter: NESTED,
  operation: { type: 'DefaultValue', word: word(''), checkEmpty: false },
};

/** What stands in front of the lines at first. The interpreter expands it for each line. */
export function tracePrefix(): StatementNode {
  return statement([assign('PS4', word(`${TRACED}\${${NESTED}-}+ ${TRACED}`))]);
}

/** `PS4=…` of the script, with the marks. */
export function markedPrefix(value: WordNode): WordNode {
  return {
    type: 'Word',
    parts: [{ type: 'SingleQuoted', value: TRACED }, ...value.parts, { type: 'SingleQuoted', value: TRACED }],
  };
}

/** A substitution in bash: its lines have one sign more in front. */
export function deeper(shell: Rewriter, body: StatementNode[]): StatementNode[] {
  if (!shell.mayTrace || !shell.bash) return body;
  return [statement([assign(NESTED, word('+'.repeat(shell.nesting)))]), ...body];
}

/** `eval` and `.` in bash: the same. */
export function deeperCommand(shell: Rewriter, node: SimpleCommandNode): SimpleCommandNode {
  if (!shell.mayTrace || !shell.bash) return node;
  const value: WordNode = { type: 'Word', parts: [nested, { type: 'SingleQuoted', value: '+' }] };
  const more = { type: 'Assignment' as const, name: NESTED, value, append: false, array: null };
  return { ...node, assignments: [...node.assignments, more] };
}

/** A command that leaves before the interpreter has written its line: `exit`, `return`. */
export function shownFirst(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  if (!shell.mayTrace || !node.name) return node;
  const show = shell.own('shown', [status(), node.name, ...node.args]);
  return group([statement([show, shell.nothing()], ['&&']), statement([node])]);
}

/** Assignments that dash and ash write on one line. */
export function together(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const lines = node.assignments.length + (node.name ? 1 : 0);
  if (!shell.mayTrace || shell.bash || node.assignments.length === 0 || lines < 2) return node;
  return group([statement([assign(TOGETHER, word(String(lines)))]), statement([node])]);
}

/** The line of a command whose stderr goes elsewhere: a shell writes it to its own. */
export function shownOutside(
  shell: Rewriter,
  node: SimpleCommandNode,
  changed: CommandNode,
  words: readonly WordNode[],
): CommandNode {
  const isElsewhere = node.redirections.some(
    ({ fd, operator, target }) =>
      fd === 2 || operator.startsWith('&>') || (operator === '>&' && target.type === 'Word'),
  );
  if (!shell.mayTrace || !isElsewhere || !node.name || plainText(node.name) === 'exec') return changed;
  const isTwice = /"(CommandSubstitution|ProcessSubstitution|AssignDefault)"/.test(JSON.stringify(words));
  const flags = variable('-');
  const code = `${OWN_VARIABLE}code`;
  const off: CommandNode = {
    ...group([statement([simple([word('set'), word('+x')])])]),
    redirections: [{ type: 'Redirection', fd: 2, operator: '>', target: word('/dev/null') }],
  } as CommandNode;
  return choose(
    [statement([shell.own('tracing', [flags, ...(isTwice ? [] : words)])])],
    [
      statement([off]),
      statement([changed]),
      statement([assign(code, status())]),
      statement([simple([word('set'), word('-x')])]),
      statement([shell.own('say', [variable(code)])]),
    ],
    [statement([changed])],
  );
}

/** What bash writes of a `for`, a `case` and `((`: the words of the script. */
export function headLine(shell: Rewriter, text: string): StatementNode[] {
  if (!shell.mayTrace || !shell.bash) return [];
  const flags: WordNode = {
    type: 'Word',
    parts: [{ type: 'ParameterExpansion', parameter: '-', operation: null }],
  };
  const say = shell.own('trace', [status(), flags, word(text)]);
  return [statement([say, shell.nothing()], ['&&'])];
}

/** Whether a variable is one of ours. */
export function isOwnVariable(name: string): boolean {
  return name.startsWith(OWN_VARIABLE);
}

/** A word as it stands in the script, near enough for a line of `set -x`. */
export function sourceOf(node: WordNode): string {
  return node.parts.map(partSource).join('');
}

function partSource(part: WordPart): string {
  switch (part.type) {
    case 'Literal':
      return part.value;
    case 'SingleQuoted':
      return `'${part.value}'`;
    case 'Escaped':
      return `\\${part.value}`;
    case 'DoubleQuoted':
      return `"${part.parts.map(partSource).join('')}"`;
    case 'Glob':
      return part.pattern;
    case 'ParameterExpansion':
      return part.operation ? `\${${part.parameter}…}` : `$${part.parameter}`;
    default:
      return '…';
  }
}
