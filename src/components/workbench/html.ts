import type { Range } from '../../dockerfile/index.ts';
import { escapeHtml } from '../../editor/colours.ts';
import { keepWords } from '../../site/code-words.ts';
import { formatBytes } from '../../site/format.ts';

export { escapeHtml };

/** Text in which `` `code` `` becomes `<code>`; everything else is escaped. */
export function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]{1,200})`/g, (_, code: string) => `<code>${keepWords(code)}</code>`);
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

/** Bytes as Docker prints them: one way everywhere, so that two figures of one thing are the same. */
export const bytes = formatBytes;
