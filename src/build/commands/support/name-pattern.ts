/** fnmatch(3) without flags: `*` and `?` match slashes too. Linear in pattern times text, never worse. */

type Piece =
  | '*'
  | '?'
  | { readonly not: boolean; readonly ranges: readonly (readonly [string, string])[] }
  | { readonly char: string };

/** A test of names against a pattern. */
export function globPattern(pattern: string, ignoreCase = false): (text: string) => boolean {
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const pieces = read(fold(pattern));
  return (text) => matches(pieces, fold(text));
}

function read(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] as string;
    if (char === '*' || char === '?') pieces.push(char);
    else if (char === '\\' && at + 1 < pattern.length) pieces.push({ char: pattern[++at] as string });
    else if (char === '[') {
      const end = pattern.indexOf(']', at + (/^\[[!^]/.test(pattern.slice(at, at + 2)) ? 3 : 2));
      if (end < 0) {
        pieces.push({ char });
        continue;
      }
      const inner = pattern.slice(at + 1, end);
      const not = /^[!^]/.test(inner);
      const body = not ? inner.slice(1) : inner;
      const ranges: [string, string][] = [];
      for (let one = 0; one < body.length; one += 1) {
        if (body[one + 1] === '-' && body[one + 2] !== undefined) {
          ranges.push([body[one] as string, body[one + 2] as string]);
          one += 2;
        } else ranges.push([body[one] as string, body[one] as string]);
      }
      pieces.push({ not, ranges });
      at = end;
    } else pieces.push({ char });
  }
  return pieces;
}

function matches(pieces: readonly Piece[], text: string): boolean {
  let piece = 0;
  let at = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const now = pieces[piece];
    if (now === '*') {
      star = piece;
      mark = at;
      piece += 1;
    } else if (now !== undefined && fits(now, text[at] as string)) {
      piece += 1;
      at += 1;
    } else if (star >= 0) {
      piece = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (pieces[piece] === '*') piece += 1;
  return piece === pieces.length;
}

function fits(piece: Exclude<Piece, '*'>, char: string): boolean {
  if (piece === '?') return true;
  if (typeof piece === 'string') return false;
  if ('char' in piece) return piece.char === char;
  return piece.ranges.some(([low, high]) => low <= char && char <= high) !== piece.not;
}
