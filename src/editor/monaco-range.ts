import { Range as MonacoRange } from 'monaco-editor/editor';
import type { Range } from '../dockerfile/index.ts';

/** From 0-based and half-open to Monaco's count from 1. */
export function coordinates({ start, end }: Range) {
  return {
    startLineNumber: start.line + 1,
    startColumn: start.character + 1,
    endLineNumber: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** The same as Monaco's own object. */
export function toMonaco(range: Range): MonacoRange {
  const { startLineNumber, startColumn, endLineNumber, endColumn } = coordinates(range);
  return new MonacoRange(startLineNumber, startColumn, endLineNumber, endColumn);
}
