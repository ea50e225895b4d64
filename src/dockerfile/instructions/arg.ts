import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { requireArguments } from './errors.ts';
import { blankName } from './key-values.ts';
import type { ArgInstruction, Word } from './types.ts';

/** ARG name[=default] … Flags are ignored, as in BuildKit. */
export function readArg(node: Node): ArgInstruction {
  requireArguments(node, 'ARG');
  return { ...base(node), keyword: 'ARG', args: node.words.map(readName) };
}

function readName(word: Word): { key: Word; value?: Word } {
  const equals = word.text.indexOf('=');
  if (equals === -1) return { key: word };
  if (equals === 0) throw blankName('ARG', word);
  const { start, end } = word.range;
  // Only blanks in quotes and escapes can put a line end into a name; the name then is the whole word's.
  const sameLine = start.line === end.line;
  const split = { line: start.line, character: start.character + equals };
  const behind = { line: start.line, character: split.character + 1 };
  return {
    key: { text: word.text.slice(0, equals), range: sameLine ? { start, end: split } : word.range },
    value: { text: word.text.slice(equals + 1), range: sameLine ? { start: behind, end } : word.range },
  };
}
