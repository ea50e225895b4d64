import { escapeHtml } from '../../editor/colours.ts';
import { colourIgnoreLines } from '../../editor/ignore/colours.ts';
import { explainLine } from '../../editor/ignore/explain.ts';
import { readIgnore } from '../../editor/ignore/read.ts';

/** A `.dockerignore` that is only read: its lines in colours, each with what it does to these files. */
export function explainedIgnore(text: string, files: readonly string[]): string {
  const reading = readIgnore(text, files);
  return colourIgnoreLines(text)
    .map((line, at) => {
      const isPattern = (reading.lines[at]?.pattern ?? '') !== '';
      const words = isPattern ? explainLine(reading, at) : undefined;
      return words ? `${line}  <span class="ignore-line-note">${escapeHtml(words)}</span>` : line;
    })
    .join('\n');
}
