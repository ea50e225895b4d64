/** Runs a program of awk. */
import { type Regex, RegexBeyond, regex } from '../regex/index.ts';
import { formatted, general } from './format.ts';
import { callBuiltin } from './functions.ts';
import type { Expression, Program, Statement } from './parser.ts';
import { Records } from './records.ts';
import { type Cell, compare, input, isTrue, toNumber, toText, type Value } from './values.ts';

export interface AwkWorld {
  readonly gnu: boolean;
  /** Text of a file, one character a byte; undefined where it cannot be read. `-` is stdin. */
  read(path: string): string | undefined;
  readonly env: ReadonlyMap<string, string>;
  /** Something may be in another order than the real one's. */
  anyOrder(): void;
}

const MOST_STEPS = 300_000;
type Leave = { readonly how: string; readonly value?: Value };

/** One run. */
export class Awk {
  readonly program: Program;
  readonly world: AwkWorld;
  readonly globals = new Map<string, Cell>();
  readonly out: string[] = [];
  readonly errors: string[] = [];
  /** What was written, by path. */
  readonly written = new Map<string, { text: string; readonly appends: boolean }>();
  readonly records: Records;
  exitCode = 0;
  private frames: Map<string, Cell>[] = [];
  private steps = 0;
  private readonly active = new Set<number>();
  private readonly cache = new Map<string, Regex>();
  private line = '';
  private parts: Value[] | undefined;
  private wasChanged = false;

  constructor(program: Program, world: AwkWorld, args: readonly string[]) {
    this.program = program;
    this.world = world;
    for (const [name, value] of [
      ['FS', ' '],
      ['OFS', ' '],
      ['ORS', '\n'],
      ['RS', '\n'],
      ['SUBSEP', '\x1c'],
      ['OFMT', '%.6g'],
      ['CONVFMT', '%.6g'],
      ['NR', 0],
      ['FNR', 0],
      ['NF', 0],
      ['RSTART', 0],
      ['RLENGTH', -1],
      ['FILENAME', ''],
    ] as const)
      this.globals.set(name, { value });
    this.cell('ARGC').value = args.length;
    for (const [at, word] of args.entries()) this.array('ARGV').set(String(at), input(word, !world.gnu));
    for (const [name, value] of world.env) this.array('ENVIRON').set(name, input(value, !world.gnu));
    this.records = new Records(this);
  }

  /** Runs it all. Throws RegexBeyond where it is not followed. */
  run(): void {
    const rules = this.program.rules;
    let left: Leave | undefined;
    for (const rule of rules) if (rule.when === 'BEGIN' && rule.body) left ??= this.perform(rule.body);
    const reads = rules.some(({ when }) => when !== 'BEGIN');
    while (left?.how !== 'exit' && reads) {
      const line = this.records.next();
      if (line === undefined) break;
      this.setLine(line);
      for (let at = 0; at < rules.length; at += 1) {
        const rule = rules[at] as (typeof rules)[number];
        if (rule.when !== 'line' || !this.isChosen(at)) continue;
        if (rule.body) left = this.perform(rule.body);
        else this.print(this.line);
        if (left) break;
      }
      if (left?.how === 'nextfile') this.records.skipFile();
      if (left?.how !== 'exit') left = undefined;
    }
    if (left?.how === 'exit') this.exitCode = toNumber(left.value) & 255;
    for (const rule of rules) {
      if (rule.when !== 'END' || !rule.body) continue;
      const end = this.perform(rule.body);
      if (end?.how !== 'exit') continue;
      if (end.value !== undefined) this.exitCode = toNumber(end.value) & 255;
      break;
    }
  }

  private isChosen(at: number): boolean {
    const { from, to } = this.program.rules[at] as Program['rules'][number];
    if (!from) return true;
    if (!to) return isTrue(this.value(from));
    if (!this.active.has(at)) {
      if (!isTrue(this.value(from))) return false;
      this.active.add(at);
    }
    if (isTrue(this.value(to))) this.active.delete(at);
    return true;
  }

