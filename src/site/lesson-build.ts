/** What lessons show of a simulated build, worked out when the site is built. */
import {
  type BuildResult,
  type BuildWorld,
  build,
  createContext,
  type Provenance,
  type StepResult,
} from '../build/index.ts';
import { type Analysis, analyze } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import { formatBytes } from './format.ts';

/** Files of the build context by path. */
export type ContextTexts = Readonly<Record<string, string>>;

/** A path that the reader is asked about. */
export interface FileAnswer {
  readonly path: string;
  /** It is in the final image. */
  readonly there: boolean;
  /** Where it comes from, or where it stayed. */
  readonly why: string;
}

/** One step as it is shown. */
export interface ShownStep {
  /** 0-based lines of the instruction. */
  readonly from: number;
  readonly to: number;
  readonly stage: string;
  /** The stage becomes the image. */
  readonly ships: boolean;
  /** What happens, in a sentence or two. */
  readonly text: string;
  /** Paths that it adds or changes, at most six. */
  readonly paths: readonly string[];
  /** Bytes of the layer, as Docker prints them; absent where no layer is made. */
  readonly size?: string;
}

/**
 * Where each path is after the build. @throws An Error for the author where a path cannot be told: a question
 * without a certain answer is no question.
 */
export async function whereFiles(
  dockerfile: string,
  context: ContextTexts,
  paths: readonly string[],
): Promise<FileAnswer[]> {
  const { analysis, result } = await buildIt(dockerfile, context);
  return paths.map((path) => {
    const found = result.image?.snapshot.lstat(path);
    if (!found || found.kind === 'unknown')
      throw new Error(
        `<WhichFiles>: nobody can tell whether ${path} is in the image${found ? `: ${found.why}` : ''}. Ask about another path.`,
      );
    if (found.kind === 'absent') return { path, there: false, why: whereInstead(analysis, result, path) };
    const { kind, image, line = 0, origin } = found.entry.provenance;
    if (kind === 'base')
      return { path, there: true, why: `It comes with ${image}, on which the last stage is built.` };
    return { path, there: true, why: `Line ${line + 1} puts it there.${originText(analysis, origin)}` };
  });
}

/** The steps of a build in the order in which Docker runs them, stage by stage. */
export async function stepsOf(dockerfile: string, context: ContextTexts): Promise<ShownStep[]> {
  const { analysis, result } = await buildIt(dockerfile, context);
  return result.stages
    .filter(({ status }) => status !== 'skipped')
    .flatMap((stage) => {
      const { from } = analysis.stages[stage.stage] ?? {};
      const shared = { stage: name(analysis, stage.stage), ships: stage.stage === result.target };
      const begin: ShownStep[] = from
        ? [
            {
              ...shared,
              from: from.lines.start,
              to: from.lines.end,
              text: beginText(analysis, stage.stage),
              paths: [],
            },
          ]
        : [];
      return [...begin, ...stage.steps.map((step) => ({ ...shared, ...shown(step) }))];
    });
}

/** One file that changes between two builds, and which steps run for the second time. */
export interface RunsAgain {
  readonly path: string;
  /** By step, in the order of `steps`. */
  readonly steps: readonly { readonly again: boolean; readonly why: string }[];
}

/**
 * Builds once, then once more for each changed file: which steps come from the cache? Asked are the steps that
 * make a layer. @throws An Error for the author where a changed file is not in the context, or has not changed.
 */
export async function runsAgain(
  dockerfile: string,
  context: ContextTexts,
  changes: ContextTexts,
): Promise<{ steps: { line: number; text: string; stage: string }[]; changes: RunsAgain[] }> {
  const { analysis, result } = await buildIt(dockerfile, context);
  const first = layerSteps(result);
  const cached = new Set(first.flatMap(({ cacheKey }) => (cacheKey ? [cacheKey.digest] : [])));
  const lines = dockerfile.split('\n');
  const answers: RunsAgain[] = [];
  for (const [path, content] of Object.entries(changes)) {
    if (context[path] === undefined || context[path] === content)
      throw new Error(`<RunsAgain>: ${path} must be a file of the context, with another content.`);
    const again = await buildIt(
      dockerfile,
      { ...context, [path]: content },
      { cached, ...(result.caches ? { caches: result.caches } : {}) },
    );
    const second = layerSteps(again.result);
    answers.push({ path, steps: first.map((step, at) => againOrNot(step, second[at], path, again)) });
  }
  const steps = first.map(({ stage, step: { instruction } }) => ({
    line: instruction.lines.start,
    text: (lines[instruction.lines.start] ?? '').trim(),
    stage: name(analysis, stage),
  }));
  return { steps, changes: answers };
}

/** Stage by stage in the order of the file, as the reader sees them. */
function layerSteps(result: BuildResult): StepResult[] {
  return result.stages
    .flatMap(({ steps }) => steps)
    .filter(({ step }) => ['ADD', 'COPY', 'RUN', 'WORKDIR'].includes(step.instruction.keyword))
    .sort((a, b) => a.step.instruction.lines.start - b.step.instruction.lines.start);
}

