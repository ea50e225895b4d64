import type { Certainty, Size } from '../../../build/types.ts';
import { bytes, escapeHtml } from '../html.ts';

const MARKS: Record<Certainty, readonly [string, string]> = {
  known: ['', ''],
  estimated: ['≈', 'about '],
  unknown: ['≥', 'at least '],
};

/** A mark for the eye and a word for the ear: how sure a figure is. Nothing where it is known. */
export function certaintyMark(certainty: Certainty): string {
  const [mark, word] = MARKS[certainty];
  if (mark === '') return '';
  return `<span class="sure" data-certainty="${certainty}"><span aria-hidden="true">${mark}</span><span class="visually-hidden">${word}</span></span>`;
}

/** A size with its mark; the reason is in the title, and in words where the size is looked at closely. */
export function sizeText(size: Size): string {
  if (size.certainty === 'unknown' && size.bytes === 0) {
    return `<span class="figure"${titleOf(size)}><span class="sure" data-certainty="unknown">not known</span></span>`;
  }
  return `<span class="figure"${titleOf(size)}>${certaintyMark(size.certainty)}${bytes(size.bytes)}</span>`;
}

/** The same in plain words, for announcements. */
export function sizeWords(size: Size): string {
  if (size.certainty === 'unknown')
    return size.bytes === 0 ? 'of unknown size' : `at least ${bytes(size.bytes)}`;
  return `${size.certainty === 'estimated' ? 'about ' : ''}${bytes(size.bytes)}`;
}

function titleOf(size: Size): string {
  return size.why === undefined ? '' : ` title="${escapeHtml(size.why)}"`;
}
