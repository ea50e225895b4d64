import { SourceText, type TextEdit } from '../dockerfile/index.ts';

/** A text with edits applied. The edits must not overlap; their order does not matter. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const source = new SourceText(text);
  const placed = edits
    .map(({ range, newText }) => ({
      start: source.offsetAt(range.start),
      end: source.offsetAt(range.end),
      newText,
    }))
    .sort((a, b) => b.start - a.start || b.end - a.end);
  let result = text;
  for (const { start, end, newText } of placed) {
    result = result.slice(0, start) + newText + result.slice(end);
  }
  return result;
}
