/** What a simple command is, as far as its words show it. */
import { type CommandNode, fixedText, type SimpleCommandNode, type WordNode } from './tree.ts';

/** `exec 2>&1`. */
export function onlyJoins({ redirections }: SimpleCommandNode): boolean {
  const [one, ...more] = redirections;
  return (
    more.length === 0 &&
    one?.fd === 2 &&
    one.operator === '>&' &&
    one.target.type === 'Word' &&
    fixedText(one.target) === '1'
  );
}

/** `kill $$`. */
export function isOwnShell({ args }: SimpleCommandNode): boolean {
  return /"parameter":"(\$|BASHPID)"/.test(JSON.stringify(args)) && fixedText(args[0] ?? null) !== '-0';
}

/** `[ -v NAME ]`, which bash alone has. */
export function isSetTest({ args }: SimpleCommandNode, name: string): boolean {
  const [option, , last] = args;
  if (!option || fixedText(option) !== '-v') return false;
  return name === 'test' ? args.length === 2 : args.length === 3 && fixedText(last ?? null) === ']';
}

export function setTest(node: SimpleCommandNode): CommandNode {
  const operand = node.args[1] as WordNode;
  return {
    type: 'ConditionalCommand',
    expression: { type: 'CondUnary', operator: '-v', operand },
    redirections: [],
  };
}
