import { diffLines } from 'diff';

/** One row of two texts side by side; a side without a line is undefined. */
export interface DiffRow {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly left?: { readonly number: number; readonly text: string };
  readonly right?: { readonly number: number; readonly text: string };
}

/** Compares two texts line by line; runs that replace each other stand side by side. Line numbers from 1. */
export function diffRows(left: string, right: string): DiffRow[] {
  const rows: DiffRow[] = [];
  let leftLine = 1;
  let rightLine = 1;
  let removed: string[] = [];
  const flush = (added: readonly string[]): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at++) {
      const was = removed[at];
      const is = added[at];
      rows.push({
        kind: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed',
        ...(was === undefined ? {} : { left: { number: leftLine++, text: was } }),
        ...(is === undefined ? {} : { right: { number: rightLine++, text: is } }),
      });
    }
    removed = [];
  };
  for (const part of diffLines(ended(left), ended(right))) {
    const lines = part.value.replace(/\n$/, '').split('\n');
    if (part.removed) {
      removed = lines;
    } else if (part.added) {
      flush(lines);
    } else {
      flush([]);
      for (const text of lines) {
        rows.push({ kind: 'same', left: { number: leftLine++, text }, right: { number: rightLine++, text } });
      }
    }
  }
  flush([]);
  return rows;
}

/** A missing last line end is no difference. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
