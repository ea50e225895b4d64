import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../grading/distance.ts';
import { CommandError, type Terminal } from './terminal.ts';

/** A command of `stagecraft`. */
export interface Command {
  /** Behind "stagecraft": `grade <exercise> <Dockerfile>`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More, for `stagecraft <command> --help`. */
  readonly details: string;
  /** Runs with what stands behind the command's name; gives the exit code. Throws CommandError. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
}

/** Options in the form of node:util's parseArgs. */
export type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads a command's options and arguments. Throws CommandError, with the nearest option for an unknown one. */
export function readArguments<const Given extends Options>(args: readonly string[], options: Given) {
  const known = Object.keys(options);
  for (const arg of args) {
    if (arg === '--') break;
    const name = arg.startsWith('--') ? arg.slice(2).split('=', 1)[0] : undefined;
    if (name === undefined || known.includes(name)) continue;
    const near = nearest(name, known);
    throw new CommandError(
      `The option --${name} is unknown${near === undefined ? '' : ` (did you mean --${near}?)`}.`,
      known.length === 0
        ? 'This command has no options.'
        : `Options: ${known.map((one) => `--${one}`).join(', ')}.`,
    );
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CommandError((error as Error).message.split('\n', 1)[0] ?? 'The options cannot be read.');
  }
}
