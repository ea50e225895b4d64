import type { Range } from '../../dockerfile/index.ts';
import { escapeHtml } from '../../editor/colours.ts';

export { escapeHtml };

/** Text in which `` `code` `` becomes `<code>`; everything else is escaped. */
export function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]{1,200})`/g, '<code>$1</code>');
}

/** A number with its noun: "1 stage", "3 stages". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** A button that goes to a place in the Dockerfile. Lines count from 1 for people. */
export function placeButton(range: Range, label = `Line ${range.start.line + 1}`): string {
  const { start, end } = range;
  const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
  return `<button type="button" class="place" data-go="${place}">${escapeHtml(label)}</button>`;
}

/** Reads what `placeButton` wrote; undefined for anything else. */
export function readPlace(place: string): Range | undefined {
  const match = /^(\d{1,9}):(\d{1,9})-(\d{1,9}):(\d{1,9})$/.exec(place);
  if (!match) return undefined;
  const [, line, character, endLine, endCharacter] = match.map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

/** Bytes as Docker prints them (1000, not 1024): "8.5 MB", "0 B". */
export function bytes(amount: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = amount;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : Number(value.toPrecision(2))} ${units[unit]}`;
}
