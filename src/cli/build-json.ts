import {
  type BuildResult,
  contentDigest,
  type Entry,
  type Image,
  type Layer,
  type Provenance,
  type StepResult,
} from '../build/index.ts';
import type { Analysis, ImageConfig } from '../dockerfile/index.ts';
import type { Built } from './build-image.ts';

/** A step of an earlier run, as `--cache-from` reads it. */
export interface EarlierStep {
  readonly cacheKey?: {
    readonly digest: string;
    readonly parts: readonly { label: string; digest: string }[];
  };
}

/** What `build --json` prints; src/cli/README.md describes it. */
export function buildJson({ analysis, result }: Built) {
  const { error, image } = result;
  return {
    version: 1,
    ok: result.ok,
    ...(error === undefined
      ? {}
      : {
          error: error.message,
          errorLine: error.lines.start + 1,
          ...(error.exitCode === undefined ? {} : { errorExitCode: error.exitCode }),
          ...(error.why === undefined ? {} : { errorWhy: error.why }),
          ...(error.advice === undefined ? {} : { errorAdvice: error.advice }),
        }),
    ...(image === undefined
      ? {}
      : {
          size: image.size,
          files: filesOf(image),
          config: inspectConfig(image.config),
          layers: image.layers.map(layerOf),
          history: image.history,
        }),
    steps: stepsOf(analysis, result),
  };
}

function filesOf(image: Image) {
  return [...image.snapshot.walk()].map(({ path, entry }) => fileOf(path, entry));
}

function fileOf(path: string, entry: Entry) {
  const sha256 = entry.type === 'file' ? contentDigest(entry) : undefined;
  const { provenance, why } = entry;
  return {
    path,
    type: entry.type === 'directory' ? 'dir' : entry.type,
    mode: entry.mode.toString(8).padStart(4, '0'),
    uid: entry.uid,
    gid: entry.gid,
    ...(entry.type === 'file' ? { size: entry.size.bytes, sizeCertainty: entry.size.certainty } : {}),
    ...(entry.type === 'symlink' ? { link: entry.target } : {}),
    ...(sha256 === undefined ? {} : { sha256 }),
    certainty: entry.certainty,
    ...(why === undefined ? {} : { why }),
    ...(entry.type === 'directory' && entry.unlisted !== undefined ? { unlisted: entry.unlisted } : {}),
    ...(provenance.kind === 'base' ? { base: true } : {}),
    from: fromOf(provenance),
  };
}

function fromOf({ stage, line, image }: Provenance) {
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(line === undefined ? {} : { line: line + 1 }),
    ...(image === undefined ? {} : { image }),
  };
}

function layerOf({ createdBy, size, changes, provenance }: Layer) {
  return {
    createdBy,
    size: size.bytes,
    certainty: size.certainty,
    ...(size.why === undefined ? {} : { why: size.why }),
    ...(provenance.kind === 'base' ? { base: true } : {}),
    from: fromOf(provenance),
    changes: changes.map(({ path, kind }) => ({ path, kind })),
  };
}

function stepsOf(analysis: Analysis, result: BuildResult) {
  return result.stages.flatMap(({ stage, steps }) => {
    const name = analysis.stages[stage]?.name;
    return steps.map((step) => stepOf(step, name));
  });
}

function stepOf(step: StepResult, stageName: string | undefined) {
  const { instruction } = step.step;
  return {
    stage: step.stage,
    ...(stageName === undefined ? {} : { stageName }),
    line: instruction.lines.start + 1,
    instruction: instruction.original,
    status: step.status,
    certainty: step.certainty,
    ...(step.why === undefined ? {} : { why: step.why }),
    ...(step.stdout === '' ? {} : { stdout: step.stdout }),
    ...(step.stderr === '' ? {} : { stderr: step.stderr }),
    ...(step.error === undefined ? {} : { error: step.error.message }),
    ...(step.estimatedMs === undefined ? {} : { estimatedMs: Math.round(step.estimatedMs) }),
    ...(step.layer === undefined ? {} : { size: step.layer.size.bytes }),
    ...(step.cacheKey === undefined ? {} : { cacheKey: step.cacheKey }),
  };
}

/** A config with the names and the shape of `docker inspect`. */
export function inspectConfig(config: ImageConfig) {
  const names = (list: readonly string[]) => Object.fromEntries(list.map((name) => [name, {}]));
  const { healthcheck } = config;
  return {
    User: config.user,
    ...(config.exposedPorts.length > 0 ? { ExposedPorts: names(config.exposedPorts) } : {}),
    Env: [...config.env].map(([name, value]) => `${name}=${value}`),
    Cmd: config.cmd,
    Volumes: config.volumes.length > 0 ? names(config.volumes) : null,
    WorkingDir: config.workingDir || '/',
    Entrypoint: config.entrypoint,
    OnBuild: config.onbuild.length > 0 ? config.onbuild : null,
    Labels: config.labels.size > 0 ? Object.fromEntries(config.labels) : null,
    ...(healthcheck ? { Healthcheck: inspectHealthcheck(healthcheck) } : {}),
    ...(config.stopSignal === null ? {} : { StopSignal: config.stopSignal }),
    ...(config.shell === null ? {} : { Shell: config.shell }),
  };
}

function inspectHealthcheck(healthcheck: NonNullable<ImageConfig['healthcheck']>) {
  const times = {
    Interval: healthcheck.interval,
    Timeout: healthcheck.timeout,
    StartPeriod: healthcheck.startPeriod,
    StartInterval: healthcheck.startInterval,
    Retries: healthcheck.retries,
  };
  return {
    Test: healthcheck.test,
    ...Object.fromEntries(Object.entries(times).filter(([, value]) => value !== 0)),
  };
}
