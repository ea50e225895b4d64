/** The line at hand and its fields, and NF, which counts them. */
import { RegexBeyond } from '../regex/index.ts';
import type { Patterns } from './patterns.ts';
import { input, type Value } from './values.ts';
import type { Variables } from './variables.ts';

const MOST_FIELDS = 50_000;

export class Fields {
  private readonly variables: Variables;
  private readonly patterns: Patterns;
  /** The line as it was taken, whatever was set in its fields since; `whole` has that in it. */
  private line = '';
  private parts: Value[] | undefined;
  /** A field was set: the line is to be put together again. */
  private wasChanged = false;
  private separator = ' ';
  private paragraphs = false;

  constructor(variables: Variables, patterns: Patterns) {
    this.variables = variables;
    this.patterns = patterns;
  }

  /** Takes a line, which FS of now will take apart. */
  setLine(line: string): void {
    this.line = line;
    this.parts = undefined;
    this.wasChanged = false;
    this.separator = this.variables.global('FS');
    this.paragraphs = this.variables.global('RS') === '';
  }

  /** The fields from the first on; NF is right from then on. */
  all(): Value[] {
    if (!this.parts) {
      const hex = !this.variables.gnu;
      const text = this.patterns.splitText(this.line, this.separator, this.paragraphs);
      this.parts = text.map((part) => input(part, hex));
      this.variables.globalCell('NF').value = this.parts.length;
    }
    return this.parts;
  }

  /** The line, put together with OFS where a field was set. */
  whole(): string {
    if (this.wasChanged) {
      this.line = this.all().map(this.variables.text).join(this.variables.global('OFS'));
      this.wasChanged = false;
    }
    return this.line;
  }

  /** A field by its number; 0 is the line. */
  get(at: number): Value {
    if (at < 0) throw new RegexBeyond('a field before the first');
    if (at === 0) return input(this.whole(), !this.variables.gnu);
    return this.all()[at - 1];
  }
  set(at: number, value: Value): void {
    if (at === 0) {
      this.setLine(this.variables.text(value));
      return;
    }
    if (at < 0 || at > MOST_FIELDS) throw new RegexBeyond('so many fields');
    const fields = this.all();
    while (fields.length < at) fields.push('');
    fields[at - 1] = value;
    this.variables.globalCell('NF').value = fields.length;
    this.wasChanged = true;
  }

  /** Sets a variable; NF makes the fields fewer or more. */
  setVariable(name: string, value: Value): void {
    const cell = this.variables.cell(name);
    if (name === 'NF' && cell === this.variables.globals.get('NF')) {
      const count = Math.min(MOST_FIELDS, Math.max(0, this.variables.number(value)));
      const fields = this.all();
      while (fields.length < count) fields.push('');
      fields.length = count;
      cell.value = count;
      this.wasChanged = true;
    } else {
      if (cell.array) throw new RegexBeyond('an array as a value');
      cell.value = value;
    }
  }
}