function againOrNot(
  before: StepResult,
  after: StepResult | undefined,
  path: string,
  { analysis, result }: Awaited<ReturnType<typeof buildIt>>,
): { again: boolean; why: string } {
  const source = sourceStage(analysis, before);
  if (!after || after.status === 'cached') {
    const sourceRan = result.stages
      .find(({ stage }) => stage === source)
      ?.steps.some(({ status }) => status === 'ran');
    return sourceRan
      ? { again: false, why: 'What it copies was made anew, and came out the same as before.' }
      : { again: false, why: 'Neither it nor anything that it uses has changed.' };
  }
  const part = after.cacheKey?.parts.find((one, at) => before.cacheKey?.parts[at]?.digest !== one.digest);
  if (part?.label === 'what stands before it')
    return { again: true, why: 'A step above it in the same stage ran again.' };
  if (part?.label !== 'the files') return { again: true, why: 'Something that it uses has changed.' };
  return {
    again: true,
    why:
      source === undefined
        ? `It copies ${path}, which has another content now.`
        : 'What it copies was made anew, and is not the same as before.',
  };
}

/** The stage that a COPY takes its files from; undefined for files of the context. */
function sourceStage(analysis: Analysis, { stage, step }: StepResult): number | undefined {
  const edge = analysis.graph.dependencies.find(
    (one) =>
      one.kind === 'copy' &&
      one.stage === stage &&
      one.instruction.lines.start === step.instruction.lines.start,
  );
  return edge?.source.kind === 'stage' ? edge.source.index : undefined;
}

async function buildIt(
  dockerfile: string,
  context: ContextTexts,
  earlier: Pick<BuildWorld, 'cached' | 'caches'> = {},
) {
  const analysis = analyze(dockerfile, { lookupImage, context: { files: Object.keys(context) } });
  const files = Object.entries(context).map(([path, content]) => ({ path, content }));
  const result = await build(analysis, { context: createContext(files), ...earlier });
  if (!result.ok || !result.image)
    throw new Error(`This Dockerfile of a lesson does not build: ${result.error?.message}\n${dockerfile}`);
  return { analysis, result };
}

function originText(analysis: Analysis, origin: Provenance | undefined): string {
  if (origin?.kind === 'context') return ' It comes from your own folder.';
  if (origin?.kind !== 'step') return '';
  return ` It was made in ${name(analysis, origin.stage)}, by line ${(origin.line ?? 0) + 1}.`;
}

function name(analysis: Analysis, stage = 0): string {
  return (
    analysis.stages[stage]?.name ?? (stage === analysis.graph.target ? 'the last stage' : `stage ${stage}`)
  );
}

function whereInstead(analysis: Analysis, result: BuildResult, path: string): string {
  const other = result.stages.find(
    ({ stage, image }) => stage !== result.target && image?.snapshot.lstat(path).kind === 'found',
  );
  return other
    ? `It is in ${name(analysis, other.stage)}, which is left behind, and no COPY takes it along.`
    : 'No line puts it there, and the base image does not have it.';
}

function beginText(analysis: Analysis, at: number): string {
  const stage = analysis.stages[at];
  if (!stage) return '';
  if (stage.base.kind === 'scratch') return 'The stage begins with nothing at all.';
  if (stage.base.kind === 'stage')
    return `The stage begins with all that ${name(analysis, stage.base.index)} has.`;
  const image = lookupImage(stage.baseName);
  const size =
    image?.onDiskBytes === undefined ? '' : ` (${formatBytes(image.onDiskBytes)} on disk, ${image.date})`;
  return `The stage begins with the files of ${stage.baseName}${size}, and nothing else.`;
}

function shown({ step, layer, certainty }: StepResult): Omit<ShownStep, 'stage' | 'ships'> {
  const { lines } = step.instruction;
  const files = (layer?.changes ?? []).filter(({ entry }) => entry?.type !== 'directory');
  const paths = (files.length > 0 ? files : (layer?.changes ?? [])).map(({ path }) => path);
  const more = paths.length > 6 ? [`… and ${paths.length - 6} more`] : [];
  return {
    from: lines.start,
    to: lines.end,
    text: stepText(step.instruction.keyword, layer !== undefined, certainty),
    paths: [...paths.slice(0, 6), ...more],
    ...(layer && layer.size.bytes > 0
      ? { size: `${layer.size.certainty === 'known' ? '' : 'about '}${formatBytes(layer.size.bytes)}` }
      : {}),
  };
}

function stepText(keyword: string, makesLayer: boolean, certainty: StepResult['certainty']): string {
  if (!makesLayer) return 'Nothing happens to the files: it is a note in the image’s config.';
  const estimate = certainty === 'known' ? '' : ' What it makes is an estimate.';
  const does: Record<string, string> = {
    COPY: 'Files are copied, into a layer of their own.',
    ADD: 'Files are added, in a layer of their own.',
    RUN: 'A command runs in the stage; what it changes becomes a layer.',
    WORKDIR: 'The directory is made, and the next lines work in it.',
  };
  return `${does[keyword] ?? 'The files change.'}${estimate}`;
}
