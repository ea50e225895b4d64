import type { Position, Range } from '../source.ts';

/**
 * One statement's text with its continuation lines joined and the comment lines between them
 * dropped, which still knows where each of its characters stands in the source:
 *
 *     RUN apk add \        text  "RUN apk add     git"
 *     # a comment                 ^           ^
 *         git              line 0, character 0; line 2, character 0
 *
 * Offsets (`at`, `start`, `end`) are UTF-16 offsets into `text`.
 */
export class LogicalLine {
  text: string;
  /** Three numbers a piece: where it starts in `text`; line and character where it starts in the source. */
  private readonly pieces: number[];
  /** The piece of the last answer: questions mostly come from left to right. */
  private last = 0;

  constructor(text: string, line: number, character: number) {
    this.text = text;
    this.pieces = [0, line, character];
  }

  /** Joins a further line, of which `text` is what counts, starting at `character` of `line`. */
  append(text: string, line: number, character: number): void {
    if (text === '') return;
    if (this.text === '') {
      // Nothing stood on the lines before (a lone continuation character): the text starts here.
      this.pieces[1] = line;
      this.pieces[2] = character;
    } else {
      this.pieces.push(this.text.length, line, character);
    }
    this.text += text;
  }

  /** Where the character at `at` stands in the source. */
  position(at: number): Position {
    const piece = this.pieceAt(at);
    const { pieces } = this;
    return {
      line: pieces[piece + 1] as number,
      character: (pieces[piece + 2] as number) + at - (pieces[piece] as number),
    };
  }

  /** Where `text.slice(start, end)` stands in the source. */
  range(start: number, end: number): Range {
    const { pieces } = this;
    if (pieces.length === 3) {
      // One line, as most statements are.
      const line = pieces[1] as number;
      const shift = pieces[2] as number;
      return {
        start: { line, character: shift + start },
        end: { line, character: shift + (end > start ? end : start) },
      };
    }
    const from = this.position(start);
    if (end <= start) return { start: from, end: from };
    // The end belongs to the line of the last character, not to the one that comes after it.
    const last = this.position(end - 1);
    return { start: from, end: { line: last.line, character: last.character + 1 } };
  }

  private pieceAt(at: number): number {
    const { pieces } = this;
    let piece = (pieces[this.last] as number) <= at ? this.last : 0;
    while (piece + 3 < pieces.length && (pieces[piece + 3] as number) <= at) piece += 3;
    this.last = piece;
    return piece;
  }
}
