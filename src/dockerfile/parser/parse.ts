import type { Diagnostic } from '../diagnostic.ts';
import { isSpace, skipSpaces, trimEnd, trimSpace } from '../go-text.ts';
import type { Heredoc } from '../instructions/types.ts';
import type { LineRange, Range, SourceText } from '../source.ts';
import { DirectiveReader } from './directives.ts';
import { type HeredocStart, heredocsOfLine, LexError } from './heredoc.ts';
import { heredocBetween, readHeredoc } from './heredoc-reader.ts';
import { LineReader, TOO_LONG } from './line-reader.ts';
import { LogicalLine } from './logical-line.ts';
import { type NodeDraft, readStatement, StatementError, startsWithKeyword } from './statement.ts';
import type { Comment, Directive, Node, ParsedDockerfile } from './types.ts';

/** Keywords whose shell form may have heredocs. */
const WITH_HEREDOCS = new Set(['add', 'copy', 'run']);
const HASH = 0x23;
const NO_HEREDOCS: readonly Heredoc[] = [];

/**
 * Reads a Dockerfile into statements as BuildKit's parser does, and goes on where BuildKit stops: an error
 * becomes a diagnostic and the statement it is in is left out, so that one half-typed line does not
 * hide the rest. The first diagnostic of severity `error` is the one that Docker gives. Never throws.
 */
export function parseDockerfile(source: SourceText): ParsedDockerfile {
  return new Parser(source).run();
}

class Parser {
  readonly #lines: LineReader;
  readonly #text: string;
  readonly #directiveReader = new DirectiveReader();
  #escapeToken: '\\' | '`' = '\\';
  readonly #directives: Directive[] = [];
  readonly #nodes: Node[] = [];
  readonly #comments: Comment[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  /** The comment lines directly above the next statement. */
  #above: string[] = [];
  #failed = false;
  /** Set at the first heredoc without an end: after a second one nothing is tried any more. */
  #recovered = false;
  readonly #source: SourceText;

  constructor(source: SourceText) {
    this.#source = source;
    this.#text = source.text;
    this.#lines = new LineReader(source);
  }

  run(): ParsedDockerfile {
    while (this.#lines.next()) this.#line();
    const lines = this.#lines;
    if (this.#nodes.length === 0 && !this.#failed) {
      this.#fail('file with no instructions', wholeText(lines), lines.line);
    } else if (lines.tooLong) {
      const start = { line: lines.line + 1, character: 0 };
      this.#fail(TOO_LONG, { start, end: this.#source.positionAt(this.#text.length) }, lines.line);
    }
    return {
      directives: this.#directives,
      nodes: this.#nodes,
      comments: this.#comments,
      escapeToken: this.#escapeToken,
      diagnostics: this.#diagnostics,
    };
  }

  /** A line outside of any statement: empty, a comment, a directive, or a statement's first. */
  #line(): void {
    const lines = this.#lines;
    const text = this.#text;
    const start = skipSpaces(text, lines.start, lines.contentEnd);
    if (!this.#directiveReader.ended) this.#directive(start);
    if (start === lines.contentEnd) return;
    if (text.charCodeAt(start) === HASH) this.#comment(start, true);
    else this.#statement(start);
  }

  #directive(start: number): void {
    const lines = this.#lines;
    const found = this.#directiveReader.read(this.#text.slice(start, lines.contentEnd));
    if (found === undefined) return;
    const range = lines.range(start, lines.contentEnd);
    if (typeof found === 'string') {
      // BuildKit counts the line only after this: it names the one before.
      this.#fail(found, range, lines.line - 1);
      return;
    }
    this.#directives.push({ name: found.name, value: found.value, range });
    if (found.name !== 'escape') return;
    if (found.value === '\\' || found.value === '`') this.#escapeToken = found.value;
    else {
      const message = `invalid escape token '${found.value}' does not match \` or \\`;
      this.#fail(message, lines.range(start + found.start, start + found.end), lines.line - 1);
    }
  }

