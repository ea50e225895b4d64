/** A word of more characters than this may be broken after all: a narrow column could not hold it. */
const LONGEST_WHOLE = 30;

/**
 * Keeps the words of inline code whole: a browser may break a line after any hyphen, and
 * `package-` at the end of one line with `lock.json` on the next reads as two names.
 *
 * @param html Escaped text without elements, as it stands inside `<code>`.
 */
export function keepWords(html: string): string {
  return html
    .split(' ')
    .map((word) =>
      word.includes('-') && lengthOf(word) <= LONGEST_WHOLE ? `<span class="keep">${word}</span>` : word,
    )
    .join(' ');
}

/** Characters that are seen: an entity is one. */
function lengthOf(word: string): number {
  return word.replace(/&[a-z0-9#]{1,8};/gi, '.').length;
}
