/** print and printf of awk: to the output, or to a file. */
import { RegexBeyond } from '../regex/index.ts';
import type { Machine } from './machine.ts';
import { printf } from './printf.ts';
import type { Statement } from './tree.ts';
import { toText, type Value } from './values.ts';

export function print(awk: Machine, one: Statement & { is: 'print' }): void {
  const values = one.args.map((arg) => awk.value(arg));
  const show = (value: Value) => toText(value, (number) => awk.variables.convert(number, 'OFMT'));
  const text = one.format
    ? printf(awk.variables.text(values[0]), values.slice(1), awk.variables)
    : (values.length === 0 ? awk.fields.whole() : values.map(show).join(awk.variables.global('OFS'))) +
      awk.variables.global('ORS');
  if (!one.to) awk.out.push(text);
  else if (one.way === '|') throw new RegexBeyond('awk that runs commands');
  else {
    const path = awk.variables.text(awk.value(one.to));
    if (path === '/dev/stdout' || path === '-') awk.out.push(text);
    else if (path === '/dev/stderr') awk.errors.push(text);
    else {
      const file = awk.written.get(path) ?? { text: '', appends: one.way === '>>' };
      file.text += text;
      awk.written.set(path, file);
    }
  }
}
