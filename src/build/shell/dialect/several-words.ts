/**
 * `"$@"` and `$command` as the name of a command: they may be several words, or none. The interpreter takes such a name
 * for one word, so the words are put into an array first.
 */
import { OWN_VARIABLE } from './own.ts';
import type { Rewriter } from './rewriter.ts';
import {
  type CommandNode,
  group,
  type SimpleCommandNode,
  type StatementNode,
  simple,
  statement,
  type WordNode,
  type WordPart,
  word,
} from './tree.ts';

const WORDS = `${OWN_VARIABLE}words`;

/** Whether a word may become several, or none. */
export function mayBeSeveral(name: WordNode | null): boolean {
  return (name?.parts ?? []).some(
    (part) =>
      part.type === 'ParameterExpansion' ||
      part.type === 'CommandSubstitution' ||
      (part.type === 'DoubleQuoted' && part.parts.some(isAll)),
  );
}

function isAll(part: WordPart): boolean {
  return part.type === 'ParameterExpansion' && (part.parameter === '@' || part.parameter.endsWith('[@]'));
}

/** The command whose words are all of these, whatever they become; nothing happens where they become none. */
export function withWords(
  shell: Rewriter,
  node: SimpleCommandNode,
  words: readonly WordNode[],
  run: (command: SimpleCommandNode, name: WordNode) => StatementNode[],
): CommandNode {
  const first = quoted([{ type: 'ParameterExpansion', parameter: `${WORDS}[0]`, operation: null }]);
  const rest = quoted([
    {
      type: 'ParameterExpansion',
      parameter: `${WORDS}[@]`,
      operation: {
        type: 'Substring',
        offset: {
          type: 'ArithmeticExpression',
          expression: { type: 'ArithNumber', value: 1 },
          originalText: '1',
        },
        length: null,
      },
    },
  ]);
  // `${words[0]+0}`: one word, or none. Our own command says it, which `set -x` does not show.
  const any: WordNode = {
    type: 'Word',
    parts: [
      {
        type: 'ParameterExpansion',
        parameter: `${WORDS}[0]`,
        operation: { type: 'UseAlternative', word: word('0'), checkEmpty: false },
      },
    ],
  };
  const set: SimpleCommandNode = {
    ...simple([]),
    assignments: [{ type: 'Assignment', name: WORDS, value: null, append: false, array: [...words] }],
  };
  const isAny = shell.own('say', [any]);
  const command: SimpleCommandNode = { ...node, name: first, args: [rest] };
  return group([
    statement([set]),
    statement([
      {
        type: 'If',
        clauses: [{ condition: [statement([isAny])], body: run(command, first) }],
        elseBody: null,
        redirections: [],
      },
    ]),
  ]);
}

function quoted(parts: Extract<WordPart, { type: 'DoubleQuoted' }>['parts']): WordNode {
  return { type: 'Word', parts: [{ type: 'DoubleQuoted', parts }] };
}