  #comment(start: number, above: boolean): void {
    const lines = this.#lines;
    const text = this.#text;
    const last = this.#directives.at(-1);
    // A directive is no comment.
    if (last !== undefined && last.range.start.line === lines.line) return;
    const end = trimEnd(text, start, lines.contentEnd);
    const from = skipSpaces(text, start + 1, end);
    this.#comments.push({ text: text.slice(from, end), range: lines.range(start, end) });
    if (!above) return;
    // BuildKit drops the first character of the line, be it the `#` or a blank before it.
    const words = trimSpace(text.slice(lines.start + 1, lines.contentEnd));
    if (words === '') this.#above = [];
    else this.#above.push(words);
  }

  #statement(start: number): void {
    const lines = this.#lines;
    const first = lines.line;
    const line = this.#logicalLine(start);
    const last = lines.line;
    const comments = this.#above;
    this.#above = [];
    let node: NodeDraft;
    try {
      node = readStatement(line, this.#escapeToken);
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      this.#fail(error.message, error.range, first, last);
      return;
    }
    node.comments = comments;
    node.heredocs = this.#heredocs(node.trigger ?? node, line, first);
    const end = lines.end();
    const taken = { start: first, end: lines.line };
    // The trigger of an ONBUILD shares heredocs and lines with it.
    for (let each: NodeDraft | undefined = node; each !== undefined; each = each.trigger) {
      each.heredocs = node.heredocs;
      each.range = { start: each.keywordRange.start, end };
      each.lines = taken;
    }
    this.#nodes.push(node);
  }

  /** Joins a statement's lines; the reader stands on the last of them afterwards. */
  #logicalLine(start: number): LogicalLine {
    const lines = this.#lines;
    const text = this.#text;
    const cut = this.#continuation(start, lines.contentEnd);
    let more = cut !== undefined;
    const line = new LogicalLine(
      text.slice(start, cut ?? lines.contentEnd),
      lines.line,
      start - lines.lineStart,
    );
    let empty: Range | undefined;
    while (more && lines.next()) {
      const content = skipSpaces(text, lines.start, lines.contentEnd);
      if (content === lines.contentEnd) {
        empty ??= lines.range(lines.lineStart, lines.contentEnd);
        continue;
      }
      if (text.charCodeAt(content) === HASH) {
        this.#comment(content, false);
        continue;
      }
      const end = this.#continuation(lines.start, lines.contentEnd);
      more = end !== undefined;
      line.append(
        text.slice(lines.start, end ?? lines.contentEnd),
        lines.line,
        lines.start - lines.lineStart,
      );
    }
    if (empty !== undefined) this.#emptyContinuation(empty, lines.line);
    return line;
  }

  /** Where a line's continuation character stands; undefined where the statement ends with the line. */
  #continuation(from: number, to: number): number | undefined {
    const text = this.#text;
    let at = to - 1;
    while (at >= from && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at--;
    if (at < from || text[at] !== this.#escapeToken) return undefined;
    // An escape token before it escapes it.
    return at > from && text[at - 1] === this.#escapeToken ? undefined : at;
  }

  #heredocs({ keyword, json }: Node, line: LogicalLine, first: number): readonly Heredoc[] {
    if (json || !WITH_HEREDOCS.has(keyword) || !line.text.includes('<<')) return NO_HEREDOCS;
    let starts: HeredocStart[];
    try {
      starts = heredocsOfLine(line.text);
    } catch (error) {
      if (!(error instanceof LexError)) throw error;
      this.#fail(error.message, line.range(0, line.text.length), first, this.#lines.line);
      return [];
    }
    const heredocs: Heredoc[] = [];
    for (const start of starts) {
      const { line: last, nextStart } = this.#lines;
      const heredoc = readHeredoc(start, this.#source, this.#lines);
      if (heredoc === undefined) {
        // Behind one that does not end there is no text left for the next.
        this.#unterminated(line, first, last);
        heredocs.push(heredocBetween(start, this.#source, nextStart, this.#lines.nextStart));
        break;
      }
      heredocs.push(heredoc);
    }
    return heredocs;
  }

  /**
   * A heredoc without its end swallows the file, in BuildKit. For the learner, who may be about to type
   * it, the rest is read from the next line that starts with a keyword in capitals. Only once a file:
   * each try reads to the end of the file.
   */
  #unterminated(statement: LogicalLine, first: number, last: number): void {
    const lines = this.#lines;
    const at = Math.max(0, statement.text.indexOf('<<'));
    let end = at + 2;
    while (end < statement.text.length && isSpace(statement.text.charCodeAt(end))) end++;
    while (end < statement.text.length && !isSpace(statement.text.charCodeAt(end))) end++;
    this.#fail('unterminated heredoc', statement.range(at, end), first, lines.line);
    if (this.#recovered) return;
    this.#recovered = true;
    lines.rewind(last);
    while (lines.next()) {
      if (!startsWithKeyword(this.#text, lines.lineStart, lines.contentEnd)) continue;
      lines.rewind(lines.line - 1);
      return;
    }
  }

  #emptyContinuation(range: Range, last: number): void {
    this.#diagnostics.push({
      rule: 'NoEmptyContinuation',
      severity: 'warning',
      message: 'Empty continuation line',
      range,
      lines: [{ start: last, end: last }],
    });
  }

  #fail(message: string, range: Range, first: number, last = first): void {
    this.#failed = true;
    const lines: LineRange[] = [{ start: first, end: last }];
    this.#diagnostics.push({ rule: 'SyntaxError', severity: 'error', message, range, lines });
  }
}

function wholeText(lines: LineReader): Range {
  return { start: { line: 0, character: 0 }, end: lines.end() };
}
