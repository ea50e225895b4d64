/** Bytes as Docker prints them: decimal units, three significant digits. `8420000` is `8.42 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  // 999.5 would be rounded to 1000: that is the next unit's 1.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const text = unit === 0 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
  return `${text} ${units[unit]}`;
}

/** A day for readers: `2026-09-17` is `17 September 2026`. */
export function formatDay(day: string): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** Minutes to read a lesson's source at 200 words a minute; code counts as words, markup does not. At least 1. */
export function readingMinutes(markdown: string): number {
  const words = markdown
    .split('\n')
    .filter((line) => !/^(```|import |export )/.test(line))
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !word.startsWith('<'));
  return Math.max(1, Math.round(words.length / 200));
}

/** Text with `code` between backticks, cut into its parts. For props, which hold no markup. */
export function splitCode(text: string): { readonly code: boolean; readonly text: string }[] {
  return text
    .split('`')
    .map((part, at) => ({ code: at % 2 === 1, text: part }))
    .filter((part) => part.text !== '');
}
