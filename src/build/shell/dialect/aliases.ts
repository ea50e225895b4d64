/** Aliases: what `alias` notes, and where dash and ash put it in. */
import type { Rewriter } from './rewriter.ts';
import { fixedText, type SimpleCommandNode, type WordNode } from './tree.ts';

/** What an alias stands for: dash and ash put it in on the lines behind. */
export function aliasOf(
  shell: Rewriter,
  name: string,
  node: SimpleCommandNode,
): SimpleCommandNode | undefined {
  const alias = shell.bash ? undefined : shell.facts.aliases.get(name);
  if (!alias || alias.line >= shell.line) return undefined;
  if (/[|&;<>()$`\\"'*?[#~=%!{}\n]/.test(alias.value)) {
    shell.facts.beyond.push(`what the alias ${name} stands for is not followed`);
    return undefined;
  }
  const [first = '', ...rest] = alias.value.trim().split(/\s+/);
  if (first === name || shell.facts.aliases.has(first)) return undefined;
  const literal = (value: string): WordNode => ({ type: 'Word', parts: [{ type: 'Literal', value }] });
  return { ...node, name: literal(first), args: [...rest.map(literal), ...node.args] };
}

/** `alias NAME=VALUE`. */
export function noteAliases(shell: Rewriter, { args }: SimpleCommandNode): void {
  for (const one of args) {
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(fixedText(one) ?? '') ?? [];
    if (name !== undefined && value !== undefined) shell.facts.aliases.set(name, { value, line: shell.line });
  }
}
