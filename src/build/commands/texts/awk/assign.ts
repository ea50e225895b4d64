/** Setting what stands left of `=`: a variable, a field or an element of an array. */
import { RegexBeyond } from '../regex/index.ts';
import type { Machine } from './machine.ts';
import type { Expression } from './tree.ts';
import type { Value } from './values.ts';

export function assign(awk: Machine, to: Expression, value: Value): void {
  if (to.is === 'name') awk.fields.setVariable(to.name, value);
  else if (to.is === 'field') awk.fields.set(awk.variables.number(awk.value(to.at)), value);
  else if (to.is === 'element') awk.variables.array(to.name).set(keyOf(awk, to.keys), value);
  else throw new RegexBeyond('what is set is no variable');
}

/** The key of an element: its parts with SUBSEP between them. */
export function keyOf(awk: Machine, keys: readonly Expression[]): string {
  return keys.map((key) => awk.variables.text(awk.value(key))).join(awk.variables.global('SUBSEP'));
}
