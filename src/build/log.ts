/**
 * The build's log as `docker build --progress=plain` prints it. Its shape was taken from BuildKit 0.25
 * (Docker 28.5, buildx 0.29); times are estimates, because nothing really runs.
 */
import type { FromInstruction } from '../dockerfile/instructions/types.ts';
import type { LineRange, SourceText } from '../dockerfile/source.ts';
import type { Analysis } from '../dockerfile/stages/types.ts';
import type { BuildError, BuildResult, StepResult } from './types.ts';
import { fullReference } from './vertex-name.ts';
import { verticesOf } from './vertices.ts';

/** What the whole build says before an error of a COPY, and the step itself does not. */
const CACHE_KEY = 'failed to compute cache key: ';

/** One line of the log. */
export interface LogLine {
  readonly text: string;
  /** 0-based line of the Dockerfile that it speaks of. */
  readonly line?: number;
  readonly kind: 'vertex' | 'output' | 'done' | 'error' | 'plain';
}

/** What the log says besides the steps. */
export interface LogOptions {
  /** Name under which the Dockerfile is quoted: `Dockerfile`. */
  readonly file: string;
  /** Bytes of the build context that are sent. */
  readonly contextBytes: number;
}

class Log {
  readonly lines: LogLine[] = [];
  private vertex = 0;

  add(text: string, kind: LogLine['kind'] = 'plain', line?: number): void {
    this.lines.push({ text, kind, ...(line === undefined ? {} : { line }) });
  }

  /** Starts a vertex and gives its prefix: `#5`. */
  start(name: string, line?: number): string {
    this.vertex += 1;
    if (this.vertex > 1) this.add('');
    const prefix = `#${this.vertex}`;
    this.add(`${prefix} ${name}`, 'vertex', line);
    return prefix;
  }
}

/** The excerpt under an error: two lines around, the wrong ones marked. `lines` is 0-based. */
export function excerpt(source: SourceText, lines: LineRange, file: string): string[] {
  const count = source.lineCount;
  let start = lines.start + 1;
  let end = Math.min(lines.end + 1, count);
  const first = start;
  const rounds = end === start ? 2 : 1;
  for (let round = 0; round < rounds; round += 1) {
    if (start > 1) start -= 1;
    if (end < count) end += 1;
  }
  const out = [`${file}:${first}`, '--------------------'];
  for (let number = start; number <= end; number += 1) {
    const mark = number >= first && number <= Math.min(lines.end + 1, count) ? '>>>' : '   ';
    out.push(` ${String(number).padStart(3)} | ${mark} ${source.line(number - 1).replace(/\r$/, '')}`);
  }
  out.push('--------------------');
  return out;
}

/** The whole log of a build, line by line. */
export function buildLog(analysis: Analysis, result: BuildResult, options: LogOptions): LogLine[] {
  const log = new Log();
  const { stages, source } = analysis;
  log.add('#0 building with "default" instance using docker driver');
  log.add('');
  let prefix = log.start(`[internal] load build definition from ${options.file}`);
  const bytes = new TextEncoder().encode(source.text).length;
  log.add(`${prefix} transferring dockerfile: ${bytes}B done`, 'output');
  log.add(`${prefix} DONE 0.0s`, 'done');
  if (analysis.error && result.stages.length === 0) return fail(log, source, result.error, options);

  const built = result.stages.filter((one) => one.status !== 'skipped');
  const images = new Set<string>();
  for (const one of built) {
    const base = stages[one.stage]?.base;
    if (base?.kind === 'image' && !images.has(base.reference)) {
      images.add(base.reference);
      prefix = log.start(
        `[internal] load metadata for ${fullReference(base.reference)}`,
        lineOf(stages[one.stage]?.from),
      );
      log.add(`${prefix} DONE 0.0s`, 'done');
    }
  }
  prefix = log.start('[internal] load .dockerignore');
  log.add(`${prefix} DONE 0.0s`, 'done');
  const failedSteps: { readonly name: string; readonly step: StepResult }[] = [];
  let contextShown = false;
  const named = verticesOf(analysis, result);
  const shown = new Set<string>();
  for (const one of built) {
    const stage = stages[one.stage];
    if (!stage) continue;
    const vertices = named.get(one.stage);
    const { from } = vertices ?? {};
    if (from !== undefined && !shown.has(from.key)) {
      shown.add(from.key);
      prefix = log.start(from.name, lineOf(stage.from));
      log.add(`${prefix} CACHED`, 'done');
    }
    for (const [step, { key, name }] of vertices?.steps ?? []) {
      if (step.status === 'skipped' || shown.has(key)) continue;
      shown.add(key);
      if (!contextShown && usesContext(step)) {
        contextShown = true;
        prefix = log.start('[internal] load build context');
        log.add(`${prefix} transferring context: ${humanBytes(options.contextBytes)} done`, 'output');
        log.add(`${prefix} DONE 0.0s`, 'done');
      }
      prefix = log.start(name, step.step.instruction.lines.start);
      writeStep(log, prefix, step);
      if (step.status === 'failed') failedSteps.push({ name, step });
    }
  }
  if (result.ok) {
    prefix = log.start('exporting to image');
    log.add(`${prefix} exporting layers done`, 'output');
    log.add(`${prefix} DONE 0.0s`, 'done');
    return log.lines;
  }
  for (const { name, step } of failedSteps) {
    log.add('------', 'error');
    log.add(` > ${name}:`, 'error', step.step.instruction.lines.start);
    for (const line of outputLines(step).slice(-20)) log.add(line, 'error');
  }
  if (failedSteps.length > 0) log.add('------', 'error');
  return fail(log, source, result.error, options);
}

function writeStep(log: Log, prefix: string, step: StepResult): void {
  const line = step.step.instruction.lines.start;
  if (step.status === 'cached') {
    log.add(`${prefix} CACHED`, 'done', line);
    return;
  }
  for (const text of outputLines(step)) log.add(`${prefix} ${text}`, 'output', line);
  if (step.error) log.add(`${prefix} ERROR: ${step.error.message.replace(CACHE_KEY, '')}`, 'error', line);
  else log.add(`${prefix} DONE ${((step.estimatedMs ?? 0) / 1000).toFixed(1)}s`, 'done', line);
}

function outputLines(step: StepResult): string[] {
  const text = `${step.stdout}${step.stderr}`;
  if (text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}

function fail(log: Log, source: SourceText, error: BuildError | undefined, options: LogOptions): LogLine[] {
  if (!error) return log.lines;
  for (const text of excerpt(source, error.lines, options.file)) log.add(text, 'error', error.lines.start);
  log.add(`ERROR: failed to build: failed to solve: ${error.message}`, 'error', error.lines.start);
  return log.lines;
}

function usesContext(step: StepResult): boolean {
  const { instruction } = step.step;
  return (instruction.keyword === 'COPY' && !instruction.from) || instruction.keyword === 'ADD';
}

function lineOf(from: FromInstruction | undefined): number | undefined {
  return from?.lines.start;
}

/** Bytes as buildx prints them: `25B`, `1.20kB`, `3.45MB`. */
export function humanBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(2)}kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(2)}MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)}GB`;
}