  text = (value: Value): string => toText(value, (number) => this.convert(number, 'CONVFMT'));
  number = (value: Value): number => toNumber(value, !this.world.gnu);
  global(name: string): string {
    return this.text(this.cellOf(name).value);
  }
  cell(name: string): Cell {
    for (const map of [this.frames.at(-1), this.globals]) {
      const found = map?.get(name);
      if (found) return found;
    }
    const made: Cell = { value: undefined };
    this.globals.set(name, made);
    return made;
  }
  private cellOf(name: string): Cell {
    return this.globals.get(name) ?? { value: undefined };
  }
  array(name: string): Map<string, Value> {
    return arrayOf(this.cell(name));
  }

  private convert(number: number, variable: string): string {
    const format = this.text(this.cellOf(variable).value);
    const match = /^%\.(\d+)g$/.exec(format);
    return match ? general(number, Number(match[1])) : this.format(format, [number]);
  }

  expression(text: string): Regex {
    const known = this.cache.get(text);
    if (known) return known;
    if (/\{\d*,?\d*\}/.test(text) && text.length > 2000) throw new RegexBeyond('so long an expression');
    const made = regex(text, { extended: true, escapes: true, awk: true });
    this.cache.set(text, made);
    return made;
  }
  /** An operand that stands for an expression. */
  pattern(one: Expression): Regex {
    return this.expression(one.is === 'regex' ? one.text : this.text(this.value(one)));
  }

  setLine(line: string): void {
    this.line = line;
    this.parts = undefined;
    this.wasChanged = false;
    this.separator = this.global('FS');
    this.paragraphs = this.global('RS') === '';
  }
  private separator = ' ';
  private paragraphs = false;

  fields(): Value[] {
    if (!this.parts) {
      const hex = !this.world.gnu;
      const text = this.splitText(this.line, this.separator, this.paragraphs);
      this.parts = text.map((part) => input(part, hex));
      this.cellOf('NF').value = this.parts.length;
    }
    return this.parts;
  }
  splitText(line: string, separator: string, lines = false): string[] {
    this.steps += line.length >> 12;
    if (line === '') return [];
    if (separator === ' ') return line.split(/[ \t\n]+/).filter((part) => part !== '');
    if (separator === '') return [...line];
    const isPlain = separator.length === 1 && separator !== '\\';
    if (isPlain && !lines) return line.split(separator);
    const literal = isPlain
      ? separator
          .replace(/[.[\]{}()*+?^$|]/, '[$&]')
          .replace('[^]', '\\^')
          .replace('[[]', '\\[')
      : separator;
    return this.splitBy(line, this.expression(lines ? `(${literal})|\n` : literal));
  }
  splitBy(line: string, by: Regex): string[] {
    if (line === '') return [];
    const out: string[] = [];
    let begin = 0;
    for (let at = 0; at <= line.length; ) {
      const match = by.find(line, at);
      if (!match) break;
      const [from = 0, to = 0] = match;
      if (to === from) {
        at = from + 1;
        continue;
      }
      out.push(line.slice(begin, from));
      begin = to;
      at = to;
    }
    out.push(line.slice(begin));
    return out;
  }
  whole(): string {
    if (this.wasChanged) {
      this.line = this.fields().map(this.text).join(this.global('OFS'));
      this.wasChanged = false;
    }
    return this.line;
  }
  get(at: number): Value {
    if (at < 0) throw new RegexBeyond('a field before the first');
    if (at === 0) return input(this.whole(), !this.world.gnu);
    return this.fields()[at - 1];
  }
  set(at: number, value: Value): void {
    if (at === 0) {
      this.setLine(this.text(value));
      return;
    }
    if (at < 0 || at > 50_000) throw new RegexBeyond('so many fields');
    const fields = this.fields();
    while (fields.length < at) fields.push('');
    fields[at - 1] = value;
    this.cellOf('NF').value = fields.length;
    this.wasChanged = true;
  }

  assign(to: Expression, value: Value): void {
    if (to.is === 'name') {
      const cell = this.cell(to.name);
      if (to.name === 'NF' && cell === this.globals.get('NF')) {
        const count = Math.min(50_000, Math.max(0, this.number(value)));
        const fields = this.fields();
        while (fields.length < count) fields.push('');
        fields.length = count;
        cell.value = count;
        this.wasChanged = true;
      } else {
        if (cell.array) throw new RegexBeyond('an array as a value');
        cell.value = value;
      }
    } else if (to.is === 'field') this.set(this.number(this.value(to.at)), value);
    else if (to.is === 'element') this.array(to.name).set(this.key(to.keys), value);
    else throw new RegexBeyond('what is set is no variable');
  }
  key(keys: readonly Expression[]): string {
    return keys.map((key) => this.text(this.value(key))).join(this.global('SUBSEP'));
  }
  private step(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new RegexBeyond('steps');
  }

