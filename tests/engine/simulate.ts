/** Builds a case with our own simulation and says what came out, in the form of `docker.ts`. */
import { type ContextFile, createContext } from '../../src/build/context.ts';
import { baseConfig, emptyConfig, execute, precheck } from '../../src/build/execute/index.ts';
import {
  contentDigest,
  diff,
  dirname,
  emptySnapshot,
  type Snapshot,
} from '../../src/build/filesystem/index.ts';
import type { HistoryEntry, ImageConfig, StepEnvironment } from '../../src/build/types.ts';
import { type Analysis, analyze, type Stage } from '../../src/dockerfile/index.ts';
import { type Case, normaliseError, type Seen, type SeenConfig, type SeenFile } from './case.ts';

/** The context of a case, as `createContext` takes it. */
export function contextFiles(one: Case): ContextFile[] {
  const files: ContextFile[] = Object.entries(one.files ?? {}).map(([path, file]) => {
    if (typeof file === 'string') return { path, content: file };
    const { base64, ...rest } = file;
    if (base64 !== undefined)
      return { path, ...rest, content: new Uint8Array(Buffer.from(base64, 'base64')) };
    return {
      path,
      ...rest,
      ...(!rest.directory && rest.link === undefined && { content: rest.content ?? '' }),
    };
  });
  if (!one.files?.Dockerfile) files.push({ path: 'Dockerfile', content: one.dockerfile });
  return files;
}

interface Built {
  readonly snapshot: Snapshot;
  readonly config: ImageConfig;
  readonly history: readonly HistoryEntry[];
  readonly layers: readonly (readonly string[])[];
}

function layerPaths(before: Snapshot, after: Snapshot): string[] {
  const paths = new Set<string>();
  for (const change of diff(before, after)) {
    if (change.path === '/') continue;
    paths.add(change.kind === 'delete' ? `-${change.path}` : change.path);
    // A layer carries the directories above what changed.
    for (let at = dirname(change.path); at !== '/'; at = dirname(at)) paths.add(at);
  }
  return [...paths].sort();
}

class Simulation {
  private readonly built = new Map<number, Built>();
  private readonly analysis: Analysis;
  private readonly context: ReturnType<typeof createContext>;

  constructor(analysis: Analysis, context: ReturnType<typeof createContext>) {
    this.analysis = analysis;
    this.context = context;
  }

  async stage(index: number): Promise<Built> {
    const known = this.built.get(index);
    if (known) return known;
    const stage = this.analysis.stages[index] as Stage;
    const from = { kind: 'base', stage: index, line: stage.from.lines.start } as const;
    let now: Built =
      stage.base.kind === 'stage'
        ? await this.stage(stage.base.index)
        : { snapshot: emptySnapshot(from), config: emptyConfig(), history: [], layers: [] };
    if (stage.base.kind === 'stage') now = { ...now, config: { ...now.config, onbuild: [] } };
    else if (stage.base.kind === 'image') now = { ...now, config: baseConfig(stage.base.facts) };
    let ownCmd = false;
    for (const [at, step] of stage.steps.entries()) {
      for (const { source } of step.dependencies) if (source.kind === 'stage') await this.stage(source.index);
      const environment: StepEnvironment = {
        stage: index,
        config: now.config,
        provenance: { kind: 'step', stage: index, line: step.instruction.lines.start },
        platform: 'linux/amd64',
        context: this.context,
        resolve: ({ source }) =>
          source.kind === 'stage' ? this.built.get(source.index)?.snapshot : undefined,
      };
      const argsAfter = stage.steps[at + 1]?.args;
      const outcome = await execute(now.snapshot, step, environment, {
        ownCmd,
        ...(argsAfter && { argsAfter }),
      });
      if (outcome.error) throw new Failure(outcome.error.message);
      if (step.expanded.keyword === 'CMD') ownCmd = true;
      const line = { createdBy: outcome.createdBy, comment: 'buildkit.dockerfile.v0' };
      now = {
        snapshot: outcome.snapshot,
        config: outcome.config,
        history:
          outcome.createdBy === ''
            ? now.history
            : [...now.history, { ...line, ...(!outcome.makesLayer && { emptyLayer: true }) }],
        layers: outcome.makesLayer ? [...now.layers, layerPaths(now.snapshot, outcome.snapshot)] : now.layers,
      };
    }
    this.built.set(index, now);
    return now;
  }
}

class Failure extends Error {}

function seenFiles(snapshot: Snapshot): SeenFile[] {
  const files: SeenFile[] = [];
  for (const { path, entry } of snapshot.walk()) {
    const meta = {
      path,
      mode: entry.mode.toString(8).padStart(4, '0'),
      uid: entry.uid,
      gid: entry.gid,
    };
    if (entry.type === 'symlink') files.push({ ...meta, type: 'symlink', link: entry.target });
    else if (entry.type === 'file') {
      const sha256 = contentDigest(entry);
      files.push({ ...meta, type: 'file', size: entry.size.bytes, ...(sha256 !== undefined && { sha256 }) });
    } else files.push({ ...meta, type: entry.type === 'directory' ? 'directory' : 'other' });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function seenConfig(config: ImageConfig): SeenConfig {
  const { healthcheck } = config;
  const out: Record<string, unknown> = {};
  const list = (name: string, values: readonly string[] | null) => {
    if (values && values.length > 0) out[name] = values;
  };
  const text = (name: string, value: string | null) => {
    if (value !== null && value !== '') out[name] = value;
  };
  list(
    'Env',
    [...config.env].map(([key, value]) => `${key}=${value}`),
  );
  list('Cmd', config.cmd);
  list('Entrypoint', config.entrypoint);
  text('User', config.user);
  text('WorkingDir', config.workingDir);
  list('ExposedPorts', [...config.exposedPorts].sort());
  list('Volumes', [...config.volumes].sort());
  if (config.labels.size > 0) out.Labels = Object.fromEntries(config.labels);
  if (healthcheck) {
    const durations = {
      Interval: healthcheck.interval,
      Timeout: healthcheck.timeout,
      StartPeriod: healthcheck.startPeriod,
      StartInterval: healthcheck.startInterval,
      Retries: healthcheck.retries,
    };
    const set = Object.entries(durations).filter(([, value]) => value !== 0);
    out.Healthcheck = { Test: healthcheck.test, ...Object.fromEntries(set) };
  }
  text('StopSignal', config.stopSignal);
  list('Shell', config.shell);
  list('OnBuild', config.onbuild);
  return out as SeenConfig;
}

/** Builds a case with the simulation. */
export async function simulate(one: Case): Promise<Seen> {
  const context = createContext(contextFiles(one));
  const analysis = analyze(one.dockerfile, {
    ...(one.target !== undefined && { target: one.target }),
    ...(one.buildArgs && { buildArgs: one.buildArgs }),
  });
  if (analysis.error) return { error: normaliseError(analysis.error.message) };
  if (context.error !== undefined) return { error: context.error };
  const target = analysis.graph.target;
  if (target === undefined) return { error: 'no stage' };
  const needed = analysis.stages.filter((stage) => stage.reachable).flatMap((stage) => stage.steps);
  const early = precheck(needed, context);
  if (early) return { error: normaliseError(early.message) };
  try {
    const built = await new Simulation(analysis, context).stage(target);
    return {
      files: seenFiles(built.snapshot),
      config: seenConfig(built.config),
      history: built.history,
      layers: built.layers,
    };
  } catch (error) {
    if (error instanceof Failure) return { error: normaliseError(error.message) };
    throw error;
  }
}
