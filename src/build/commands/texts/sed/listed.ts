/** Lines as the command l of sed shows them. */

/** What `l` shows: a line with its unseen characters, cut after 69 characters. */
export function listed(text: string, given: string): string {
  const NAMES: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '\x07': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
  };
  const width = given === '' ? 69 : Number(given) > 1 ? Number(given) - 1 : Number.POSITIVE_INFINITY;
  let out = '';
  let column = 0;
  for (const char of text) {
    const code = char.charCodeAt(0);
    const shown = NAMES[char] ?? (code < 32 || code > 126 ? `\\${code.toString(8).padStart(3, '0')}` : char);
    if (column + shown.length > width) {
      out += '\\\n';
      column = 0;
    }
    out += shown;
    column += shown.length;
  }
  return `${out}$\n`;
}
