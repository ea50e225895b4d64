import { colourLines } from '../../editor/colours.ts';
import { type DiffRow, diffRows } from './diff-rows.ts';
import { escapeHtml } from './html.ts';

const SIGN: Record<DiffRow['kind'], readonly [string, string]> = {
  same: ['', ''],
  changed: ['-', '+'],
  added: ['', '+'],
  removed: ['-', ''],
};
const SAID: Record<DiffRow['kind'], readonly [string, string]> = {
  same: ['', ''],
  changed: ['only in yours: ', 'only in the solution: '],
  added: ['', 'only in the solution: '],
  removed: ['only in yours: ', ''],
};

/** A table of the learner's Dockerfile beside a solution. Signs and words carry what the colours say. */
export function diffHtml(mine: string, solution: string, title: string): string {
  const left = colourLines(mine);
  const right = colourLines(solution);
  const rows = diffRows(mine, solution).map(
    (row) => `<tr data-kind="${row.kind}">${cell(row, 'left', left)}${cell(row, 'right', right)}</tr>`,
  );
  return `<table class="diff"><caption class="visually-hidden">Your Dockerfile beside: ${escapeHtml(title)}</caption>
    <thead><tr><th scope="col" colspan="2">Yours</th><th scope="col" colspan="2">${escapeHtml(title)}</th></tr></thead>
    <tbody>${rows.join('')}</tbody></table>`;
}

function cell(row: DiffRow, side: 'left' | 'right', coloured: readonly string[]): string {
  const at = side === 'left' ? 0 : 1;
  const line = row[side];
  if (!line) return `<td class="number ${side}"></td><td class="text ${side} none"></td>`;
  const said = SAID[row.kind][at];
  return `<td class="number ${side}">${line.number}</td><td class="text ${side}"><span class="sign" aria-hidden="true">${SIGN[row.kind][at]}</span>${
    said === '' ? '' : `<span class="visually-hidden">${said}</span>`
  }<code>${coloured[line.number - 1] ?? escapeHtml(line.text)}</code></td>`;
}
