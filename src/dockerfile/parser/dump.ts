import { quote } from '../go-text.ts';
import type { Flag } from '../instructions/types.ts';
import { isKeyword } from './statement.ts';
import type { Node } from './types.ts';

/** A flag as BuildKit stores it: one word, without the quotes that it was written with. */
export function flagText(flag: Flag): string {
  return flag.value === undefined ? `--${flag.name}` : `--${flag.name}=${flag.value}`;
}

/** A node as BuildKit's parser dumps it: `(copy ["--from=build"] "/app" "/app")`. */
export function dump(node: Node): string {
  let out = node.keyword;
  if (node.flags.length > 0) out += ` [${node.flags.map((flag) => quote(flagText(flag))).join(' ')}]`;
  if (node.trigger !== undefined) out += ` ${dump(node.trigger)}`;
  for (const word of dumpedWords(node)) out += ` ${quote(word)}`;
  return `(${out})`;
}

function dumpedWords(node: Node): string[] {
  // BuildKit hangs an empty argument on a keyword that it does not know.
  if (!isKeyword(node.keyword)) return [''];
  const words = node.words.map((word) => word.text);
  if (node.keyword !== 'env' && node.keyword !== 'label') return words;
  // What stood between key and value is a third word there.
  const separator = node.legacy ? '' : '=';
  return words.flatMap((word, index) => (index % 2 === 1 ? [word, separator] : [word]));
}
