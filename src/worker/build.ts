/** Builds a Dockerfile and describes what came of it. Loaded only where a build is shown. */
import {
  type BuildContext,
  type BuildResult,
  type BuildWorld,
  build,
  buildLog,
  createContext,
  type Image,
  rehearse,
} from '../build/index.ts';
import { knownContext } from '../build/known-context.ts';
import { type Analysis, analyze } from '../dockerfile/index.ts';
import { changesOf } from '../grading/build-options.ts';
import { grade } from '../grading/grade.ts';
import { analyzeOptions } from '../grading/options.ts';
import { argumentsOf } from './arguments.ts';
import { gainsOf } from './build-gains.ts';
import type { BuildAnswer, BuildQuestion, BuildRequest, BuildView } from './build-messages.ts';
import { carriedBy, stageViews, timeViews } from './build-view.ts';
import { LARGEST_TEXT } from './check.ts';
import { imageView } from './image-view.ts';
import type { Progress } from './messages.ts';
import { rebuild } from './rebuild.ts';

/** What of a question decides how a Dockerfile is built. */
export type World = Pick<BuildQuestion, 'files' | 'exercise' | 'target' | 'buildArgs'>;

/** A build with all that was asked and found out. */
export interface Built {
  readonly analysis: Analysis;
  readonly context: BuildContext;
  readonly result: BuildResult;
}

let lastWorld: World | undefined;

/** The world of the question that was answered last; undefined before the first. */
export function worldOfLast(): World | undefined {
  return lastWorld;
}

/** Answers one question. Never rejects for what a learner wrote. */
export async function answer(
  question: BuildQuestion,
  onProgress?: (progress: Progress) => void,
): Promise<BuildAnswer> {
  if (question.text.length > LARGEST_TEXT) throw new Error('the Dockerfile is larger than Docker reads');
  lastWorld = question;
  return question.kind === 'rebuild' ? rebuild(question) : view(question, onProgress);
}

/** What a text means in a world. */
export function analyzeIn(text: string, world: World): Analysis {
  const { exercise, files } = world;
  const ignore = files.find((file) => file.path === '.dockerignore')?.content;
  const paths = files.filter((file) => !file.directory).map((file) => file.path);
  const target = exercise?.target ?? world.target;
  const options = analyzeOptions(
    {
      ...(target === undefined ? {} : { target }),
      buildArgs: { ...exercise?.buildArgs, ...world.buildArgs },
    },
    knownContext(paths, ignore === undefined ? undefined : textOf(ignore)),
  );
  return analyze(text, options);
}

function textOf(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** Analyses and builds a text. */
export async function buildText(
  text: string,
  world: World,
  earlier: Pick<BuildWorld, 'cached' | 'caches'> = {},
): Promise<Built> {
  const analysis = analyzeIn(text, world);
  const context = createContext(world.files);
  return { analysis, context, result: await build(analysis, { context, ...earlier }) };
}

async function view(request: BuildRequest, onProgress?: (progress: Progress) => void): Promise<BuildView> {
  const start = await startOf(request);
  let done = 0;
  const all = stepCount(request);
  const analysis = analyzeIn(request.text, request);
  const result = await rehearse(analysis, request.files, {
    changes: request.exercise ? changesOf(request.exercise) : [],
    onStep: () => onProgress?.({ done: done++, all }),
  });
  const context = result.context ?? createContext(request.files);
  const { error, image } = result;
  const bytes = contextBytes(context);
  const time = timeViews(analysis, result);
  return {
    kind: 'build',
    ok: result.ok,
    ...(error
      ? {
          error: {
            message: error.message,
            line: error.lines.start,
            ...(error.why === undefined ? {} : { why: error.why }),
            ...(error.advice === undefined ? {} : { advice: error.advice }),
          },
        }
      : {}),
    log: buildLog(analysis, result, { file: 'Dockerfile', contextBytes: bytes }).slice(0, MOST_LOG_LINES),
    stages: stageViews(analysis, result),
    time,
    totalMs: Math.max(0, ...time.map((slot) => slot.endMs)),
    carried: carriedBy(result),
    ...(image && result.start ? { image: imageView(analysis, image, baseLayers(result), result.start) } : {}),
    ...(start ? { startSize: start.size } : {}),
    gains: start && image ? gainsOf(start, image) : [],
    context: { bytes, ignored: context.ignored.slice(0, 200), files: sentFiles(context) },
    buildArgs: argumentsOf(analysis),
    ...(request.exercise ? { report: grade(request.exercise, analysis, result) } : {}),
  };
}

const MOST_LOG_LINES = 2_000;

/** How many layers of the final image the base brought. */
function baseLayers(result: BuildResult): number {
  const target = result.target === undefined ? undefined : result.stages[result.target];
  return target?.baseLayers ?? 0;
}

let kept: { readonly key: string; readonly image: Image | undefined } | undefined;

/** The image of the Dockerfile that the learner started from; built once. */
async function startOf(request: BuildRequest): Promise<Image | undefined> {
  if (request.start === undefined) return undefined;
  const key = `${request.exercise?.id ?? ''}\0${request.start}`;
  if (kept?.key !== key) {
    const { result } = await buildText(request.start, request);
    kept = { key, image: result.image };
  }
  return kept.image;
}

function stepCount(request: BuildRequest): number {
  return Math.max(
    1,
    request.text.split('\n').filter((line) => /^\s*(RUN|COPY|ADD|WORKDIR|ENV)\b/i.test(line)).length,
  );
}

function contextBytes(context: BuildContext): number {
  let bytes = 0;
  for (const { entry } of context.snapshot.walk('/')) if (entry.type === 'file') bytes += entry.size.bytes;
  return bytes;
}

function sentFiles(context: BuildContext): string[] {
  const out: string[] = [];
  for (const { path, entry } of context.snapshot.walk('/')) {
    if (entry.type === 'file') out.push(path.slice(1));
    if (out.length >= 500) break;
  }
  return out;
}
