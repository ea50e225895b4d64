/** What printf and sprintf of awk make of a format and values. */
import { RegexBeyond } from '../regex/index.ts';
import { formatted } from './format.ts';
import type { Value } from './values.ts';

/** How values are read: as text, as number, and whose awk it is. */
interface Reading {
  readonly gnu: boolean;
  text(value: Value): string;
  number(value: Value): number;
}

export function printf(format: string, values: readonly Value[], reading: Reading): string {
  let next = 0;
  let size = 0;
  return format.replace(
    /%([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?[hlL]*([\s\S]|$)/g,
    (all, flags: string, wide: string, exact: string | undefined, kind: string) => {
      if (kind === '%') return '%';
      if (!/[diouxXeEfFgGcs]/.test(kind)) return all;
      const take = () => values[next++];
      if (wide === '*' && !reading.gnu) throw new RegexBeyond('%* of BusyBox');
      let width = wide === '*' ? reading.number(take()) : Number(wide || 0);
      const precision =
        exact === undefined ? undefined : exact === '*' ? reading.number(take()) : Number(exact || 0);
      const value = take();
      let left = flags;
      if (width < 0) {
        left += '-';
        width = -width;
      }
      size += width + (precision ?? 0);
      if (size > 1_000_000) throw new RegexBeyond('steps');
      let text = kind === 's' ? reading.text(value) : '';
      if (kind === 'c')
        text =
          typeof value === 'string'
            ? value.slice(0, 1)
            : value === undefined
              ? ''
              : String.fromCharCode(reading.number(value) & 255);
      return formatted(kind, left, width, precision === undefined ? undefined : Math.min(precision, 100), {
        text,
        number: reading.number(value),
      });
    },
  );
}
