/** Builds and starts an answer by the simulation, and says what came out in the form of `docker.ts`. */
import { dirname } from '../../../src/build/filesystem/index.ts';
import {
  type BuildResult,
  buildLog,
  contentDigest,
  rehearse,
  type Snapshot,
} from '../../../src/build/index.ts';
import { knownContext } from '../../../src/build/known-context.ts';
import { contextFiles } from '../../../src/cli/grade-text.ts';
import { type Analysis, analyze, type ImageConfig } from '../../../src/dockerfile/index.ts';
import { analyzeOptions } from '../../../src/grading/index.ts';
import { normaliseError } from '../case.ts';
import { baseOf } from './base.ts';
import {
  caseDigest,
  counts,
  type ExerciseCase,
  fileLine,
  lastWords,
  type SeenError,
  type SeenExercise,
  type SeenExerciseStart,
  sha256,
  sortLines,
} from './case.ts';
import { excerpt } from './docker.ts';

/** What the simulation said, and what it says that it cannot tell. */
export interface Simulated extends SeenExercise {
  /** What it cannot tell, in its own words. */
  readonly unknown: readonly string[];
  /** Whether a path may be in the image without being listed, as far as the simulation knows. */
  readonly mayHold: (path: string) => boolean;
}

export async function simulateExercise(one: ExerciseCase): Promise<Simulated> {
  const { exercise } = one;
  const dockerignore = exercise.context.find(({ path }) => path === '.dockerignore')?.text;
  const files = exercise.context.map(({ path }) => path);
  const options = analyzeOptions(exercise.exercise, knownContext(files, dockerignore));
  const analysis = analyze(one.dockerfile, options);
  const of = caseDigest(one);
  const nowhere = { unknown: [], mayHold: () => false };
  if (analysis.error !== undefined) {
    return {
      of,
      ...nowhere,
      error: { message: analysis.error.message, line: analysis.error.range.start.line + 1 },
    };
  }
  const result = await rehearse(analysis, contextFiles(exercise));
  const unknown = result.stages.flatMap(({ steps }) =>
    steps
      .filter(({ certainty, status }) => certainty === 'unknown' && status !== 'skipped')
      .map(({ step, why }) => `line ${step.instruction.lines.start + 1}: ${why ?? ''}`),
  );
  if (result.error !== undefined) return { of, ...nowhere, unknown, error: errorOf(result, analysis) };
  const { image, start } = result;
  if (image === undefined || start === undefined) throw new Error(result.gaveUp ?? 'neither image nor error');
  const digests = new Set(exercise.context.map(({ bytes }) => sha256(bytes)));
  const stage = analysis.stages.at(-1)?.index ?? 0;
  if (start.status === 'unknown') unknown.push(`start: ${start.why ?? ''}`);
  return {
    of,
    unknown,
    files: filesOf(image.snapshot, digests),
    config: configOf(image.config, analysis, stage),
    ...(start.status === 'unknown' ? {} : { start: startOf(start) }),
    mayHold: (path) => mayHold(image.snapshot, path),
  };
}

function errorOf(result: BuildResult, analysis: Analysis): SeenError {
  const { error } = result;
  if (error === undefined) throw new Error('no error');
  const { lines, exitCode } = error;
  const message = normaliseError(error.message);
  const log = buildLog(analysis, result, { file: 'Dockerfile', contextBytes: 1000 });
  const words = excerpt(log.map(({ text }) => text).join('\n'));
  return {
    message,
    line: lines.start + 1,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(words.length === 0 ? {} : { words }),
  };
}

function startOf(start: NonNullable<BuildResult['start']>): SeenExerciseStart {
  if (start.status === 'ok') return { state: 'runs' };
  const said = start.message ?? (start.stderr === undefined ? undefined : lastWords(start.stderr));
  return {
    state: start.message === undefined ? 'ended' : 'refused',
    ...(start.exitCode === undefined ? {} : { exitCode: start.exitCode }),
    ...(said === undefined ? {} : { said }),
  };
}

function filesOf(snapshot: Snapshot, digests: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  for (const { path, entry } of snapshot.walk()) {
    if (path === '/' || entry.provenance.kind === 'base' || !counts(path)) continue;
    const digest = entry.type === 'file' ? contentDigest(entry) : undefined;
    lines.push(
      fileLine(
        {
          path,
          type: entry.type,
          mode: entry.mode,
          uid: entry.uid,
          gid: entry.gid,
          ...(entry.type === 'symlink' ? { link: entry.target } : {}),
          ...(digest === undefined ? {} : { sha256: digest }),
        },
        digests,
      ),
    );
  }
  return sortLines(lines);
}

/** Whether a folder above the path, or the path itself, is not fully known. */
function mayHold(snapshot: Snapshot, path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    const entry = snapshot.entry(at);
    if (entry?.type === 'unknown' || entry?.certainty === 'unknown') return true;
    if (entry?.type === 'directory' && entry.unlisted !== undefined) return true;
    if (at === '/') return false;
  }
}

function configOf(config: ImageConfig, analysis: Analysis, stage: number): Record<string, unknown> {
  let bottom = analysis.stages[stage];
  while (bottom?.base.kind === 'stage') bottom = analysis.stages[bottom.base.index];
  const facts = bottom?.base.kind === 'image' ? bottom.base.facts : undefined;
  const based = baseOf(analysis, stage) !== undefined;
  const out: Record<string, unknown> = {};
  const put = (name: string, value: unknown, theirs: unknown) => {
    const empty =
      value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (!empty) out[name] = based && JSON.stringify(value) === JSON.stringify(theirs) ? '(base)' : value;
  };
  put('Cmd', config.cmd, facts?.cmd);
  put('Entrypoint', config.entrypoint, facts?.entrypoint);
  put('ExposedPorts', [...config.exposedPorts].sort(), [...(facts?.exposedPorts ?? [])].sort());
  put('StopSignal', config.stopSignal, config.stopSignal);
  put('User', config.user, facts?.user);
  put('Volumes', [...config.volumes].sort(), []);
  put('WorkingDir', config.workingDir, facts?.workdir);
  if (config.labels.size > 0) out.Labels = Object.fromEntries(config.labels);
  if (config.healthcheck) out.Healthcheck = config.healthcheck;
  const env = [...config.env].flatMap(([key, value]) => {
    const old = facts?.env?.[key];
    if (old === value) return [];
    return [`${key}=${old === undefined ? value : value.replace(old, '(base)')}`];
  });
  if (env.length > 0) out.Env = env;
  return out;
}
