/** wc of coreutils 9 and BusyBox: lines, words, characters, bytes; each in its own columns. */
import { flavourOf, optionError } from '../support/flavour.ts';
import { bytesOf, endlessOf, input } from '../support/input.ts';
import { Says } from '../support/look.ts';
import { readOptions } from '../support/options.ts';
import { defineTool, type ToolOutput } from '../types.ts';

type Column = 'l' | 'w' | 'm' | 'c' | 'L';
const COLUMNS: readonly Column[] = ['l', 'w', 'm', 'c', 'L'];

interface Row {
  readonly counts: Readonly<Record<Column, number>>;
  readonly name: string | undefined;
}

export const wc = defineTool({
  names: ['wc'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const options = readOptions(call.args, {
      short: 'lwmcL',
      long: { lines: 'l', words: 'w', chars: 'm', bytes: 'c', 'max-line-length': 'L', total: 'total' },
      withValue: ['total'],
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const asked = COLUMNS.filter((one) => options.has(one));
    const columns: readonly Column[] = asked.length === 0 ? ['l', 'w', 'c'] : asked;
    const says = new Says();
    const rows: Row[] = [];
    const paths = options.operands.length === 0 ? [undefined] : options.operands;
    let room = 0;
    let piped = false;
    for (const path of paths) {
      const found = input(call, path ?? '-');
      if (found.kind === 'unknown') continue;
      if (found.kind === 'failed') {
        says.error(
          gnu || found.isDirectory ? `wc: ${path}: ${found.reason}` : `wc: ${path}: ${found.reason}`,
        );
        if (found.isDirectory && gnu) rows.push({ counts: ZERO, name: path });
        continue;
      }
      if (path === undefined || path === '-') piped = true;
      const { content } = found;
      const bytes = bytesOf(content);
      const known = bytes !== undefined || (columns.join('') === 'c' && content.size.certainty === 'known');
      if (!known)
        call.unknown(
          endlessOf(content) ? 'wc counts for ever' : `what wc counts in ${path ?? 'stdin'} is not known`,
        );
      const counts = bytes ? count(bytes, gnu) : { ...ZERO, c: content.size.bytes };
      room += counts.c;
      rows.push({ counts, name: path });
    }
    const total: Row = { counts: sum(rows), name: 'total' };
    const all = paths.length > 1 ? [...rows, total] : rows;
    const format = gnu ? gnuFormat(columns, paths.length, room, piped) : busyboxFormat(columns, paths.length);
    for (const row of all) says.out.push(format(row));
    return says.result();
  },
});

const ZERO: Readonly<Record<Column, number>> = { l: 0, w: 0, m: 0, c: 0, L: 0 };

function sum(rows: readonly Row[]): Row['counts'] {
  const add = (column: Column) => rows.reduce((all, { counts }) => all + counts[column], 0);
  return {
    l: add('l'),
    w: add('w'),
    m: add('m'),
    c: add('c'),
    L: Math.max(0, ...rows.map(({ counts }) => counts.L)),
  };
}

/** BusyBox: columns of nine, unless there is one number alone. */
function busyboxFormat(columns: readonly Column[], files: number): (row: Row) => string {
  const bare = columns.length === 1 && files === 1;
  return ({ counts, name }) => {
    const numbers = columns.map((one) => (bare ? String(counts[one]) : String(counts[one]).padStart(9)));
    return numbers.join(' ') + (name === undefined ? '' : ` ${name}`);
  };
}

/** coreutils: as wide as the size of all files needs; seven where there is a pipe among them. */
function gnuFormat(
  columns: readonly Column[],
  files: number,
  room: number,
  piped: boolean,
): (row: Row) => string {
  const bare = columns.length === 1 && files === 1;
  const width = bare ? 1 : Math.max(piped ? 7 : 1, String(room).length);
  return ({ counts, name }) =>
    columns.map((one) => String(counts[one]).padStart(width)).join(' ') +
    (name === undefined ? '' : ` ${name}`);
}

function count(bytes: Uint8Array, gnu: boolean): Row['counts'] {
  let l = 0;
  let w = 0;
  let m = 0;
  let longest = 0;
  let line = 0;
  let inWord = false;
  for (const byte of bytes) {
    if ((byte & 0xc0) !== 0x80) m += 1;
    if (byte === 10) {
      l += 1;
      longest = Math.max(longest, line);
      line = 0;
    } else if ((byte & 0xc0) !== 0x80) line += byte === 9 ? 8 - (line % 8) : 1;
    const blank = byte === 32 || (byte >= 9 && byte <= 13);
    if (!blank && !inWord) w += 1;
    inWord = !blank;
  }
  // Debian's images set no locale: characters are bytes there; musl knows UTF-8 alone.
  return { l, w, m: gnu ? bytes.length : m, c: bytes.length, L: Math.max(longest, line) };
}
