import type { TextEdit } from '../../dockerfile/index.ts';
import { applyEdits } from '../apply-edits.ts';
import type { LanguageDocument } from './document.ts';
import { readMeaning } from './format-reading.ts';
import { type Statement, wordRange } from './statements.ts';

/** What a continuation line starts with. */
const INDENT = '    ';

/**
 * Edits that tidy a Dockerfile: keywords and AS in upper case, statements at the left edge, continuation
 * lines four blanks in (deeper ones keep their distance), no blanks at line ends. Heredocs stay as they
 * are. Each statement is read again afterwards; one that would say anything else keeps its own form.
 */
export function formatEdits({ text, statements }: LanguageDocument): TextEdit[] {
  const lines = text.split('\n');
  const before = readMeaning(text);
  const harmless = (own: readonly TextEdit[][]): boolean =>
    before.sameAs(readMeaning(applyEdits(text, own.flat())));
  const edits = statements.map((statement) => editsOf(statement, lines)).filter((own) => own.length > 0);
  const kept = harmlessOnes(edits, harmless);
  return harmless(kept) ? kept.flat() : [];
}

/** The groups of edits that change no meaning, found by halves: a long file has few that do. */
function harmlessOnes(
  edits: readonly TextEdit[][],
  harmless: (own: readonly TextEdit[][]) => boolean,
): readonly TextEdit[][] {
  if (edits.length === 0 || harmless(edits)) return edits;
  if (edits.length === 1) return [];
  const middle = edits.length >> 1;
  return [...harmlessOnes(edits.slice(0, middle), harmless), ...harmlessOnes(edits.slice(middle), harmless)];
}

function editsOf(statement: Statement, lines: readonly string[]): TextEdit[] {
  const edits: TextEdit[] = [];
  const replace = (line: number, start: number, end: number, newText: string): void => {
    if (lines[line]?.slice(start, end) !== newText)
      edits.push({ range: wordRange({ line, start, end }), newText });
  };
  const { keyword, keywordWord, onbuild } = statement;
  const first = statement.lines.start;
  // The trigger of ONBUILD is kept in the image word by word.
  if (keyword !== '' && !onbuild) replace(keywordWord.line, keywordWord.start, keywordWord.end, keyword);
  const as = keyword === 'FROM' ? statement.words[1] : undefined;
  if (as?.text.toLowerCase() === 'as') replace(as.line, as.start, as.end, 'AS');

  const end = statement.heredocStart === undefined ? statement.lines.end : statement.heredocStart - 1;
  const indent = indentOf(lines[first] as string);
  if (indent > 0) replace(first, 0, indent, '');
  const inner = continuationLines(statement, lines, end);
  const common = commonIndent(inner.map((line) => lines[line] as string));
  for (const line of inner) {
    const text = lines[line] as string;
    replace(line, 0, isComment(text) ? indentOf(text) : common, INDENT);
  }
  for (let line = first; line <= end; line++) {
    const whole = lines[line] as string;
    const text = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    const trimmed = text.trimEnd();
    if (trimmed !== '' && trimmed.length < text.length) replace(line, trimmed.length, text.length, '');
  }
  return edits;
}

function continuationLines(statement: Statement, lines: readonly string[], end: number): number[] {
  const inner: number[] = [];
  for (let line = statement.lines.start + 1; line <= end; line++) {
    if ((lines[line] as string).trim() !== '') inner.push(line);
  }
  return inner;
}

/** Length of the blanks that all lines start with, as far as they are the same. Comments do not count. */
function commonIndent(lines: readonly string[]): number {
  const counted = lines.filter((line) => !isComment(line));
  const [first = ''] = counted;
  let common = indentOf(first);
  for (const line of counted) {
    let same = 0;
    while (same < common && line[same] === first[same]) same++;
    common = same;
  }
  return common;
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
