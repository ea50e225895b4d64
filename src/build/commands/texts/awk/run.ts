/** Runs a program of awk: its rules over the records. */
import type { Regex } from '../regex/index.ts';
import { Budget } from './budget.ts';
import { evaluate } from './evaluate.ts';
import { Fields } from './fields.ts';
import type { Leave, Machine } from './machine.ts';
import { Patterns } from './patterns.ts';
import { perform } from './perform.ts';
import { Records } from './records.ts';
import type { Expression, Program, Statement } from './tree.ts';
import { isTrue, toNumber, type Value } from './values.ts';
import { Variables } from './variables.ts';
import type { AwkWorld } from './world.ts';

/** One run. */
export class Awk implements Machine {
  readonly program: Program;
  readonly world: AwkWorld;
  readonly budget = new Budget();
  readonly patterns = new Patterns(this.budget);
  readonly variables: Variables;
  readonly fields: Fields;
  readonly records: Records;
  readonly out: string[] = [];
  readonly errors: string[] = [];
  readonly written = new Map<string, { text: string; readonly appends: boolean }>();
  exitCode = 0;
  /** The rules of two patterns that are between them. */
  private readonly active = new Set<number>();

  constructor(program: Program, world: AwkWorld, args: readonly string[]) {
    this.program = program;
    this.world = world;
    this.variables = new Variables(world, args);
    this.fields = new Fields(this.variables, this.patterns);
    this.records = new Records(world, this.variables, this.fields, this.patterns);
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
      this.fields.setLine(line);
      for (let at = 0; at < rules.length; at += 1) {
        const rule = rules[at] as (typeof rules)[number];
        if (rule.when !== 'line' || !this.isChosen(at)) continue;
        if (rule.body) left = this.perform(rule.body);
        else this.out.push(this.fields.whole() + this.variables.global('ORS'));
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

  value(one: Expression): Value {
    return evaluate(this, one);
  }

  pattern(one: Expression): Regex {
    return this.patterns.expression(one.is === 'regex' ? one.text : this.variables.text(evaluate(this, one)));
  }

  perform(one: Statement): Leave | undefined {
    return perform(this, one);
  }
}
