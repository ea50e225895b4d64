import { buildLog, humanBytes, type Size } from '../../build/index.ts';
import { type Built, buildImage, contextBytes, readRequest } from '../build-image.ts';
import { buildJson } from '../build-json.ts';
import { type EarlierRun, readEarlierRun, whatDiffers } from '../cache-from.ts';
import type { Command } from '../command.ts';
import { EXIT, type Paint, painter, printable, type Terminal } from '../terminal.ts';

const USAGE =
  'build [-f FILE] [--target STAGE] [--build-arg KEY=VALUE]... [--cache-from FILE.json] [--json] <context>';

export const command: Command = {
  usage: USAGE,
  summary: 'say what docker build would build, without Docker',
  details: `<context> is the folder that COPY copies from. The Dockerfile is the one in it,
or FILE, or standard input for -f -.
Prints the log as docker build does, then the layers and the size. Nothing is
run and nothing is downloaded: commands are modelled, and where a model cannot
tell, it says so.
--cache-from FILE.json compares with an earlier run (build --json > FILE.json):
which steps come from the cache, and why the others do not.

Exit code: 0 the image is built, 1 the build fails, 2 it could not run.`,
  run,
};

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const request = readRequest(args, USAGE, 'build');
  const earlier = request.cacheFrom === undefined ? undefined : readEarlierRun(request.cacheFrom, terminal);
  const built = await buildImage(request, terminal, earlier?.digests);
  const code = built.result.ok ? EXIT.ok : EXIT.unmet;
  if (request.json) {
    const json = buildJson(built);
    const steps = earlier ? json.steps.map((step) => withReason(step, earlier)) : json.steps;
    terminal.out(`${JSON.stringify({ ...json, steps })}\n`);
    return code;
  }
  const paint = painter(terminal.colour);
  const { analysis, result, context, file } = built;
  for (const line of buildLog(analysis, result, { file, contextBytes: contextBytes(context) })) {
    const style = line.kind === 'error' ? 'red' : line.kind === 'vertex' ? 'blue' : undefined;
    terminal.out(`${style ? paint(style, printable(line.text)) : printable(line.text)}\n`);
  }
  const { error } = result;
  if (error?.why) terminal.out(`\nWhy: ${error.why}\n`);
  if (error?.advice) terminal.out(`What to do: ${error.advice}\n`);
  terminal.out(unsure(built, paint));
  if (earlier) terminal.out(cacheText(built, earlier, paint));
  if (result.image) terminal.out(layersText(built, paint));
  return code;
}

function withReason<Step extends ReturnType<typeof buildJson>['steps'][number]>(
  step: Step,
  earlier: EarlierRun,
) {
  if (step.status !== 'ran' || step.cacheKey === undefined) return step;
  const rebuiltBecause = whatDiffers(step.cacheKey, step.stage, step.instruction, earlier);
  return rebuiltBecause === undefined ? step : { ...step, rebuiltBecause };
}

/** Steps of which nobody can tell what they do. */
function unsure({ result }: Built, paint: Paint): string {
  const lines = result.stages
    .flatMap(({ steps }) => steps)
    .filter((step) => step.certainty === 'unknown' && step.status !== 'skipped')
    .map(
      (step) =>
        `  line ${step.step.instruction.lines.start + 1}: ${step.why ?? 'what it does cannot be told'}\n`,
    );
  return lines.length === 0
    ? ''
    : `\n${paint('yellow', 'Cannot be told without running it')}\n${lines.join('')}`;
}

function cacheText({ result }: Built, earlier: EarlierRun, paint: Paint): string {
  const lines = result.stages
    .flatMap(({ steps }) => steps)
    .filter((step) => step.cacheKey !== undefined && step.status !== 'skipped')
    .map((step) => {
      const { original, lines: at } = step.step.instruction;
      const reason =
        step.status === 'cached' || step.cacheKey === undefined
          ? ''
          : `: ${whatDiffers(step.cacheKey, step.stage, original, earlier) ?? 'it was not built before'}`;
      const state = step.status === 'cached' ? paint('green', 'cached') : paint('yellow', 'again ');
      return `  ${state} line ${at.start + 1} ${printable(original.split('\n', 1)[0] ?? '').slice(0, 60)}${reason}\n`;
    });
  return `\n${paint('bold', 'Cache')}\n${lines.join('')}`;
}

function layersText({ result }: Built, paint: Paint): string {
  const { image } = result;
  if (!image) return '';
  const lines = image.layers.map(
    ({ size, createdBy }) =>
      `  ${sizeText(size).padStart(14)}  ${printable(createdBy.split('\n', 1)[0] ?? '').slice(0, 90)}\n`,
  );
  return `\n${paint('bold', 'Layers')}\n${lines.join('')}  ${sizeText(image.size).padStart(14)}  together${image.size.why === undefined ? '' : ` (${image.size.why})`}\n`;
}

function sizeText(size: Size): string {
  const text = humanBytes(size.bytes);
  if (size.certainty === 'known') return text;
  return size.certainty === 'estimated' ? `about ${text}` : `${text} or more`;
}
