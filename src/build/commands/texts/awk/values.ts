/** Values of awk: numbers, texts, and texts that were read and look like numbers. */
import { general } from './format.ts';

/** A text that was read and looks like a number: it compares as one. */
export class Looks {
  readonly text: string;
  readonly number: number;
  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }
}

/** Undefined: it was never set. */
export type Value = number | string | Looks | undefined;

/** A variable: a value, or an array. */
export interface Cell {
  value: Value;
  array?: Map<string, Value>;
  /** The variable that was handed to a function before it was known to be an array. */
  readonly from?: Cell;
}

const NUMBER = /^[ \t\n\r\f\v]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;

/** What was read, as a value. */
export function input(text: string, hex: boolean): Value {
  const match = NUMBER.exec(text);
  if (match && /^[ \t\n\r\f\v]*$/.test(text.slice(match[0].length))) return new Looks(text, Number(match[1]));
  if (hex && /^[ \t]*0[xX][0-9a-fA-F]+[ \t]*$/.test(text)) return new Looks(text, Number(text));
  return text;
}

export function toNumber(value: Value, hex = false): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  if (value instanceof Looks) return value.number;
  if (hex && /^[ \t]*0[xX][0-9a-fA-F]/.test(value)) return Number.parseInt(value, 16);
  return Number(NUMBER.exec(value)?.[1] ?? 0);
}

/** A value as text; a number by a format like `%.6g`. */
export function toText(value: Value, format: (number: number) => string): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Looks) return value.text;
  if (Number.isInteger(value))
    return Math.abs(value) < 2 ** 63 ? BigInt(value).toString() : general(value, 6);
  return format(value);
}

export function isTrue(value: Value): boolean {
  if (value instanceof Looks) return value.number !== 0;
  return typeof value === 'number' ? value !== 0 : value !== undefined && value !== '';
}

/** Less than 0, 0 or more: as numbers where both are or look so. */
export function compare(a: Value, b: Value, text: (value: Value) => string): number {
  if (typeof a !== 'string' && typeof b !== 'string') {
    const [x, y] = [toNumber(a), toNumber(b)];
    if (!(a === undefined && b === undefined)) return x < y ? -1 : x > y ? 1 : 0;
    return 0;
  }
  const [x, y] = [text(a), text(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
