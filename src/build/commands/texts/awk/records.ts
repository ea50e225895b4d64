/** The records that awk reads: of its operands one after the other, and of files that getline opens. */
import { RegexBeyond } from '../regex/index.ts';
import type { Fields } from './fields.ts';
import { unescaped } from './lexer.ts';
import type { Patterns } from './patterns.ts';
import { input, toNumber } from './values.ts';
import type { Variables } from './variables.ts';
import type { AwkWorld } from './world.ts';

interface Source {
  text: string;
  at: number;
}

export class Records {
  private readonly world: AwkWorld;
  private readonly variables: Variables;
  private readonly fields: Fields;
  private readonly patterns: Patterns;
  private source: Source | undefined;
  private operand = 1;
  private hadFile = false;
  private readonly opened = new Map<string, Source>();
  /** Files that could not be read. */
  readonly missing: string[] = [];

  constructor(world: AwkWorld, variables: Variables, fields: Fields, patterns: Patterns) {
    this.world = world;
    this.variables = variables;
    this.fields = fields;
    this.patterns = patterns;
  }

  /** The next record of the operands; undefined at their end. Counts it. */
  next(): string | undefined {
    for (;;) {
      this.source ??= this.open();
      if (!this.source) return undefined;
      const line = this.take(this.source);
      if (line !== undefined) {
        for (const name of ['NR', 'FNR']) {
          const cell = this.variables.globals.get(name);
          if (cell) cell.value = toNumber(cell.value) + 1;
        }
        return line;
      }
      this.source = undefined;
    }
  }

  /** The next record of a file that getline names: null where it cannot be read, undefined at its end. */
  from(path: string): string | null | undefined {
    let source = this.opened.get(path);
    if (!source) {
      const text = this.world.read(path);
      if (text === undefined) return null;
      source = { text, at: 0 };
      this.opened.set(path, source);
    }
    return this.take(source);
  }

  close(path: string): boolean {
    return this.opened.delete(path);
  }

  skipFile(): void {
    this.source = undefined;
  }

  private open(): Source | undefined {
    const { world, variables } = this;
    for (; this.operand < toNumber(variables.cell('ARGC').value); this.operand += 1) {
      const value = variables.array('ARGV').get(String(this.operand));
      const word = variables.text(value);
      if (word === '') continue;
      const set = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
      if (set) {
        this.fields.setVariable(set[1] as string, input(unescaped(set[2] as string, world.gnu), !world.gnu));
        continue;
      }
      this.hadFile = true;
      const text = world.read(word);
      if (text === undefined) {
        this.missing.push(word);
        if (world.gnu) this.operand = Number.MAX_SAFE_INTEGER;
        continue;
      }
      this.operand += 1;
      variables.cell('FILENAME').value = word;
      variables.cell('FNR').value = 0;
      return { text, at: 0 };
    }
    if (this.hadFile) return undefined;
    this.hadFile = true;
    const text = world.read('-');
    return text === undefined ? undefined : { text, at: 0 };
  }

  private take(source: Source): string | undefined {
    const separator = this.variables.global('RS');
    const { text } = source;
    if (separator === '') {
      while (text[source.at] === '\n') source.at += 1;
      if (source.at >= text.length) return undefined;
      const end = text.indexOf('\n\n', source.at);
      const line = end < 0 ? text.slice(source.at).replace(/\n$/, '') : text.slice(source.at, end);
      source.at = end < 0 ? text.length : end + 2;
      return line;
    }
    if (source.at >= text.length) return undefined;
    if (separator.length === 1) {
      const end = text.indexOf(separator, source.at);
      const line = text.slice(source.at, end < 0 ? text.length : end);
      source.at = end < 0 ? text.length : end + 1;
      return line;
    }
    if (text.length > 200_000) throw new RegexBeyond('so large a file with such an RS');
    const match = this.patterns.expression(separator).find(text, source.at);
    const isPlain = match && (match[1] as number) > (match[0] as number);
    const line = text.slice(source.at, isPlain ? match[0] : text.length);
    source.at = isPlain ? (match[1] as number) : text.length;
    return line;
  }
}
