/** od of coreutils 9 and BusyBox: bytes in octal, hexadecimal, decimal or as characters. */
import { flavourOf, optionError } from '../support/flavour.ts';
import { bytesOf, endlessOf, input } from '../support/input.ts';
import { Says } from '../support/look.ts';
import { readOptions } from '../support/options.ts';
import { bytesOf as amount } from '../touch.ts';
import { defineTool, failed, type ToolOutput } from '../types.ts';

const ROW = 16;
const SHORT: Readonly<Record<string, string>> = {
  x: 'x2',
  o: 'o2',
  b: 'o1',
  c: 'c',
  d: 'u2',
  s: 'd2',
  i: 'd4',
};
const WIDTHS: Readonly<Record<string, number>> = {
  x1: 3,
  x2: 5,
  x4: 9,
  x8: 17,
  o1: 4,
  o2: 7,
  o4: 12,
  u1: 4,
  u2: 6,
  u4: 11,
  d1: 5,
  d2: 7,
  d4: 12,
  c: 4,
};
const ESCAPES: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

export const od = defineTool({
  names: ['od'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'A:t:N:j:vw:bcdosxi',
      long: {
        'address-radix': 'A',
        format: 't',
        'read-bytes': 'N',
        'skip-bytes': 'j',
        'output-duplicates': 'v',
        width: 'w',
      },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const short = Object.keys(SHORT).find((one) => options.has(one));
    const given = options.all('t');
    const format = normal(given[0] ?? (short === undefined ? 'o2' : (SHORT[short] ?? 'o2')));
    if (format === undefined || given.length > 1 || (short !== undefined && given.length > 0)) {
      call.unknown('od with this format is not followed');
      return {};
    }
    const limit = number(options.values.get('N'));
    const skip = number(options.values.get('j')) ?? 0;
    const radix = options.values.get('A') ?? 'o';
    const width = Number(options.values.get('w') ?? ROW) || ROW;
    const says = new Says();
    const parts: number[] = [];
    for (const path of options.operands.length === 0 ? ['-'] : options.operands) {
      const found = input(call, path);
      if (found.kind === 'unknown') continue;
      if (found.kind === 'failed') {
        says.error(
          flavour === 'gnu' ? `od: ${path}: ${found.reason}` : `od: can't open '${path}': ${found.reason}`,
        );
        continue;
      }
      const bytes = bytesOf(found.content);
      if (bytes) {
        for (const byte of bytes) parts.push(byte);
        continue;
      }
      const device = endlessOf(found.content);
      if (device === '/dev/zero' && limit !== undefined) {
        for (let at = 0; at < skip + limit; at += 1) parts.push(0);
        continue;
      }
      // What it prints is as little known as what it reads.
      return {
        stdout: call.files.marked({
          size: { bytes: 0, certainty: 'unknown', why: 'it shows what is not known' },
        }),
      };
    }
    if (skip > parts.length) return failed('od: cannot skip past end of combined input');
    const bytes = Uint8Array.from(parts.slice(skip, limit === undefined ? undefined : skip + limit));
    const lines = rows(bytes, skip, format, width, radix, options.has('v'));
    return { ...says.result(), stdout: lines.map((line) => `${line}\n`).join('') };
  },
});

function number(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^0x/i.test(text) ? Number.parseInt(text, 16) : amount(text);
}

/** `x1`, `xC` …; undefined for what is not followed. */
function normal(text: string): string | undefined {
  const named = text
    .replace(/z$/, '')
    .replace(/C$/, '1')
    .replace(/S$/, '2')
    .replace(/I$/, '4')
    .replace(/L$/, '8');
  const format = /^[xoud]$/.test(named) ? `${named}4` : named;
  return !text.endsWith('z') && format in WIDTHS ? format : undefined;
}

function rows(
  bytes: Uint8Array,
  start: number,
  format: string,
  width: number,
  radix: string,
  all: boolean,
): string[] {
  const out: string[] = [];
  let before = '';
  let starred = false;
  for (let at = 0; at < bytes.length; at += width) {
    const row = bytes.subarray(at, at + width);
    const text = shown(row, format);
    if (!all && text === before && row.length === width) {
      if (!starred) out.push('*');
      starred = true;
      continue;
    }
    starred = false;
    before = text;
    out.push(address(start + at, radix) + text);
  }
  if (radix !== 'n') out.push(address(start + bytes.length, radix));
  return out;
}

function address(at: number, radix: string): string {
  if (radix === 'n') return '';
  const base = radix === 'x' ? 16 : radix === 'd' ? 10 : 8;
  return at.toString(base).padStart(radix === 'x' ? 6 : 7, '0');
}

function shown(row: Uint8Array, format: string): string {
  const width = WIDTHS[format] ?? 4;
  if (format === 'c') {
    return [...row]
      .map((byte) => {
        const plain =
          byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0');
        return (ESCAPES[byte] ?? plain).padStart(width);
      })
      .join('');
  }
  const size = Number(format.slice(1));
  const kind = format[0];
  let out = '';
  for (let at = 0; at < row.length; at += size) {
    let value = 0n;
    for (let one = size - 1; one >= 0; one -= 1) value = value * 256n + BigInt(row[at + one] ?? 0);
    if (kind === 'd') value = BigInt.asIntN(size * 8, value);
    const digits = value.toString(kind === 'x' ? 16 : kind === 'o' ? 8 : 10);
    const padded = kind === 'x' || kind === 'o' ? digits.padStart(width - 1, '0') : digits;
    out += padded.padStart(width);
  }
  return out;
}
