import type { Position, Range, SourceText } from '../../src/dockerfile/index.ts';

/** All ranges anywhere inside a value, found by their shape. */
export function rangesIn(value: unknown): Range[] {
  const found: Range[] = [];
  const seen = new Set<unknown>();
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isRange(next)) {
      found.push(next);
      continue;
    }
    // One by one: a spread of a very long list would not fit on the stack.
    const inside = next instanceof Map || next instanceof Set ? next.values() : Object.values(next);
    for (const value of inside) pending.push(value);
  }
  return found;
}

function isRange(value: object): value is Range {
  const { start, end } = value as Partial<Range>;
  return isPosition(start) && isPosition(end);
}

function isPosition(value: unknown): value is Position {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

/** What is wrong with a range; undefined where it lies inside the text and does not end before it starts. */
export function rangeProblem(source: SourceText, range: Range): string | undefined {
  const { start, end } = range;
  for (const { line, character } of [start, end]) {
    const inside =
      line >= 0 && line < source.lineCount && character >= 0 && character <= source.line(line).length;
    if (!inside) return `outside the text: ${JSON.stringify(range)}`;
  }
  const ordered = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return ordered ? undefined : `ends before it starts: ${JSON.stringify(range)}`;
}
