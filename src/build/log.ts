/**
 * The build's log as `docker build --progress=plain` prints it. Its shape was taken from BuildKit 0.25
 * (Docker 28.5, buildx 0.29); times are estimates, because nothing really runs.
 */
import type { FromInstruction } from '../dockerfile/instructions/types.ts';
import { expandWord } from '../dockerfile/shell/word.ts';
import type { LineRange, SourceText } from '../dockerfile/source.ts';
import type { Analysis, Stage } from '../dockerfile/stages/types.ts';
import type { BuildError, BuildResult, StageResult, StepResult } from './types.ts';

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

/** Steps that BuildKit shows as vertices; the others only change the config. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const VISIBLE: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

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

/** How BuildKit names a stage in brackets, with the blank behind it; nothing for a single stage without a name. */
function stageLabel(stage: Stage, count: number): string {
  if (stage.name !== undefined) return `${stage.name} `;
  return count > 1 ? `stage-${stage.index} ` : '';
}

function visibleSteps(stage: StageResult): readonly StepResult[] {
  return stage.steps.filter((step) => VISIBLE.has(step.step.instruction.keyword));
}

/** `[build 2/5] RUN go build`, for every step that shows, and for FROM with step -1. */
export function vertexName(stage: Stage, count: number, total: number, at: number, text: string): string {
  return `[${stageLabel(stage, count)}${at}/${total}] ${text}`;
}

/**
 * What BuildKit prints of an instruction: the logical line with its variables filled in (those that have a
 * value), and the beginning of a heredoc that is the whole of a RUN.
 */
function instructionText(step: StepResult): string {
  const { expanded, variables, env } = step.step;
  const { original } = step.step.instruction;
  if (expanded.keyword === 'WORKDIR') return `WORKDIR ${expanded.path.text}`;
  const first = original.split('\n', 1)[0] ?? original;
  const secrets =
    expanded.keyword === 'RUN'
      ? expanded.mounts.flatMap((mount): [string, string][] => (mount.env ? [[mount.env.text, '****']] : []))
      : [];
  const known = new Map([['PATH', DEFAULT_PATH], ...env, ...variables, ...secrets]);
  const text = expandKnown(first, known);
  const heredocs = expanded.keyword === 'RUN' ? expanded.command.heredocs : [];
  const [heredoc] = heredocs;
  const bare = /^RUN\s+(--\S+\s+)*<<-?\S+$/i.test(first.trim());
  const name = heredoc && heredocs.length === 1 && bare ? `${text} (${summary(heredoc.content)})` : text;
  return step.step.trigger ? `ONBUILD ${name}` : name;
}

/** Longest `${…}` that is filled in. */
const LONGEST_BRACES = 500;

/** Fills in variables that have a value as BuildKit does for its names: quotes stay, single ones protect. */
function expandKnown(text: string, known: ReadonlyMap<string, string>): string {
  let out = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === '"') quoted = !quoted;
    if (char === "'" && !quoted) {
      const end = text.indexOf("'", at + 1);
      const stop = end < 0 ? text.length : end + 1;
      out += text.slice(at, stop);
      at = stop - 1;
    } else if (char === '\\' && at + 1 < text.length) {
      out += quoted ? text.slice(at, at + 2) : text[at + 1];
      at += 1;
    } else if (char === '$') {
      const use = variableAt(text, at);
      const value = use && known.get(use.name);
      if (!use || value === undefined) {
        out += char;
        continue;
      }
      out += use.plain ? value : expandWord(text.slice(at, use.end), known).text;
      at = use.end - 1;
    } else out += char;
  }
  return out;
}

/** A use of a variable at a `$`: `$NAME` or `${NAME…}`. */
function variableAt(text: string, at: number): { name: string; end: number; plain: boolean } | undefined {
  const braced = text[at + 1] === '{';
  const start = at + (braced ? 2 : 1);
  let end = start;
  while (/\w/.test(text[end] ?? '')) end += 1;
  if (end === start) return undefined;
  const name = text.slice(start, end);
  if (!braced) return { name, end, plain: true };
  const close = text.indexOf('}', end);
  if (close < 0 || close - at > LONGEST_BRACES) return undefined;
  return { name, end: close + 1, plain: close === end };
}

/** A heredoc in a vertex name: its first line, and dots where there are more. */
function summary(content: string): string {
  const [first = '', ...more] = content.trim().split(/\r?\n/);
  return more.length > 0 ? `${first}...` : first;
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
  for (const one of built) {
    const stage = stages[one.stage];
    if (!stage) continue;
    const shown = visibleSteps(one);
    const total = shown.length + (stage.base.kind === 'image' ? 1 : 0);
    let at = 0;
    if (stage.base.kind === 'image') {
      at += 1;
      const name = vertexName(stage, stages.length, total, at, `FROM ${fullReference(stage.base.reference)}`);
      prefix = log.start(name, lineOf(stage.from));
      log.add(`${prefix} CACHED`, 'done');
    }
    for (const step of shown) {
      at += 1;
      if (step.status === 'skipped') continue;
      if (!contextShown && usesContext(step)) {
        contextShown = true;
        prefix = log.start('[internal] load build context');
        log.add(`${prefix} transferring context: ${humanBytes(options.contextBytes)} done`, 'output');
        log.add(`${prefix} DONE 0.0s`, 'done');
      }
      const name = vertexName(stage, stages.length, total, at, instructionText(step));
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

/** `golang:1.27` as BuildKit prints it: `docker.io/library/golang:1.27`. */
function fullReference(reference: string): string {
  const slash = reference.indexOf('/');
  const domain = slash < 0 ? '' : reference.slice(0, slash);
  const hasDomain = domain.includes('.') || domain.includes(':') || domain === 'localhost';
  const name = hasDomain ? reference : `docker.io/${slash < 0 ? 'library/' : ''}${reference}`;
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.includes(':') || last.includes('@') ? name : `${name}:latest`;
}

/** Bytes as buildx prints them: `25B`, `1.20kB`, `3.45MB`. */
export function humanBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(2)}kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(2)}MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)}GB`;
}
