/** What the statements of awk do. */
import { keyOf } from './assign.ts';
import type { Leave, Machine } from './machine.ts';
import { print } from './print.ts';
import type { Statement } from './tree.ts';
import { isTrue } from './values.ts';

/** Runs a statement. Returns how it was left before its end; undefined where it came to it. */
export function perform(awk: Machine, one: Statement): Leave | undefined {
  awk.budget.step();
  switch (one.is) {
    case 'expression':
      awk.value(one.of);
      return undefined;
    case 'print':
      print(awk, one);
      return undefined;
    case 'block':
      for (const inner of one.body) {
        const left = perform(awk, inner);
        if (left) return left;
      }
      return undefined;
    case 'if':
      if (isTrue(awk.value(one.test))) return perform(awk, one.yes);
      return one.no && perform(awk, one.no);
    case 'while':
      for (let first = one.first; first || isTrue(awk.value(one.test)); first = false) {
        const left = perform(awk, one.body);
        if (left?.how === 'break') break;
        if (left && left.how !== 'continue') return left;
      }
      return undefined;
    case 'for':
      if (one.start) perform(awk, one.start);
      while (one.test === undefined || isTrue(awk.value(one.test))) {
        const left = perform(awk, one.body);
        if (left?.how === 'break') break;
        if (left && left.how !== 'continue') return left;
        if (one.step) perform(awk, one.step);
      }
      return undefined;
    case 'each': {
      const keys = [...awk.variables.array(one.array).keys()];
      if (keys.length > 1 && /"(print|getline|assign|leave)"|"op":" "/.test(JSON.stringify(one.body)))
        awk.world.anyOrder();
      for (const key of keys) {
        awk.fields.setVariable(one.name, key);
        const left = perform(awk, one.body);
        if (left?.how === 'break') break;
        if (left && left.how !== 'continue') return left;
      }
      return undefined;
    }
    case 'delete':
      if (one.keys) awk.variables.array(one.name).delete(keyOf(awk, one.keys));
      else awk.variables.array(one.name).clear();
      return undefined;
    case 'leave':
      return { how: one.how, ...(one.value ? { value: awk.value(one.value) } : {}) };
  }
}
