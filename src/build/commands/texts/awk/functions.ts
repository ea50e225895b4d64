/** The functions that awk has. */
import { type Regex, RegexBeyond } from '../regex/index.ts';
import { assign } from './assign.ts';
import type { Machine } from './machine.ts';
import { printf } from './printf.ts';
import type { Expression } from './tree.ts';
import { input, type Value } from './values.ts';

/** Calls one of them; `args` is undefined where `length` has no brackets. */
export function callBuiltin(awk: Machine, name: string, args: readonly Expression[] | undefined): Value {
  const list = args ?? [];
  const value = (at: number): Value => {
    const one = list[at];
    return one ? awk.value(one) : undefined;
  };
  const text = (at: number) => awk.variables.text(value(at));
  const number = (at: number) => awk.variables.number(value(at));
  switch (name) {
    case 'length': {
      const [one] = list;
      if (one?.is === 'name' && awk.variables.cell(one.name).array) return awk.variables.array(one.name).size;
      return (one ? text(0) : awk.fields.whole()).length;
    }
    case 'substr': {
      const whole = text(0);
      const start = number(1);
      if (start < 1 && list.length > 2 && awk.world.gnu)
        throw new RegexBeyond('substr that begins before the text');
      const from = Math.max(1, Math.round(start));
      const length = list.length > 2 ? Math.round(number(2)) : Number.POSITIVE_INFINITY;
      return length <= 0 ? '' : whole.slice(from - 1, from - 1 + length);
    }
    case 'index':
      return text(0).indexOf(text(1)) + 1;
    case 'split':
      return split(awk, list);
    case 'sub':
    case 'gsub':
      return substitute(awk, list, name === 'gsub');
    case 'match': {
      const whole = text(0);
      const found = awk.pattern(list[1] as Expression).find(whole);
      const start = found ? (found[0] as number) + 1 : 0;
      awk.variables.cell('RSTART').value = start;
      awk.variables.cell('RLENGTH').value = found ? (found[1] as number) - (found[0] as number) : -1;
      if (list.length > 2) throw new RegexBeyond('match with an array');
      return start;
    }
    case 'sprintf':
      return printf(
        text(0),
        list.slice(1).map((one) => awk.value(one)),
        awk.variables,
      );
    case 'int':
      return Math.trunc(number(0));
    case 'sqrt':
    case 'exp':
    case 'log':
    case 'sin':
    case 'cos':
      return Math[name](number(0));
    case 'atan2':
      return Math.atan2(number(0), number(1));
    case 'tolower':
      return text(0).replace(/[A-Z]+/g, (some) => some.toLowerCase());
    case 'toupper':
      return text(0).replace(/[a-z]+/g, (some) => some.toUpperCase());
    case 'close':
      awk.records.close(text(0));
      return 0;
    case 'fflush':
      return 0;
    case 'system':
      throw new RegexBeyond('awk that runs commands');
    default:
      throw new RegexBeyond(`the function ${name} of awk`);
  }
}

function split(awk: Machine, list: readonly Expression[]): number {
  const [subject, into, by] = list;
  if (!subject || into?.is !== 'name') throw new RegexBeyond('split into no array');
  const whole = awk.variables.text(awk.value(subject));
  const parts =
    by?.is === 'regex'
      ? awk.patterns.splitBy(whole, awk.patterns.expression(by.text))
      : awk.patterns.splitText(whole, by ? awk.variables.text(awk.value(by)) : awk.variables.global('FS'));
  const array = awk.variables.array(into.name);
  array.clear();
  for (const [at, part] of parts.entries()) array.set(String(at + 1), input(part, !awk.world.gnu));
  return parts.length;
}

function substitute(awk: Machine, list: readonly Expression[], all: boolean): number {
  const [what, by, given] = list;
  if (!what || !by) throw new RegexBeyond('sub with too little');
  const target: Expression = given ?? { is: 'field', at: { is: 'number', value: 0 } };
  const expression = awk.pattern(what);
  const replacement = awk.variables.text(awk.value(by));
  const { text, count } = replaceIn(awk.variables.text(awk.value(target)), expression, replacement, all);
  if (count > 0) assign(awk, target, text);
  return count;
}

function replaceIn(
  whole: string,
  expression: Regex,
  by: string,
  all: boolean,
): { text: string; count: number } {
  let out = '';
  let at = 0;
  let count = 0;
  let before = -1;
  for (let from = 0; from <= whole.length; ) {
    const match = expression.find(whole, from);
    if (!match) break;
    const [begin = 0, end = 0] = match;
    if (begin === end && begin === before) {
      from = begin + 1;
      continue;
    }
    const found = whole.slice(begin, end);
    out += whole.slice(at, begin) + by.replace(/\\([\\&])|&/g, (_, kept?: string) => kept ?? found);
    at = end;
    count += 1;
    if (!all) break;
    before = end;
    from = begin === end ? end + 1 : end;
  }
  return { text: out + whole.slice(at), count };
}
