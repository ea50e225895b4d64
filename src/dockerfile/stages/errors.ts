import type { Diagnostic } from '../diagnostic.ts';
import type { Instruction } from '../instructions/types.ts';
import type { Range } from '../source.ts';
import type { BuildPhase } from './types.ts';

/** What a build error says besides BuildKit's words. */
export interface ErrorHelp {
  readonly why?: string;
  readonly advice?: string;
  readonly related?: Diagnostic['related'];
}

/** An error with its place in Docker's work. */
export interface BuildError {
  readonly diagnostic: Diagnostic;
  readonly phase: BuildPhase;
  /** Index of the stage in whose instructions it lies; absent for what concerns the whole file. */
  readonly stage?: number;
}

/** Help for the messages of the word lexer: what is said most often, by a part of the message. */
const WORD_HELP: readonly (readonly [part: string, help: ErrorHelp])[] = [
  [
    'is not allowed to be',
    {
      why: 'The word says with :? that the build must stop when the variable has no value.',
      advice: 'Declare the variable with ARG or ENV above this line, or give it a default with :-.',
    },
  ],
  [
    'matching single-quote',
    { advice: 'Close the single quote; to write an apostrophe, put the word in double quotes: "it\'s".' },
  ],
  ['matching double-quote', { advice: 'Close the double quote.' }],
  ["missing '}'", { advice: 'Close the braces: ${NAME}.' }],
  ['unsupported modifier', { advice: 'Docker knows ${NAME:-default}, :+, :?, #, ##, %, %%, / and //.' }],
  ['bad substitution', { advice: 'Write the name of a variable between the braces: ${NAME}.' }],
];

/** A diagnostic of rule `BuildError`. `located` false: BuildKit gives no line for it. */
export function buildError(
  message: string,
  range: Range,
  instruction: Instruction | undefined,
  help: ErrorHelp = wordHelp(message),
): Diagnostic {
  return {
    rule: 'BuildError',
    severity: 'error',
    message,
    ...help,
    range,
    ...(instruction === undefined ? {} : { lines: [instruction.lines] }),
  };
}

function wordHelp(message: string): ErrorHelp {
  if (!message.includes('failed to process')) return {};
  return WORD_HELP.find(([part]) => message.includes(part))?.[1] ?? {};
}
