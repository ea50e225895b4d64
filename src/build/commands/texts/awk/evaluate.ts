/** The values of awk's expressions. */
import { holds } from '../ordering.ts';
import { RegexBeyond } from '../regex/index.ts';
import { assign, keyOf } from './assign.ts';
import { callFunction } from './call.ts';
import { callBuiltin } from './functions.ts';
import type { Machine } from './machine.ts';
import type { Expression } from './tree.ts';
import { compare, input, isTrue, type Value } from './values.ts';

/** Comes to the value of an expression, with all that it does on the way. Throws RegexBeyond where it is not followed. */
export function evaluate(awk: Machine, one: Expression): Value {
  awk.budget.step();
  switch (one.is) {
    case 'number':
      return one.value;
    case 'string':
      return one.text;
    case 'regex':
      return awk.patterns.expression(one.text).test(awk.fields.whole()) ? 1 : 0;
    case 'name':
      if (one.name === 'NF') awk.fields.all();
      return awk.variables.cell(one.name).value;
    case 'field':
      return awk.fields.get(Math.trunc(awk.variables.number(evaluate(awk, one.at))));
    case 'element': {
      const array = awk.variables.array(one.name);
      const key = keyOf(awk, one.keys);
      if (!array.has(key)) array.set(key, undefined);
      return array.get(key);
    }
    case 'list':
      throw new RegexBeyond('a list as a value');
    case 'assign': {
      const right = evaluate(awk, one.value);
      const value =
        one.op === ''
          ? right
          : arithmetic(one.op, awk.variables.number(evaluate(awk, one.to)), awk.variables.number(right));
      assign(awk, one.to, value);
      return value;
    }
    case 'step': {
      const old = awk.variables.number(evaluate(awk, one.to));
      assign(awk, one.to, old + one.by);
      return one.before ? old + one.by : old;
    }
    case 'unary': {
      const value = evaluate(awk, one.of);
      if (one.op === '(') return value;
      if (one.op === '!') return isTrue(value) ? 0 : 1;
      return one.op === '-' ? -awk.variables.number(value) : awk.variables.number(value);
    }
    case 'choice':
      return evaluate(awk, isTrue(evaluate(awk, one.test)) ? one.yes : one.no);
    case 'in':
      return awk.variables.array(one.name).has(keyOf(awk, one.keys)) ? 1 : 0;
    case 'binary':
      return binary(awk, one.op, one.left, one.right);
    case 'call':
      return callFunction(awk, one.name, one.args);
    case 'builtin':
      return callBuiltin(awk, one.name, one.args);
    case 'getline': {
      const line = one.file
        ? awk.records.from(awk.variables.text(evaluate(awk, one.file)))
        : awk.records.next();
      if (line === undefined) return 0;
      if (line === null) return -1;
      if (one.to) assign(awk, one.to, input(line, !awk.world.gnu));
      else awk.fields.setLine(line);
      return 1;
    }
  }
}

function binary(awk: Machine, op: string, left: Expression, right: Expression): Value {
  if (op === '&&') return isTrue(evaluate(awk, left)) && isTrue(evaluate(awk, right)) ? 1 : 0;
  if (op === '||') return isTrue(evaluate(awk, left)) || isTrue(evaluate(awk, right)) ? 1 : 0;
  if (op === '~') {
    const text = awk.variables.text(evaluate(awk, left));
    return awk.pattern(right).test(text) ? 1 : 0;
  }
  const a = evaluate(awk, left);
  const b = evaluate(awk, right);
  if (op === ' ') {
    const text = awk.variables.text(a) + awk.variables.text(b);
    awk.budget.pass(text.length);
    if (text.length > 4_000_000) throw new RegexBeyond('steps');
    return text;
  }
  if (/^[-+*/%^]$/.test(op)) return arithmetic(op, awk.variables.number(a), awk.variables.number(b));
  const way = compare(a, b, awk.variables.text);
  return holds(op, way) ? 1 : 0;
}

function arithmetic(op: string, a: number, b: number): number {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '^':
      return a ** b;
    default:
      if (b === 0) throw new RegexBeyond('a division by zero');
      return op === '/' ? a / b : a % b;
  }
}
