import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { InstructionError } from './errors.ts';
import { readFlags } from './flags.ts';
import type { OnbuildInstruction } from './types.ts';

const KEYWORD = /^[\t\n\f\r ]*ONBUILD[\t\n\f\r ]*/i;

/** ONBUILD instruction. What the instruction says, shows where an image is built on this one. */
export function readOnbuild(node: Node): OnbuildInstruction {
  const { trigger } = node;
  if (trigger === undefined) {
    throw new InstructionError('ONBUILD requires at least one argument', node.keywordRange);
  }
  readFlags(node);
  const keyword = trigger.keyword.toUpperCase();
  if (keyword === 'ONBUILD') {
    throw new InstructionError("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed", trigger.keywordRange);
  }
  if (keyword === 'MAINTAINER' || keyword === 'FROM') {
    throw new InstructionError(`${keyword} isn't allowed as an ONBUILD trigger`, trigger.keywordRange);
  }
  const bodies = node.heredocs.map((heredoc) => `\n${heredoc.content}${heredoc.name}`);
  const text = node.original.replace(KEYWORD, '') + bodies.join('');
  const expression = { text, range: { start: trigger.keywordRange.start, end: node.range.end } };
  return { ...base(node), keyword: 'ONBUILD', expression };
}
