import { quote } from '../go-text.ts';
import type { Range } from '../source.ts';
import { csvFields } from './csv.ts';
import { InstructionError } from './errors.ts';
import { flagWord } from './flags.ts';
import { parseBool, parseSize, parseUint32, ValueError } from './go-values.ts';
import { suggest, withSuggestion } from './suggest.ts';
import type { Flag, Mount, MountType, Word } from './types.ts';

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const satisfies readonly MountType[];
const SHARING = ['shared', 'private', 'locked'] as const;
/** Every key, in BuildKit's order, which decides between suggestions that are as near. */
const KEYS =
  'type from source target readonly id sharing required size mode uid gid src dst destination ro rw readwrite env'.split(
    ' ',
  );
/** Keys whose value is kept as a word, with the property that keeps it. */
const WORDS: ReadonlyMap<string, 'from' | 'source' | 'target' | 'id' | 'env'> = new Map([
  ['from', 'from'],
  ['source', 'source'],
  ['src', 'source'],
  ['target', 'target'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['id', 'id'],
  ['env', 'env'],
]);
const READ_ONLY = ['readonly', 'ro'];
const WRITABLE = ['readwrite', 'rw'];

/** One `key=value` of a mount. */
interface Option {
  /** Lower case. */
  readonly key: string;
  /** Absent for a key without `=`. */
  readonly value?: string;
  /** The whole field as written. */
  readonly field: string;
  readonly range: Range;
  readonly valueRange: Range;
}

type Draft = { -readonly [Key in keyof Mount]: Mount[Key] };

/**
 * What can be said of a `--mount` before variables have values. Throws InstructionError for what BuildKit
 * refuses at this point: broken CSV, and a variable in `from`. All other faults show when the values are
 * known (`expandMount`); until then a value that cannot be read is left out.
 */
export function readMount(flag: Flag): Mount {
  const options = readOptions(flag);
  for (const { key, value, valueRange } of options) {
    const dollar = key === 'from' ? (value?.indexOf('$') ?? -1) : -1;
    if (dollar === -1 || dollar + 1 === value?.length) continue;
    throw new InstructionError(
      `'from' doesn't support variable expansion, define alias stage instead`,
      valueRange,
    );
  }
  const draft: Draft = { type: 'bind', range: flag.valueRange ?? flag.range };
  for (const option of options) {
    try {
      setOption(draft, option, option.value);
    } catch (error) {
      if (!(error instanceof InstructionError)) throw error;
    }
  }
  return draft;
}

/**
 * A `--mount` with its variables replaced by `expand`, which may throw. Throws InstructionError, in the
 * words that BuildKit has when it comes to run the instruction: an unknown key, an impossible value, a
 * combination that makes no sense.
 */
export function expandMount(flag: Flag, expand: (value: string) => string): Mount {
  const draft: Draft = { type: 'bind', range: flag.valueRange ?? flag.range };
  for (const option of readOptions(flag)) {
    setOption(draft, option, option.value === undefined ? undefined : expand(option.value));
  }
  validate(draft);
  return draft;
}

function readOptions(flag: Flag): Option[] {
  const word = flagWord(flag);
  try {
    return csvFields(word.text).map(({ text, start, end }) => {
      const equals = text.indexOf('=');
      const key = (equals === -1 ? text : text.slice(0, equals)).toLowerCase();
      const range = within(word, start, end);
      if (equals === -1) return { key, field: text, range, valueRange: range };
      const value = text.slice(equals + 1);
      return { key, value, field: text, range, valueRange: within(word, end - value.length, end) };
    });
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new InstructionError(`failed to parse csv mounts: ${error.message}`, word.range);
  }
}

/** A part of a flag's value; the whole value where quotes taken off it hide where the part stands. */
function within(word: Word, start: number, end: number): Range {
  const { range, text } = word;
  const { line, character } = range.start;
  if (range.end.line !== line || range.end.character - character !== text.length) return range;
  return { start: { line, character: character + start }, end: { line, character: character + end } };
}

/** Takes one option over. `value` is what it has come to, undefined for a key without one. */
function setOption(mount: Draft, option: Option, value: string | undefined): void {
  const { key, field, range, valueRange } = option;
  const fail = (message: string) => new InstructionError(message, range);
  const property = WORDS.get(key);
  const flips = WRITABLE.includes(key);
  if (flips || READ_ONLY.includes(key)) {
    mount.readOnly = boolOf(key, value, fail) !== flips;
  } else if (key === 'required') {
    if (!isSecret(mount)) throw unexpectedFor(mount, option);
    mount.required = boolOf(key, value, fail);
  } else if (value === undefined) {
    throw fail(`invalid field '${field}' must be a key=value pair`);
  } else if (property !== undefined) {
    mount[property] = { text: value, range: valueRange };
  } else if (key === 'type') {
    mount.type = oneOf(TYPES, value, `unsupported mount type ${quote(value)}`, valueRange);
  } else if (key === 'sharing') {
    mount.sharing = oneOf(SHARING, value, `unsupported sharing value ${quote(value)}`, valueRange);
  } else if (key === 'size') {
    if (mount.type !== 'tmpfs') throw unexpectedFor(mount, option);
    mount.size = parseSize(value);
    if (mount.size === undefined) throw fail(`invalid value for ${key}: ${value}`);
  } else if (key === 'mode' || key === 'uid' || key === 'gid') {
    mount[key] = parseUint32(value, key === 'mode' ? 8 : 10);
    if (mount[key] === undefined) throw fail(`invalid value ${value} for ${key}`);
  } else throw fail(withSuggestion(`unexpected key '${key}' in '${field}'`, suggest(key, KEYS)));
}

/** The value of a switch: true where the key stands alone. */
function boolOf(
  key: string,
  value: string | undefined,
  fail: (message: string) => InstructionError,
): boolean {
  const bool = value === undefined ? true : parseBool(value);
  if (bool === undefined) throw fail(`invalid value for ${key}: ${value}`);
  return bool;
}

function isSecret(mount: Draft): boolean {
  return mount.type === 'secret' || mount.type === 'ssh';
}

function unexpectedFor(mount: Draft, { key, range }: Option): InstructionError {
  return new InstructionError(`unexpected key '${key}' for mount type '${mount.type}'`, range);
}

function oneOf<T extends string>(options: readonly T[], value: string, message: string, range: Range): T {
  const lower = value.toLowerCase();
  const found = options.find((option) => option === lower);
  if (found !== undefined) return found;
  throw new InstructionError(withSuggestion(message, suggest(value, options)), range);
}

/** What only the whole mount tells. */
function validate(mount: Draft): void {
  const { type, range } = mount;
  const fail = (message: string) => new InstructionError(message, range);
  if (type === 'bind' || type === 'tmpfs') {
    for (const key of ['mode', 'uid', 'gid'] as const) {
      if (mount[key] !== undefined) throw fail(`${key} not allowed for "${type}" type mounts`);
    }
  }
  if (type === 'secret') {
    if (isSet(mount.from)) throw fail('secret mount should not have a from');
    if (mount.sharing !== undefined) throw fail('secret mount should not define sharing');
    if (!isSet(mount.source) && !isSet(mount.target) && !isSet(mount.id)) {
      throw fail('invalid secret mount. one of source, target required');
    }
    if (isSet(mount.source) && isSet(mount.id)) throw fail(`both source and id can't be set`);
  }
  if (mount.sharing !== undefined && type !== 'cache') {
    throw fail(`invalid cache sharing set for ${type} mount`);
  }
}

function isSet(word: Word | undefined): boolean {
  return word !== undefined && word.text !== '';
}
