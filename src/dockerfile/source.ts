/**
 * Text and positions. Every position inside the engine is 0-based (line, and UTF-16 code unit in
 * that line), as in the Language Server Protocol; only the terminal and Monaco count from 1.
 */

/** A place in a text: 0-based line, 0-based UTF-16 code unit inside that line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A stretch of text; `end` is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A stretch of whole lines, 0-based, `end` inclusive. BuildKit knows locations only in this form. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Replace what stands in `range` by `newText`. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

const BYTE_ORDER_MARK = 0xfeff;

/**
 * A text with its line starts. A line ends at `\n` alone, as in BuildKit (a `\r` before it belongs to
 * the line's content and is trimmed by whoever reads the line).
 */
export class SourceText {
  /** The text as it was given. */
  readonly text: string;
  /** Offsets (UTF-16) at which each line starts; the last line may be empty. */
  readonly #lineStarts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      starts.push(at + 1);
    }
    this.#lineStarts = starts;
  }

  /** Number of lines; a text that ends in `\n` has an empty last line, which counts. */
  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** Whether the text starts with a byte order mark. */
  get hasByteOrderMark(): boolean {
    return this.text.charCodeAt(0) === BYTE_ORDER_MARK;
  }

  /** Content of a 0-based line without its `\n`. Throws RangeError for a line that does not exist. */
  line(line: number): string {
    const start = this.lineStart(line);
    const next = this.#lineStarts[line + 1];
    return this.text.slice(start, next === undefined ? this.text.length : next - 1);
  }

  /** Offset (UTF-16) at which a 0-based line starts. Throws RangeError for a line that does not exist. */
  lineStart(line: number): number {
    const start = this.#lineStarts[line];
    if (start === undefined) throw new RangeError(`line ${line} of ${this.lineCount}`);
    return start;
  }

  /** Position of an offset; offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (this.#lineStarts[low] as number) };
  }

  /** Offset of a position; a position outside the text is moved to its nearest end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.#lineStarts[position.line];
    if (start === undefined) return this.text.length;
    const next = this.#lineStarts[position.line + 1];
    const end = next === undefined ? this.text.length : next - 1;
    return Math.max(start, Math.min(start + position.character, end));
  }

  /** The text of a range. */
  slice(range: Range): string {
    return this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }
}
