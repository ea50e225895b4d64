/** The variables of awk: those of the program, and those of the functions that run. */
import { RegexBeyond } from '../regex/index.ts';
import { general } from './format.ts';
import { printf } from './printf.ts';
import { type Cell, input, toNumber, toText, type Value } from './values.ts';
import type { AwkWorld } from './world.ts';

export class Variables {
  readonly gnu: boolean;
  readonly globals = new Map<string, Cell>();
  /** The variables of each function that runs, the innermost last. */
  readonly frames: Map<string, Cell>[] = [];

  constructor(world: AwkWorld, args: readonly string[]) {
    this.gnu = world.gnu;
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
  }

  /** A value as text, and as number. */
  text = (value: Value): string => toText(value, (number) => this.convert(number, 'CONVFMT'));
  number = (value: Value): number => toNumber(value, !this.gnu);

  /** Text of a variable of the program, whatever a function calls its own. */
  global(name: string): string {
    return this.text(this.globalCell(name).value);
  }
  globalCell(name: string): Cell {
    return this.globals.get(name) ?? { value: undefined };
  }

  /** The variable that a name means where the program is; it is made where there is none. */
  cell(name: string): Cell {
    for (const map of [this.frames.at(-1), this.globals]) {
      const found = map?.get(name);
      if (found) return found;
    }
    const made: Cell = { value: undefined };
    this.globals.set(name, made);
    return made;
  }
  array(name: string): Map<string, Value> {
    return arrayOf(this.cell(name));
  }

  /** A number as text, by the format that a variable holds: CONVFMT or OFMT. */
  convert(number: number, variable: string): string {
    const format = this.text(this.globalCell(variable).value);
    const match = /^%\.(\d+)g$/.exec(format);
    return match ? general(number, Number(match[1])) : printf(format, [number], this);
  }
}

function arrayOf(cell: Cell): Map<string, Value> {
  if (cell.array) return cell.array;
  if (cell.value !== undefined) throw new RegexBeyond('a value as an array');
  cell.array = cell.from ? arrayOf(cell.from) : new Map();
  return cell.array;
}
