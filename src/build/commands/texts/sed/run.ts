/** Runs the commands of sed over the lines of its files. */
import { Choice } from './choice.ts';
import type { Command } from './commands.ts';
import { cycle, type SedRun } from './cycle.ts';
import { Lines, type SedInput, type SedState } from './lines.ts';
import { Output } from './output.ts';
import { PatternSpace } from './space.ts';

export interface SedOptions {
  readonly quiet: boolean;
  /** `\n`, or `\0` with -z. */
  readonly separator: string;
  readonly gnu: boolean;
  /** Text of a file that r, R read; undefined where it is not there. */
  read(path: string): string | undefined;
  /** What w writes; /dev/stdout is printed. */
  readonly written: Map<string, string>;
}

/** What a run over one group of files gives: its output, and its exit code where q ended it. */
export function runSed(
  commands: readonly Command[],
  inputs: readonly SedInput[],
  options: SedOptions,
  state: SedState,
): { readonly out: string; readonly quit: number | undefined; readonly rest: string } {
  const lines = new Lines(inputs, options.separator, state);
  const space = new PatternSpace();
  const output = new Output(options.separator, options.written);
  const run: SedRun = {
    commands,
    labels: new Map(commands.flatMap(({ name, text }, at) => (name === ':' ? [[text, at]] : []))),
    lines,
    space,
    hold: state.hold,
    choice: new Choice(commands, lines, space, options.gnu),
    output,
    quiet: options.quiet,
    read: (path) => options.read(path),
    steps: 0,
    quit: undefined,
  };
  // The files of w are there even where nothing is written.
  for (const { name, text, substitution } of commands) {
    const path = name === 'w' || name === 'W' ? text : substitution?.file;
    if (path !== undefined && path !== '/dev/stdout') output.write(path, '');
  }

  let again = false;
  for (;;) {
    if (!again) {
      const line = lines.take();
      if (line === undefined) break;
      space.text = line;
    }
    const what = cycle(run);
    again = what === 'again';
    if ((what === 'end' || what === 'quit') && !options.quiet)
      output.print(space.text, lines.ended || !lines.isLast());
    output.flush();
    if (what === 'quit' || run.quit !== undefined) {
      run.quit ??= lines.isLast() ? undefined : 0;
      break;
    }
  }
  return { out: output.text(), quit: run.quit, rest: lines.rest() };
}
