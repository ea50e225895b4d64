/** The expressions that a run of awk searches for, and texts taken apart by them. */
import { type Regex, RegexBeyond, regex } from '../regex/index.ts';
import type { Budget } from './budget.ts';

export class Patterns {
  private readonly budget: Budget;
  private readonly cache = new Map<string, Regex>();

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** The expression that a text stands for. */
  expression(text: string): Regex {
    const known = this.cache.get(text);
    if (known) return known;
    if (/\{\d*,?\d*\}/.test(text) && text.length > 2000) throw new RegexBeyond('so long an expression');
    const made = regex(text, { extended: true, escapes: true, awk: true });
    this.cache.set(text, made);
    return made;
  }

  /** Takes a text apart by a separator as FS has it; where `lines`, by line ends as well. */
  splitText(line: string, separator: string, lines = false): string[] {
    this.budget.pass(line.length);
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

  /** Takes a text apart by what an expression finds; what is empty parts nothing. */
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
}
