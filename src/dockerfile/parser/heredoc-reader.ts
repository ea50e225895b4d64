import type { Heredoc } from '../instructions/types.ts';
import type { SourceText } from '../source.ts';
import type { HeredocStart } from './heredoc.ts';
import type { LineReader } from './line-reader.ts';

const TAB = 0x09;

/**
 * Reads a heredoc's lines up to the one that is its name, on which the reader then stands. Undefined, with
 * the reader at the end of the text, where that line never comes.
 */
export function readHeredoc(start: HeredocStart, source: SourceText, lines: LineReader): Heredoc | undefined {
  const { text } = source;
  const { nextStart: from } = lines;
  while (lines.next()) {
    let at = lines.lineStart;
    if (start.chomp) while (at < lines.contentEnd && text.charCodeAt(at) === TAB) at++;
    if (lines.contentEnd - at !== start.name.length || !text.startsWith(start.name, at)) continue;
    return heredocBetween(start, source, from, lines.lineStart);
  }
  return undefined;
}

/** The heredoc whose content stands between two offsets. */
export function heredocBetween(start: HeredocStart, source: SourceText, from: number, to: number): Heredoc {
  const range = { start: source.positionAt(from), end: source.positionAt(to) };
  return { ...start, content: source.text.slice(from, to), range };
}
