/** Keys of sort: which part of a line is compared, and how. */

export interface Key {
  /** Fields and characters from 1; `to` undefined: the end of the line; a `toChar` of 0: the end of the field. */
  readonly from: number;
  readonly fromChar: number;
  readonly to: number | undefined;
  readonly toChar: number;
  readonly how: string;
  readonly skipFrom: boolean;
  readonly skipTo: boolean;
}

/** Reads `2,3n`, `1.2,1.4`; undefined where it is none. `letters` are those of the whole command. */
export function readKey(text: string, letters: string): Key | undefined {
  const match = /^(\d+)(?:\.(\d+))?([bdfgiMhnrV]*)(?:,(\d+)(?:\.(\d+))?([bdfgiMhnrV]*))?$/.exec(text);
  if (!match || Number(match[1]) === 0) return undefined;
  const own = (match[3] ?? '') + (match[6] ?? '');
  const how = own === '' ? letters : own;
  return {
    from: Number(match[1]),
    fromChar: Number(match[2] ?? 1),
    to: match[4] === undefined ? undefined : Number(match[4]),
    toChar: Number(match[5] ?? 0),
    how,
    skipFrom: own === '' ? letters.includes('b') : (match[3] ?? '').includes('b'),
    skipTo: own === '' ? letters.includes('b') : (match[6] ?? '').includes('b'),
  };
}

type Compare = (a: string, b: string) => number;

/** Compares two lines by their keys, or whole; undefined where that is not followed. */
export function comparison(
  keys: readonly Key[],
  letters: string,
  separator: string | undefined,
): Compare | undefined {
  const whole: Key = {
    from: 1,
    fromChar: 1,
    to: undefined,
    toChar: 0,
    how: letters,
    skipFrom: letters.includes('b'),
    skipTo: false,
  };
  const list = keys.length === 0 ? [whole] : keys;
  const compares: Compare[] = [];
  for (const key of list) {
    const compare = comparing(key.how);
    if (!compare) return undefined;
    const way = key.how.includes('r') ? -1 : 1;
    compares.push((a, b) => compare(part(a, key, separator), part(b, key, separator)) * way);
  }
  return (a, b) => {
    for (const compare of compares) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

/** Where the fields of a line begin and end; without a separator the blanks in front belong to a field. */
function fields(line: string, separator: string | undefined): (readonly [number, number])[] {
  const out: [number, number][] = [];
  if (separator !== undefined && separator !== '') {
    let at = 0;
    for (const one of line.split(separator)) {
      out.push([at, at + one.length]);
      at += one.length + separator.length;
    }
    return out;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g))
    out.push([match.index, match.index + match[0].length]);
  return out;
}

function part(line: string, key: Key, separator: string | undefined): string {
  if (key.from === 1 && key.fromChar === 1 && key.to === undefined && !key.skipFrom) return line;
  const places = fields(line, separator);
  const first = places[key.from - 1];
  const skip = (at: number) => at + (/^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0);
  if (!first) return '';
  const begin = (key.skipFrom ? skip(first[0]) : first[0]) + key.fromChar - 1;
  let end = line.length;
  if (key.to !== undefined) {
    const last = places[key.to - 1];
    if (last) end = key.toChar === 0 ? last[1] : (key.skipTo ? skip(last[0]) : last[0]) + key.toChar;
  }
  return line.slice(Math.min(begin, line.length), Math.min(end, line.length));
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const sign = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
const bytes: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function comparing(how: string): Compare | undefined {
  const kinds = [...'nghMV'].filter((one) => how.includes(one));
  if (kinds.length > 1) return undefined;
  const clean = (text: string) => {
    let out = text;
    if (how.includes('d')) out = out.replace(/[^A-Za-z0-9 \t]/g, '');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: -i passes over them
    if (how.includes('i')) out = out.replace(/[\x00-\x1f\x7f-\xff]/g, '');
    if (how.includes('f')) out = out.replace(/[a-z]+/g, (some) => some.toUpperCase());
    return out;
  };
  switch (kinds[0]) {
    case 'n':
      return (a, b) => sign(number(a), number(b));
    case 'g':
      return (a, b) => sign(general(a), general(b));
    case 'h':
      return (a, b) => {
        const [one, two] = [human(a), human(b)];
        return sign(one[0], two[0]) || sign(one[1], two[1]);
      };
    case 'M': {
      const month = (text: string) => MONTHS.indexOf(text.trimStart().slice(0, 3).toUpperCase());
      return (a, b) => sign(month(a), month(b));
    }
    case 'V':
      return versions;
    default:
      return /[dif]/.test(how) ? (a, b) => bytes(clean(a), clean(b)) : bytes;
  }
}

function number(text: string): number {
  return Number(/^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1]?.replace(/^(-?)\.?$/, '0') ?? 0) || 0;
}

function general(text: string): number {
  const value = Number.parseFloat(text.trimStart());
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}

/** Sign and order of the unit, then the number. */
function human(text: string): readonly [number, number] {
  const match = /^[ \t]*(-?\d*\.?\d*)([kKMGTPEZY]?)/.exec(text);
  const value = number(text);
  const unit = value === 0 ? 0 : ' KMGTPEZY'.indexOf((match?.[2] || ' ').toUpperCase()) + 1;
  return [value < 0 ? -unit : unit, value];
}

/** Versions as glibc's strverscmp and coreutils' filevercmp have them where names are plain: numbers by value. */
function versions(a: string, b: string): number {
  const order = (char: string | undefined) => {
    if (char === undefined || /\d/.test(char)) return 0;
    if (/[A-Za-z]/.test(char)) return char.charCodeAt(0);
    return char === '~' ? -1 : char.charCodeAt(0) + 256;
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !/\d/.test(a[i] as string)) || (j < b.length && !/\d/.test(b[j] as string))) {
      const way = sign(order(a[i]), order(b[j]));
      if (way !== 0) return way;
      i += 1;
      j += 1;
    }
    const [x, y] = [/^\d*/.exec(a.slice(i))?.[0] ?? '', /^\d*/.exec(b.slice(j))?.[0] ?? ''];
    const [p, q] = [x.replace(/^0+/, ''), y.replace(/^0+/, '')];
    if (p.length !== q.length) return p.length - q.length;
    if (p !== q) return bytes(p, q);
    i += x.length;
    j += y.length;
  }
  return 0;
}
