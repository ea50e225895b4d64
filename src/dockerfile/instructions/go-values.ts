import { Fault } from '../fault.ts';
import { quote } from '../go-text.ts';

/** A value that Go cannot read; the message is Go's. */
export class ValueError extends Fault {}

const MAX = 2n ** 63n;
const NANOSECONDS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** Number, fraction and unit; Go takes anything but digits and points for a unit. */
const PART = /(\d*)(?:(\.)(\d*))?([^\d.]*)/y;

/** Go's `time.ParseDuration`: `1h30m`, `1.5s`, in nanoseconds. Throws ValueError. */
export function parseDuration(text: string): bigint {
  const fault = (problem: string) => new ValueError(`time: ${problem} duration ${quoteDuration(text)}`);
  const sign = text[0] === '-' || text[0] === '+' ? 1 : 0;
  if (text.slice(sign) === '0') return 0n;
  if (text.length === sign) throw fault('invalid');
  let total = 0n;
  PART.lastIndex = sign;
  while (PART.lastIndex < text.length) {
    const [, whole = '', point, fraction = '', unit] = PART.exec(text) as RegExpExecArray;
    // A number needs a digit before or behind its point.
    if (whole === '' && fraction === '') throw fault('invalid');
    const value = bounded(whole);
    if (value === undefined) throw fault('invalid');
    if (!unit) throw fault('missing unit in');
    const nanoseconds = NANOSECONDS.get(unit);
    if (nanoseconds === undefined) throw fault(`unknown unit ${quoteDuration(unit)} in`);
    total += value * nanoseconds;
    if (point) total += fractionOf(fraction, nanoseconds);
    if (total > MAX) throw fault('invalid');
  }
  if (text[0] === '-') return -total;
  if (total === MAX) throw fault('invalid');
  return total;
}

/** A number; undefined where it is larger than any in range. */
function bounded(digits: string): bigint | undefined {
  // More digits than any number in range has: not worth converting, unless they are leading zeros.
  const value = digits.length < 19 ? digits : digits.replace(/^0+/, '');
  if (value.length > 19) return undefined;
  const number = BigInt(value);
  return number > MAX ? undefined : number;
}

/** The fraction's nanoseconds, computed in floating point, as Go does. Digits that do not fit are ignored. */
function fractionOf(digits: string, nanoseconds: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (next > MAX) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(nanoseconds) / scale)));
}

function digitsEnd(text: string, at: number): number {
  while (at < text.length && text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39) at++;
  return at;
}

function isDigitOrPoint(code: number): boolean {
  return code === 0x2e || (code >= 0x30 && code <= 0x39);
}

/** How package time quotes: what is not printable ASCII stands as its bytes. */
function quoteDuration(text: string): string {
  let out = '"';
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') out += `\\${character}`;
    else if (code >= 0x20 && code < 0x80) out += character;
    else out += hexBytes(character);
  }
  return `${out}"`;
}

function hexBytes(character: string): string {
  // encodeURIComponent leaves ASCII punctuation alone, but never a control or a character outside ASCII.
  return encodeURIComponent(character).replaceAll('%', '\\x').toLowerCase();
}

/** Go's `strconv.ParseInt(text, 10, 32)`. Throws ValueError. */
export function parseInt32(text: string): number {
  const sign = text[0] === '-' || text[0] === '+' ? 1 : 0;
  if (text.length === sign || digitsEnd(text, sign) !== text.length) {
    throw new ValueError(`strconv.ParseInt: parsing ${quote(text)}: invalid syntax`);
  }
  const value = Number(text);
  if (value > 2 ** 31 - 1 || value < -(2 ** 31)) {
    throw new ValueError(`strconv.ParseInt: parsing ${quote(text)}: value out of range`);
  }
  return value;
}

/** Go's `strconv.ParseUint` with 32 bits; undefined where it gives an error. */
export function parseUint32(text: string, base: 8 | 10): number | undefined {
  if (text === '') return undefined;
  for (const character of text) {
    const digit = character.charCodeAt(0) - 0x30;
    if (digit < 0 || digit >= base) return undefined;
  }
  const value = Number.parseInt(text, base);
  return value < 2 ** 32 ? value : undefined;
}

const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** Go's `strconv.ParseBool`; undefined where it gives an error. */
export function parseBool(text: string): boolean | undefined {
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : undefined;
}

const SIZE_UNITS = 'kmgtp';

/** A size in bytes, with or without a unit (`64m`, `1.5 GiB`), as Docker reads it; undefined where it is none. */
export function parseSize(text: string): number | undefined {
  let last = text.length - 1;
  while (last >= 0 && !isDigitOrPoint(text.charCodeAt(last)) && text[last] !== ' ') last--;
  if (last < 0) return undefined;
  const digits = text[last] === ' ' ? text.slice(0, last) : text.slice(0, last + 1);
  const suffix = text.slice(last + 1).toLowerCase();
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(digits)) return undefined;
  const value = Number(digits);
  if (!(value >= 0) || !Number.isFinite(value)) return undefined;
  if (suffix === '' || suffix === 'b') return Math.trunc(value);
  const power = SIZE_UNITS.indexOf(suffix[0] as string) + 1;
  if (power === 0 || !['', 'b', 'ib'].includes(suffix.slice(1))) return undefined;
  return Math.trunc(value * 1024 ** power);
}
