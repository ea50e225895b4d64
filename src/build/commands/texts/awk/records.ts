/** The records that awk reads: of its operands one after the other, and of files that getline opens. */
import { RegexBeyond } from '../regex/index.ts';
import { unescaped } from './lexer.ts';
import type { Awk } from './run.ts';
import { input, toNumber } from './values.ts';

interface Source {
  text: string;
  at: number;
}

export class Records {
  private readonly awk: Awk;
  private source: Source | undefined;
  private operand = 1;
  private hadFile = false;
  private readonly opened = new Map<string, Source>();
  /** Files that could not be read. */
  readonly missing: string[] = [];

  constructor(awk: Awk) {
    this.awk = awk;
  }

  /** The next record of the operands; undefined at their end. Counts it. */
  next(): string | undefined {
    for (;;) {
      this.source ??= this.open();
      if (!this.source) return undefined;
      const line = this.take(this.source);
      if (line !== undefined) {
        for (const name of ['NR', 'FNR']) {
          const cell = this.awk.globals.get(name);
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
      const text = this.awk.world.read(path);
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
    const { awk } = this;
    for (; this.operand < toNumber(awk.cell('ARGC').value); this.operand += 1) {
      const value = awk.array('ARGV').get(String(this.operand));
      const word = awk.text(value);
      if (word === '') continue;
      const set = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
      if (set) {
        awk.assign(
          { is: 'name', name: set[1] as string },
          input(unescaped(set[2] as string, awk.world.gnu), !awk.world.gnu),
        );
        continue;
      }
      this.hadFile = true;
      const text = awk.world.read(word);
      if (text === undefined) {
        this.missing.push(word);
        if (awk.world.gnu) this.operand = Number.MAX_SAFE_INTEGER;
        continue;
      }
      this.operand += 1;
      awk.cell('FILENAME').value = word;
      awk.cell('FNR').value = 0;
      return { text, at: 0 };
    }
    if (this.hadFile) return undefined;
    this.hadFile = true;
    const text = awk.world.read('-');
    return text === undefined ? undefined : { text, at: 0 };
  }

  private take(source: Source): string | undefined {
    const separator = this.awk.global('RS');
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
    const match = this.awk.expression(separator).find(text, source.at);
    const isPlain = match && (match[1] as number) > (match[0] as number);
    const line = text.slice(source.at, isPlain ? match[0] : text.length);
    source.at = isPlain ? (match[1] as number) : text.length;
    return line;
  }
}
