import { startImage } from '../../build/index.ts';
import { buildImage, readRequest } from '../build-image.ts';
import type { Command } from '../command.ts';
import { CommandError, EXIT, painter, printable, type Terminal } from '../terminal.ts';

const USAGE = 'start [-f FILE] [--target STAGE] [--build-arg KEY=VALUE]... [--json] <context>';

export const command: Command = {
  usage: USAGE,
  summary: 'say what docker run would say of the image',
  details: `<context> and the options are those of stagecraft build.
Builds the image, and says whether a container of it starts: in Docker's words
where it does not, and why.

Exit code: 0 it starts, 1 it does not or it cannot be told, 2 it could not run.`,
  run,
};

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const request = readRequest(args, USAGE, 'start');
  if (request.cacheFrom !== undefined)
    throw new CommandError('start has no option --cache-from.', 'It belongs to build.');
  const { result } = await buildImage(request, terminal);
  const { image, error } = result;
  if (!image) {
    const line = (error?.lines.start ?? 0) + 1;
    if (request.json) {
      const answer = {
        version: 1,
        ok: false,
        status: 'not built',
        buildError: error?.message,
        buildErrorLine: line,
      };
      terminal.out(`${JSON.stringify(answer)}\n`);
    } else
      terminal.out(
        `The image is not built. Line ${line}: ${printable(error?.message ?? 'there is no stage')}\n`,
      );
    return EXIT.unmet;
  }
  const start = await startImage(image);
  const ok = start.status === 'ok';
  if (request.json) {
    terminal.out(`${JSON.stringify({ version: 1, ok, ...start })}\n`);
    return ok ? EXIT.ok : EXIT.unmet;
  }
  const paint = painter(terminal.colour);
  terminal.out(`${paint('dim', '$')} ${printable(start.command.join(' '))}\n`);
  if (start.message !== undefined) terminal.out(`docker: ${printable(start.message)}\n`);
  if (start.stdout !== undefined) terminal.out(printable(start.stdout));
  if (start.stderr !== undefined) terminal.out(printable(start.stderr));
  const verdict = ok
    ? paint(
        'green',
        `The container starts${start.runs ? ' and runs on' : start.exitCode === 0 ? ' and comes to its end' : ''}.`,
      )
    : start.status === 'fails'
      ? paint(
          'red',
          `The container does not start${start.exitCode === undefined ? '' : ` (exit code ${start.exitCode})`}.`,
        )
      : paint('yellow', 'Whether the container starts cannot be told.');
  terminal.out(`\n${verdict}\n`);
  if (start.why !== undefined) terminal.out(`Why: ${printable(start.why)}\n`);
  if (start.advice !== undefined) terminal.out(`What to do: ${printable(start.advice)}\n`);
  return ok ? EXIT.ok : EXIT.unmet;
}