  value(one: Expression): Value {
    this.step();
    switch (one.is) {
      case 'number':
        return one.value;
      case 'string':
        return one.text;
      case 'regex':
        return this.expression(one.text).test(this.whole()) ? 1 : 0;
      case 'name':
        if (one.name === 'NF') this.fields();
        return this.cell(one.name).value;
      case 'field':
        return this.get(Math.trunc(this.number(this.value(one.at))));
      case 'element': {
        const array = this.array(one.name);
        const key = this.key(one.keys);
        if (!array.has(key)) array.set(key, undefined);
        return array.get(key);
      }
      case 'list':
        throw new RegexBeyond('a list as a value');
      case 'assign': {
        const right = this.value(one.value);
        const value =
          one.op === '' ? right : arithmetic(one.op, this.number(this.value(one.to)), this.number(right));
        this.assign(one.to, value);
        return value;
      }
      case 'step': {
        const old = this.number(this.value(one.to));
        this.assign(one.to, old + one.by);
        return one.before ? old + one.by : old;
      }
      case 'unary': {
        const value = this.value(one.of);
        if (one.op === '(') return value;
        if (one.op === '!') return isTrue(value) ? 0 : 1;
        return one.op === '-' ? -this.number(value) : this.number(value);
      }
      case 'choice':
        return this.value(isTrue(this.value(one.test)) ? one.yes : one.no);
      case 'in':
        return this.array(one.name).has(this.key(one.keys)) ? 1 : 0;
      case 'binary':
        return this.binary(one.op, one.left, one.right);
      case 'call':
        return this.call(one.name, one.args);
      case 'builtin':
        return callBuiltin(this, one.name, one.args);
      case 'getline': {
        const line = one.file ? this.records.from(this.text(this.value(one.file))) : this.records.next();
        if (line === undefined) return 0;
        if (line === null) return -1;
        if (one.to) this.assign(one.to, input(line, !this.world.gnu));
        else this.setLine(line);
        return 1;
      }
    }
  }

  private binary(op: string, left: Expression, right: Expression): Value {
    if (op === '&&') return isTrue(this.value(left)) && isTrue(this.value(right)) ? 1 : 0;
    if (op === '||') return isTrue(this.value(left)) || isTrue(this.value(right)) ? 1 : 0;
    if (op === '~') {
      const text = this.text(this.value(left));
      return this.pattern(right).test(text) ? 1 : 0;
    }
    const a = this.value(left);
    const b = this.value(right);
    if (op === ' ') {
      const text = this.text(a) + this.text(b);
      this.steps += text.length >> 12;
      if (text.length > 4_000_000) throw new RegexBeyond('steps');
      return text;
    }
    if (/^[-+*/%^]$/.test(op)) return arithmetic(op, this.number(a), this.number(b));
    const way = compare(a, b, this.text);
    const is =
      op === '<'
        ? way < 0
        : op === '<='
          ? way <= 0
          : op === '>'
            ? way > 0
            : op === '>='
              ? way >= 0
              : (way === 0) === (op === '==');
    return is ? 1 : 0;
  }

  private call(name: string, args: readonly Expression[]): Value {
    const called = this.program.functions.get(name);
    if (!called) throw new RegexBeyond(`the function ${name}`);
    if (this.frames.length > 200) throw new RegexBeyond('steps');
    const frame = new Map<string, Cell>();
    called.params.forEach((param, at) => {
      const arg = args[at];
      if (arg?.is === 'name') {
        const cell = this.cell(arg.name);
        if (arg.name === 'NF') this.fields();
        frame.set(
          param,
          cell.array ? { value: undefined, array: cell.array } : { value: cell.value, from: cell },
        );
      } else frame.set(param, { value: arg ? this.value(arg) : undefined });
    });
    this.frames.push(frame);
    const left = this.perform(called.body);
    this.frames.pop();
    if (left && left.how !== 'return') throw new RegexBeyond(`${left.how} in a function`);
    return left?.value;
  }

