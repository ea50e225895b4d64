import type { Diagnostic, Range, SourceText } from '../dockerfile/index.ts';
import { type Paint, printable } from './terminal.ts';

/** Longest part of a line that is shown, in UTF-16 units. */
const WIDEST = 120;

const STYLES = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/**
 * A diagnostic as text: file, line and column (from 1), what is wrong, the line with the place
 * underlined, why it matters, what to do, and other places that belong to it.
 */
export function showDiagnostic(
  diagnostic: Diagnostic,
  source: SourceText,
  file: string,
  paint: Paint,
): string {
  const { range, severity, rule, message, why, advice, related = [] } = diagnostic;
  const head = `${paint('bold', `${file}:${place(range)}`)}: ${paint(STYLES[severity], severity)}: ${printable(message)} ${paint('dim', `[${rule}]`)}`;
  const lines = [head, ...excerpt(range, source, paint)];
  if (why !== undefined) lines.push(`  Why: ${printable(why)}`);
  if (advice !== undefined) lines.push(`  What to do: ${printable(advice)}`);
  for (const other of related) lines.push(`  See ${file}:${place(other.range)}: ${printable(other.message)}`);
  return `${lines.join('\n')}\n`;
}

/** Line and column from 1. */
function place({ start }: Range): string {
  return `${start.line + 1}:${start.character + 1}`;
}

function excerpt({ start, end }: Range, source: SourceText, paint: Paint): string[] {
  if (start.line >= source.lineCount) return [];
  const line = source.line(start.line).replace(/\r$/, '');
  if (line.trim() === '') return [];
  // A place far to the right is shown with what stands around it.
  const from = start.character > WIDEST - 20 ? start.character - 40 : 0;
  const shown = printable(line.slice(from, from + WIDEST));
  const last = end.line > start.line ? line.length : end.character;
  const width = Math.max(1, Math.min(last, from + WIDEST) - start.character);
  const number = String(start.line + 1);
  // Tabs stay tabs, so that the carets stand under the text whatever a tab is worth.
  const indent = shown.slice(0, start.character - from).replace(/[^\t]/g, ' ');
  return [
    `  ${paint('dim', `${number} |`)} ${shown}`,
    `  ${paint('dim', `${' '.repeat(number.length)} |`)} ${indent}${paint('bold', '^'.repeat(width))}`,
  ];
}
