/** Mistakes on purpose: seeded edits of a text, of the kinds that learners and broken editors make. */

/** Pieces that have a meaning somewhere in a Dockerfile, or in JavaScript's idea of text. */
const PIECES = [
  ...[
    '<<EOF',
    "<<-'E'",
    '<<',
    '\\\n',
    '`\n',
    '\\',
    '"',
    "'",
    '`',
    '$',
    '${',
    '${a:-',
    '}',
    '#',
    '# escape=`\n',
  ],
  ...[
    '--',
    '--from=',
    '--mount=type=cache,target=',
    '=',
    '[',
    ']',
    '["a", ',
    ',',
    ':',
    '@',
    '/',
    '*',
    '?',
    '(',
    ')',
  ],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '\v',
    '\u0000',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\ufeff',
    'é',
    '😀',
    '\ud800',
  ],
  ...[
    'FROM ',
    'RUN ',
    'COPY ',
    'ARG ',
    'ENV ',
    'ONBUILD ',
    'HEALTHCHECK ',
    ' AS ',
    'scratch',
    '0',
    '-1',
    '9e99',
  ],
];

/** A source of numbers in [0, 1), the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The text after one to four edits. */
export function mutate(text: string, next: () => number): string {
  let out = text;
  for (let edits = 1 + Math.floor(next() * 4); edits > 0; edits--) out = edit(out, next);
  return out;
}

function edit(text: string, next: () => number): string {
  const below = (limit: number) => Math.floor(next() * limit);
  const from = below(text.length + 1);
  const to = Math.min(text.length, from + 1 + below(next() < 0.2 ? 80 : 4));
  const piece = PIECES[below(PIECES.length)] as string;
  switch (below(6)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, from) + piece + text.slice(from);
    case 2:
      return text.slice(0, from) + piece + text.slice(to);
    case 3:
      return text.slice(0, to) + text.slice(from);
    case 4:
      return text.slice(0, from) + Array.from(text.slice(from, to)).reverse().join('') + text.slice(to);
    default:
      return text.slice(0, from);
  }
}
