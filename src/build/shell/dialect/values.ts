/** Variables that are set for one command. */
import { OWN_VARIABLE } from './own.ts';
import {
  assign,
  type SimpleCommandNode,
  type StatementNode,
  statement,
  variable,
  type WordNode,
} from './tree.ts';

/** `A=2 echo "$A"`: the words are read before the variable is set. */
export function valuesBefore(
  node: SimpleCommandNode,
  args: WordNode[],
): { readonly before: StatementNode[]; readonly args: WordNode[] } {
  if (!node.name || node.assignments.length === 0) return { before: [], args };
  const before: StatementNode[] = [];
  let text = JSON.stringify(args);
  for (const { name } of node.assignments) {
    const wanted = `"parameter":${JSON.stringify(name)},"operation":null`;
    if (!text.includes(wanted)) continue;
    const old = `${OWN_VARIABLE}old_${name}`;
    text = text.replaceAll(wanted, `"parameter":${JSON.stringify(old)},"operation":null`);
    before.push(statement([assign(old, variable(name))]));
  }
  return { before, args: before.length === 0 ? args : JSON.parse(text) };
}
