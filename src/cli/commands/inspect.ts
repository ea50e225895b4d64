import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, readArguments } from '../command.ts';
import { inspect } from '../inspect.ts';
import { cannotRead } from '../read-dockerfile.ts';
import { CommandError, EXIT, type Terminal } from '../terminal.ts';

const USAGE = 'inspect --json <Dockerfile>...';

export const command: Command = {
  usage: USAGE,
  summary: 'print what Dockerfiles mean, one JSON line a file',
  details: `<Dockerfile>... are paths, or - for standard input.
Prints one JSON object a line: how each file parses, its instructions, stages
and targets, and what docker build --check says. src/cli/README.md has the shape.

Exit code: 0 all files were read (whatever is wrong inside), 2 one was not.`,
  run,
};

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals } = readArguments(args, { json: { type: 'boolean' } });
  if (positionals.length === 0) {
    throw new CommandError('inspect takes one or more Dockerfiles.', `Usage: stagecraft ${USAGE}`);
  }
  let code: number = EXIT.ok;
  for (const file of positionals) {
    try {
      const bytes = file === '-' ? await terminal.stdin() : readFileSync(resolve(terminal.directory, file));
      // Docker takes any bytes; what is no UTF-8 becomes U+FFFD, as when Go prints it.
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      terminal.out(`${JSON.stringify({ file, ...inspect(text) })}\n`);
    } catch (error) {
      // One file that is not there must not hide what the others hold.
      const whole = resolve(terminal.directory, file);
      terminal.err(`stagecraft: ${cannotRead(file, whole, error as NodeJS.ErrnoException).message}\n`);
      code = EXIT.failed;
    }
  }
  return code;
}
