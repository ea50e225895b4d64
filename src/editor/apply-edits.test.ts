import { expect, it } from 'vitest';
import { applyEdits } from './apply-edits.ts';

const edit = (line: number, from: number, to: number, newText: string, endLine = line) => ({
  range: { start: { line, character: from }, end: { line: endLine, character: to } },
  newText,
});

it('applies several edits, whatever their order', () => {
  expect(applyEdits('FROM a as b\nRUN x', [edit(1, 0, 3, 'CMD'), edit(0, 7, 9, 'AS')])).toBe(
    'FROM a AS b\nCMD x',
  );
});

it('leaves out an edit that overlaps and moves positions outside the text', () => {
  expect(applyEdits('abc', [edit(0, 0, 2, 'X'), edit(0, 1, 3, 'Y'), edit(9, 0, 0, '!')])).toBe('Xc!');
});
