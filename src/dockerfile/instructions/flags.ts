import type { Node } from '../parser/types.ts';
import type { Range } from '../source.ts';
import { InstructionError } from './errors.ts';
import { suggest, withSuggestion } from './suggest.ts';
import type { Flag, Word } from './types.ts';

/** `bool`: `--link` or `--link=true`. `string`: once, with a value. `strings`: any number of times. */
export type FlagKind = 'bool' | 'string' | 'strings';

/** The flags that a keyword knows. */
export type FlagSpec = Readonly<Record<string, FlagKind>>;

/** The flags of one instruction, checked. */
export class FlagValues {
  readonly #flags: readonly Flag[];

  constructor(flags: readonly Flag[]) {
    this.#flags = flags;
  }

  /** The value of a `string` flag; undefined where it is not written. */
  word(name: string): Word | undefined {
    const flag = this.#find(name);
    return flag && flagWord(flag);
  }

  /** The values of a `strings` flag, in order. */
  words(name: string): Word[] {
    return this.#flags.length === 0 ? [] : this.#flags.filter((flag) => flag.name === name).map(flagWord);
  }

  #find(name: string): Flag | undefined {
    for (const flag of this.#flags) if (flag.name === name) return flag;
    return undefined;
  }

  /** The value of a `bool` flag; undefined where it is not written. */
  bool(name: string): boolean | undefined {
    const flag = this.#find(name);
    return flag && (flag.value ?? 'true').toLowerCase() === 'true';
  }
}

/** A flag's value as a word. */
export function flagWord(flag: Flag): Word {
  return { text: flag.value ?? '', range: flag.valueRange ?? flag.range };
}

/** Checks a node's flags against what its keyword knows. Throws InstructionError. */
export function readFlags(node: Node, spec: FlagSpec = {}): FlagValues {
  let seen: Set<string> | undefined;
  for (const flag of node.flags) {
    checkFlag(flag, spec, seen);
    if (node.flags.length > 1) seen = (seen ?? new Set()).add(flag.name);
  }
  return new FlagValues(node.flags);
}

function checkFlag(flag: Flag, spec: FlagSpec, seen: ReadonlySet<string> | undefined): void {
  const { name, value, range } = flag;
  const kind = Object.hasOwn(spec, name) ? spec[name] : undefined;
  if (kind === undefined) throw unknownFlag(flag, spec);
  if (seen?.has(name) && kind !== 'strings') {
    throw new InstructionError(`duplicate flag specified: --${name}`, range);
  }
  if (kind !== 'bool') {
    if (value === undefined) throw missingValue(flag);
    return;
  }
  if (value === undefined) return;
  if (value === '') throw missingValue(flag);
  const lower = value.toLowerCase();
  if (lower !== 'true' && lower !== 'false') {
    throw new InstructionError(`expecting boolean value for flag --${name}, not: ${value}`, range);
  }
}

function missingValue(flag: Flag): InstructionError {
  return new InstructionError(`missing a value on flag: --${flag.name}`, flag.range);
}

function unknownFlag(flag: Flag, spec: FlagSpec): InstructionError {
  const { name } = flag;
  const match = suggest(name, Object.keys(spec));
  const message = withSuggestion(`unknown flag: --${name}`, match);
  if (match === undefined) return new InstructionError(message, flag.range);
  const range = nameRange(flag);
  if (range === undefined) return new InstructionError(message, flag.range);
  const fix = { title: `Change --${name} to --${match}`, edits: [{ range, newText: `--${match}` }] };
  return new InstructionError(message, range, { fix });
}

/** Where `--name` stands; undefined where quotes or line ends in it leave that open. */
function nameRange(flag: Flag): Range | undefined {
  const { start } = flag.range;
  const end = { line: start.line, character: start.character + flag.name.length + 2 };
  const written = flag.valueRange
    ? { line: flag.valueRange.start.line, character: flag.valueRange.start.character - 1 }
    : flag.range.end;
  return written.line === end.line && written.character === end.character ? { start, end } : undefined;
}
