import type { Position, Range } from '../source.ts';

/** The first line of a statement, among the pieces of the others. */
const FIRST = -3;

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
  /** Where the text starts in the source. */
  #line: number;
  #character: number;
  /** Each further line: where it starts in `text`; line and character where it starts in the source. */
  #pieces: number[] | undefined;
  /** The piece of the last answer, -3 for the first line: questions mostly come from left to right. */
  #last = FIRST;

  constructor(text: string, line: number, character: number) {
    this.text = text;
    this.#line = line;
    this.#character = character;
  }

  /** Joins a further line, of which `text` is what counts, starting at `character` of `line`. */
  append(text: string, line: number, character: number): void {
    if (text === '') return;
    if (this.text === '') {
      // Nothing stood on the lines before (a lone continuation character): the text starts here.
      this.#line = line;
      this.#character = character;
    } else {
      this.#pieces ??= [];
      this.#pieces.push(this.text.length, line, character);
    }
    this.text += text;
  }

  /** Where the character at `at` stands in the source. */
  position(at: number): Position {
    const pieces = this.#pieces;
    const piece = pieces === undefined ? FIRST : this.#pieceAt(at, pieces);
    if (pieces === undefined || piece === FIRST) return { line: this.#line, character: this.#character + at };
    return {
      line: pieces[piece + 1] as number,
      character: (pieces[piece + 2] as number) + at - (pieces[piece] as number),
    };
  }

  /** Where `text.slice(start, end)` stands in the source. */
  range(start: number, end: number): Range {
    const from = this.position(start);
    if (end <= start) return { start: from, end: from };
    // Most statements stand on one line.
    if (this.#pieces === undefined) {
      return { start: from, end: { line: from.line, character: this.#character + end } };
    }
    // The end belongs to the line of the last character, not to the one that comes after it.
    const last = this.position(end - 1);
    return { start: from, end: { line: last.line, character: last.character + 1 } };
  }

  #pieceAt(at: number, pieces: readonly number[]): number {
    let piece = this.#last !== FIRST && (pieces[this.#last] as number) <= at ? this.#last : FIRST;
    while (piece + 3 < pieces.length && (pieces[piece + 3] as number) <= at) piece += 3;
    this.#last = piece;
    return piece;
  }
}
