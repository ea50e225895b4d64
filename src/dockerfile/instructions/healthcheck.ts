import { quote } from '../go-text.ts';
import type { Node } from '../parser/types.ts';
import { base, commandLine } from './base.ts';
import { InstructionError, requireArguments, wordsRange } from './errors.ts';
import { type FlagSpec, readFlags } from './flags.ts';
import { parseDuration, parseInt32, ValueError } from './go-values.ts';
import type { HealthcheckInstruction, Word } from './types.ts';

const FLAGS: FlagSpec = {
  interval: 'string',
  timeout: 'string',
  'start-period': 'string',
  'start-interval': 'string',
  retries: 'string',
};

/** The shortest that Docker takes: a millisecond, in nanoseconds. */
const SHORTEST = 1_000_000n;

/** HEALTHCHECK [--interval=…] [--timeout=…] [--start-period=…] [--start-interval=…] [--retries=…] CMD command, or NONE */
export function readHealthcheck(node: Node): HealthcheckInstruction {
  requireArguments(node, 'HEALTHCHECK');
  const [type, ...words] = node.words as [Word, ...Word[]];
  const kind = type.text.toUpperCase();
  if (kind === 'NONE') {
    if (words.length > 0) {
      throw new InstructionError('HEALTHCHECK NONE takes no arguments', wordsRange(node, words));
    }
    // Flags are not even looked at.
    return { ...base(node), keyword: 'HEALTHCHECK', test: 'none' };
  }
  const flags = readFlags(node, FLAGS);
  if (kind !== 'CMD') {
    throw new InstructionError(`Unknown type ${quote(kind)} in HEALTHCHECK (try CMD)`, type.range);
  }
  if (words.length === 0) throw new InstructionError('Missing command after HEALTHCHECK CMD', type.range);
  const interval = duration('interval', flags.word('interval'));
  const timeout = duration('timeout', flags.word('timeout'));
  const startPeriod = duration('start-period', flags.word('start-period'));
  const startInterval = duration('start-interval', flags.word('start-interval'));
  const retries = count(flags.word('retries'));
  const test = commandLine(node, words);
  return {
    ...base(node),
    keyword: 'HEALTHCHECK',
    test,
    interval,
    timeout,
    startPeriod,
    startInterval,
    retries,
  };
}

/** What most people write: some seconds or minutes. */
const PLAIN = /^([1-9]\d{0,3})([sm])$/;

/** A duration in nanoseconds; undefined where none is written, or an empty one. */
function duration(name: string, word: Word | undefined): number | undefined {
  if (word === undefined || word.text === '') return undefined;
  const plain = PLAIN.exec(word.text);
  if (plain !== null) return Number(plain[1]) * (plain[2] === 's' ? 1e9 : 6e10);
  const value = read(word, parseDuration);
  if (value !== 0n && value < SHORTEST) {
    throw new InstructionError(`Interval ${quote(name)} cannot be less than 1ms`, word.range);
  }
  return Number(value);
}

function count(word: Word | undefined): number | undefined {
  if (word === undefined || word.text === '') return undefined;
  const value = read(word, parseInt32);
  if (value < 0) throw new InstructionError(`--retries cannot be negative (${value})`, word.range);
  return value;
}

function read<T>(word: Word, parse: (text: string) => T): T {
  try {
    return parse(word.text);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new InstructionError(error.message, word.range);
  }
}
