import type { Instruction, QuickFix, Range } from '../dockerfile/index.ts';

/** The fix that writes something else in the place of what is wrong. */
export function replacing(range: Range, newText: string, title = `Write ${newText}`): QuickFix {
  return { title, edits: [{ range, newText }] };
}

/** The fix that adds a line above an instruction. */
export function addingAbove({ range: { start } }: Instruction, line: string, title: string): QuickFix {
  const before = { line: start.line, character: 0 };
  return replacing({ start: before, end: before }, `${line}\n`, title);
}
