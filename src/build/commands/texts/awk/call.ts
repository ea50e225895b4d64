/** Calls of the functions that a program of awk has. */
import { RegexBeyond } from '../regex/index.ts';
import type { Machine } from './machine.ts';
import type { Expression } from './tree.ts';
import type { Cell, Value } from './values.ts';

/** Calls one of them: values are copied, arrays are handed over. */
export function callFunction(awk: Machine, name: string, args: readonly Expression[]): Value {
  const called = awk.program.functions.get(name);
  if (!called) throw new RegexBeyond(`the function ${name}`);
  if (awk.variables.frames.length > 200) throw new RegexBeyond('steps');
  const frame = new Map<string, Cell>();
  called.params.forEach((param, at) => {
    const arg = args[at];
    if (arg?.is === 'name') {
      const cell = awk.variables.cell(arg.name);
      if (arg.name === 'NF') awk.fields.all();
      frame.set(
        param,
        cell.array ? { value: undefined, array: cell.array } : { value: cell.value, from: cell },
      );
    } else frame.set(param, { value: arg ? awk.value(arg) : undefined });
  });
  awk.variables.frames.push(frame);
  const left = awk.perform(called.body);
  awk.variables.frames.pop();
  if (left && left.how !== 'return') throw new RegexBeyond(`${left.how} in a function`);
  return left?.value;
}