  private print(line: string): void {
    this.out.push(line + this.global('ORS'));
  }

  private say(one: Statement & { is: 'print' }): void {
    const values = one.args.map((arg) => this.value(arg));
    const show = (value: Value) => toText(value, (number) => this.convert(number, 'OFMT'));
    const text = one.format
      ? this.format(this.text(values[0]), values.slice(1))
      : (values.length === 0 ? this.whole() : values.map(show).join(this.global('OFS'))) + this.global('ORS');
    if (!one.to) this.out.push(text);
    else if (one.way === '|') throw new RegexBeyond('awk that runs commands');
    else {
      const path = this.text(this.value(one.to));
      if (path === '/dev/stdout' || path === '-') this.out.push(text);
      else if (path === '/dev/stderr') this.errors.push(text);
      else {
        const file = this.written.get(path) ?? { text: '', appends: one.way === '>>' };
        file.text += text;
        this.written.set(path, file);
      }
    }
  }

  format(format: string, values: readonly Value[]): string {
    let next = 0;
    let size = 0;
    return format.replace(
      /%([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?[hlL]*([\s\S]|$)/g,
      (all, flags: string, wide: string, exact: string | undefined, kind: string) => {
        if (kind === '%') return '%';
        if (!/[diouxXeEfFgGcs]/.test(kind)) return all;
        const take = () => values[next++];
        if (wide === '*' && !this.world.gnu) throw new RegexBeyond('%* of BusyBox');
        let width = wide === '*' ? this.number(take()) : Number(wide || 0);
        const precision =
          exact === undefined ? undefined : exact === '*' ? this.number(take()) : Number(exact || 0);
        const value = take();
        let left = flags;
        if (width < 0) {
          left += '-';
          width = -width;
        }
        size += width + (precision ?? 0);
        if (size > 1_000_000) throw new RegexBeyond('steps');
        let text = kind === 's' ? this.text(value) : '';
        if (kind === 'c')
          text =
            typeof value === 'string'
              ? value.slice(0, 1)
              : value === undefined
                ? ''
                : String.fromCharCode(this.number(value) & 255);
        return formatted(kind, left, width, precision === undefined ? undefined : Math.min(precision, 100), {
          text,
          number: this.number(value),
        });
      },
    );
  }

  perform(one: Statement): Leave | undefined {
    this.step();
    switch (one.is) {
      case 'expression':
        this.value(one.of);
        return undefined;
      case 'print':
        this.say(one);
        return undefined;
      case 'block':
        for (const inner of one.body) {
          const left = this.perform(inner);
          if (left) return left;
        }
        return undefined;
      case 'if':
        if (isTrue(this.value(one.test))) return this.perform(one.yes);
        return one.no && this.perform(one.no);
      case 'while':
        for (let first = one.first; first || isTrue(this.value(one.test)); first = false) {
          const left = this.perform(one.body);
          if (left?.how === 'break') break;
          if (left && left.how !== 'continue') return left;
        }
        return undefined;
      case 'for':
        if (one.start) this.perform(one.start);
        while (one.test === undefined || isTrue(this.value(one.test))) {
          const left = this.perform(one.body);
          if (left?.how === 'break') break;
          if (left && left.how !== 'continue') return left;
          if (one.step) this.perform(one.step);
        }
        return undefined;
      case 'each': {
        const keys = [...this.array(one.array).keys()];
        if (keys.length > 1 && /"(print|getline|assign|leave)"|"op":" "/.test(JSON.stringify(one.body)))
          this.world.anyOrder();
        for (const key of keys) {
          this.assign({ is: 'name', name: one.name }, key);
          const left = this.perform(one.body);
          if (left?.how === 'break') break;
          if (left && left.how !== 'continue') return left;
        }
        return undefined;
      }
      case 'delete':
        if (one.keys) this.array(one.name).delete(this.key(one.keys));
        else this.array(one.name).clear();
        return undefined;
      case 'leave':
        return { how: one.how, ...(one.value ? { value: this.value(one.value) } : {}) };
    }
  }
}

function arrayOf(cell: Cell): Map<string, Value> {
  if (cell.array) return cell.array;
  if (cell.value !== undefined) throw new RegexBeyond('a value as an array');
  cell.array = cell.from ? arrayOf(cell.from) : new Map();
  return cell.array;
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
