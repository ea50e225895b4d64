import type { Node } from '../parser/types.ts';
import type { CommandLine, InstructionBase, Word } from './types.ts';

/** What every instruction takes over from its node. */
export function base(node: Node): InstructionBase {
  const { range, lines, keywordRange, keywordText, flags, comments, original } = node;
  return { range, lines, keywordRange, keywordText, flags, comments, original };
}

/** The command of RUN, CMD, ENTRYPOINT and, without its `CMD`, HEALTHCHECK. */
export function commandLine(node: Node, words: readonly Word[] = node.words): CommandLine {
  const { heredocs } = node;
  if (node.json) return { form: 'exec', args: words, heredocs };
  // Without any argument the shell gets an empty script.
  const { end } = node.keywordRange;
  return {
    form: 'shell',
    args: words.length > 0 ? words : [{ text: '', range: { start: end, end } }],
    heredocs,
  };
}
