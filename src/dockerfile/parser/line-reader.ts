import { utf8Length } from '../go-text.ts';
import type { Position, Range, SourceText } from '../source.ts';

/** A line may have this many bytes (UTF-8, without its `\n`): the buffer that BuildKit reads it into. */
const MAX_LINE_BYTES = 65535;

/** What BuildKit says of a longer one. */
export const TOO_LONG = `dockerfile line greater than max allowed size of ${MAX_LINE_BYTES}`;

/**
 * Walks over the lines of a text. After `next()` the fields describe the current line by offsets into the
 * text; lines count from 0. A line that is too long ends the text, as in BuildKit.
 */
export class LineReader {
  /** Number of the current line; -1 before the first. */
  line = -1;
  /** Where the line starts. */
  lineStart = 0;
  /** The same behind a byte order mark, which only the first line may have. */
  start = 0;
  /** Where the line ends, without `\n` and any `\r` before it. */
  contentEnd = 0;
  /** Where the next line starts. */
  nextStart = 0;
  tooLong = false;
  readonly #source: SourceText;

  constructor(source: SourceText) {
    this.#source = source;
  }

  /** Moves to the next line; false, staying where it is, at the end. */
  next(): boolean {
    const source = this.#source;
    const { text } = source;
    const from = this.nextStart;
    if (from >= text.length || this.tooLong) return false;
    const line = this.line + 1;
    const isLast = line + 1 === source.lineCount;
    const next = isLast ? text.length : source.lineStart(line + 1);
    let end = isLast ? next : next - 1;
    if (end - from > MAX_LINE_BYTES / 3 && utf8Length(text.slice(from, end)) > MAX_LINE_BYTES) {
      this.tooLong = true;
      return false;
    }
    while (end > from && text.charCodeAt(end - 1) === 0x0d) end--;
    this.line = line;
    this.lineStart = from;
    this.start = line === 0 && source.hasByteOrderMark ? 1 : from;
    this.contentEnd = end;
    this.nextStart = next;
    return true;
  }

  /** Goes back to a line that was read before, as if it had just been read. */
  rewind(line: number): void {
    this.tooLong = false;
    this.line = line - 1;
    this.nextStart = this.#source.lineStart(line);
    this.next();
  }

  /** The range between two offsets on the current line. */
  range(from: number, to: number): Range {
    const { line, lineStart } = this;
    return {
      start: { line, character: from - lineStart },
      end: { line, character: to - lineStart },
    };
  }

  /** Where the content of the current line ends. */
  end(): Position {
    return { line: Math.max(0, this.line), character: this.contentEnd - this.lineStart };
  }
}
