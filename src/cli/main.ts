import { explainWith } from '../checks/index.ts';
import { errorHelp, PROSE } from '../checks/prose.ts';
import { nearest } from '../grading/distance.ts';
import type { Command } from './command.ts';
import { CommandError, EXIT, type Terminal, wantsColour } from './terminal.ts';

/** The commands, loaded when they are asked for. */
const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  grade: () => import('./commands/grade.ts'),
  check: () => import('./commands/check.ts'),
  build: () => import('./commands/build.ts'),
  start: () => import('./commands/start.ts'),
  verify: () => import('./commands/verify.ts'),
  inspect: () => import('./commands/inspect.ts'),
};

/**
 * Runs `stagecraft` with the arguments behind its name and gives the exit code: 0 good, 1 not met, 2
 * could not run. Never throws.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  explainWith(PROSE, errorHelp);
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (error instanceof CommandError) {
      terminal.err(`stagecraft: ${error.message}\n${error.advice === undefined ? '' : `${error.advice}\n`}`);
    } else {
      const stack = error instanceof Error ? error.stack : String(error);
      terminal.err(`stagecraft: this is a mistake in Stagecraft, not in your files:\n${stack}\n`);
    }
    return EXIT.failed;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.err(await help());
    return EXIT.failed;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const topic = name === 'help' ? rest[0] : undefined;
    terminal.out(topic === undefined ? await help() : details(await commandNamed(topic)));
    return EXIT.ok;
  }
  const command = await commandNamed(name);
  const before = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (before.includes('--help') || before.includes('-h')) {
    terminal.out(details(command));
    return EXIT.ok;
  }
  return command.run(rest, terminal);
}

async function commandNamed(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load !== undefined) return (await load()).command;
  const near = nearest(name, Object.keys(commands));
  throw new CommandError(
    `There is no command "${name}"${near === undefined ? '' : ` (did you mean "${near}"?)`}.`,
    `Commands: ${Object.keys(commands).join(', ')}. See stagecraft --help.`,
  );
}

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const list = all.map(({ command }) => `  stagecraft ${command.usage}\n      ${command.summary}`);
  return `Stagecraft checks Dockerfiles with several stages, at the terminal as on the site.

${list.join('\n')}

stagecraft help <command> says more. Colours: only on a terminal, and not where NO_COLOR is set.
`;
}

function details(command: Command): string {
  return `Usage: stagecraft ${command.usage}\n\n${command.details}\n`;
}

/** Runs with the process's own arguments and streams. */
export async function runProcess(): Promise<void> {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.ok);
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    stdin: async () => {
      const parts: Uint8Array[] = [];
      for await (const part of process.stdin) parts.push(part as Uint8Array);
      return new Uint8Array(Buffer.concat(parts));
    },
    colour: wantsColour(process.env, process.stdout.isTTY === true),
    directory: process.cwd(),
  });
}
