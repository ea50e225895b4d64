/**
 * Builds what the target needs, stage by stage, and keeps what each step did. Nothing of it throws for
 * what a learner wrote: an error is part of the result.
 */
import type { Analysis, Dependency, Stage, StageSource, Step } from '../dockerfile/stages/types.ts';
import { type BaseImage, lookupImage } from '../images/index.ts';
import { baseFiles } from './base.ts';
import { baseKey, filesKey, runKey, treeDigest } from './cache.ts';
import type { BuildContext } from './context.ts';
import { baseConfig, emptyConfig, execute, precheck } from './execute/index.ts';
import { quoted } from './execute/outcome.ts';
import { diff } from './filesystem/diff.ts';
import { emptySnapshot, type Snapshot } from './filesystem/snapshot.ts';
import type { Certainty, FileEntry, Provenance, Size } from './filesystem/types.ts';
import { markUnlisted, nameUnknownContent } from './marks.ts';
import { type RunMemory, runCommand, runStep } from './run.ts';
import { buildOrder } from './schedule.ts';
import type {
  BuildError,
  BuildResult,
  CacheKey,
  Change,
  HistoryEntry,
  Image,
  ImageConfig,
  Layer,
  StageResult,
  StepEnvironment,
  StepResult,
  StepStatus,
} from './types.ts';

/** What a build is given besides the Dockerfile. */
export interface BuildWorld {
  readonly context: BuildContext;
  /** Named contexts (--build-context), by name. */
  readonly namedContexts?: ReadonlyMap<string, Snapshot>;
  /** Ids of the secrets handed in; undefined: every secret that is asked for is there. */
  readonly secrets?: ReadonlySet<string>;
  /** Digests of the cache keys of an earlier build: steps that have them are cached. */
  readonly cached?: ReadonlySet<string>;
  /** Contents of cache mounts that an earlier build left, by id. */
  readonly caches?: ReadonlyMap<string, Snapshot>;
  /** Called before each step, for a log that grows while the build runs. */
  readonly onStep?: (stage: number, step: number) => void;
}

const SILENT_KEYWORDS: ReadonlySet<string> = new Set(['FROM']);
const MAX_STAGES = 500;

/** State of a stage while it is built. */
interface Progress {
  snapshot: Snapshot;
  config: ImageConfig;
  key: CacheKey;
  certainty: Certainty;
  layers: Layer[];
  history: HistoryEntry[];
  ownCmd: boolean;
}

/** An error that is known before any step has run. */
interface Foreseen {
  readonly stage: number;
  readonly index: number;
  readonly error: BuildError;
}

class Build {
  private readonly analysis: Analysis;
  private readonly world: BuildWorld;
  private readonly memory: RunMemory;
  private readonly results = new Map<number, StageResult>();
  private readonly ends = new Map<number, Progress>();
  private readonly images = new Map<string, Snapshot>();
  private error: BuildError | undefined;
  private foreseen: Foreseen | undefined;

  constructor(analysis: Analysis, world: BuildWorld) {
    this.analysis = analysis;
    this.world = world;
    this.memory = {
      caches: new Map(world.caches ?? []),
      ...(world.secrets ? { secrets: world.secrets } : {}),
    };
  }

  async run(): Promise<BuildResult> {
    const { analysis } = this;
    const target = analysis.graph.target;
    const early = this.earlyError();
    if (early) return { ok: false, error: early, stages: [], ...(target === undefined ? {} : { target }) };
    this.foreseen = this.foresee();
    this.error = this.foreseen?.error;
    for (const index of buildOrder(analysis)) {
      const stage = analysis.stages[index];
      if (!stage) continue;
      // A failure stops the build; what was not reached by then did not run.
      if (this.foreseen?.stage === index) this.results.set(index, this.failedEarly(stage));
      else if (this.error) this.results.set(index, skipped(stage));
      else this.results.set(index, await this.buildStage(stage));
    }
    const stages = analysis.stages.map((stage) => this.results.get(stage.index) ?? skipped(stage));
    const image = target === undefined || this.error ? undefined : this.results.get(target)?.image;
    return {
      ok: this.error === undefined,
      ...(this.error ? { error: this.error } : {}),
      stages,
      ...(target === undefined ? {} : { target }),
      ...(image ? { image } : {}),
      caches: this.memory.caches,
    };
  }

  /** What Docker finds while the first steps still run: a source of the context that is not there. */
  private foresee(): Foreseen | undefined {
    const { analysis, world } = this;
    const needed = buildOrder(analysis).flatMap((stage) =>
      (analysis.stages[stage]?.steps ?? []).map((step, index) => ({ stage, index, step })),
    );
    const early = precheck(
      needed.map(({ step }) => step),
      world.context,
    );
    const at = early && needed[early.index];
    if (!early || !at) return undefined;
    return {
      stage: at.stage,
      index: at.index,
      error: { message: early.message, lines: at.step.instruction.lines },
    };
  }

  private failedEarly(stage: Stage): StageResult {
    const { steps } = skipped(stage);
    return {
      stage: stage.index,
      status: 'failed',
      baseLayers: 0,
      steps: steps.map((step) =>
        step.index === this.foreseen?.index
          ? { ...step, status: 'failed', error: this.foreseen.error }
          : step,
      ),
    };
  }

  /** What stops a build before its first step. */
  private earlyError(): BuildError | undefined {
    const { analysis, world } = this;
    if (analysis.error) {
      const { message, range, lines, why, advice } = analysis.error;
      return {
        message,
        lines: lines?.[0] ?? { start: range.start.line, end: range.end.line },
        ...(why === undefined ? {} : { why }),
        ...(advice === undefined ? {} : { advice }),
      };
    }
    if (world.context.error !== undefined)
      return { message: world.context.error, lines: { start: 0, end: 0 } };
    if (analysis.stages.length > MAX_STAGES) {
      return {
        message: `${analysis.stages.length} stages are more than are built here (${MAX_STAGES})`,
        lines: { start: 0, end: 0 },
      };
    }
    return undefined;
  }

  private async buildStage(stage: Stage): Promise<StageResult> {
    const progress = this.begin(stage);
    const steps: StepResult[] = [];
    const begun = progress.layers.length;
    for (const [index, step] of stage.steps.entries()) {
      if (SILENT_KEYWORDS.has(step.instruction.keyword)) continue;
      this.world.onStep?.(stage.index, index);
      if (this.error) {
        steps.push({ ...plain(stage, index, step), status: 'skipped' });
        continue;
      }
      steps.push(await this.buildStep(stage, index, step, progress));
    }
    this.ends.set(stage.index, progress);
    return {
      stage: stage.index,
      status: this.error ? 'failed' : 'built',
      steps,
      image: imageOf(progress),
      baseLayers: begun,
    };
  }

  /** The state in which a stage starts: its base. */
  private begin(stage: Stage): Progress {
    const { base } = stage;
    if (base.kind === 'stage') {
      const end = this.ends.get(base.index);
      if (end) return { ...end, layers: [...end.layers], history: [...end.history], ownCmd: false };
    }
    const provenance = this.baseProvenance(stage.index, stage.from.lines.start, base);
    if (base.kind !== 'image') {
      const files = base.kind === 'context' ? this.world.namedContexts?.get(base.name) : undefined;
      return {
        snapshot: files ?? emptySnapshot(provenance),
        config: emptyConfig(),
        key: baseKey('scratch'),
        certainty: 'known',
        layers: [],
        history: [],
        ownCmd: false,
      };
    }
    const image = lookupImage(base.reference);
    const size = imageSize(base.reference, image);
    return {
      snapshot: this.imageFiles(base.reference, provenance),
      config: baseConfig(image ?? base.facts),
      key: baseKey(base.reference),
      certainty: image?.certainty ?? 'unknown',
      layers: [
        {
          createdBy: `FROM ${base.reference}`,
          changes: [],
          size,
          provenance,
        },
      ],
      history: [],
      ownCmd: false,
    };
  }

  private baseProvenance(stage: number, line: number, base: StageSource): Provenance {
    return { kind: 'base', stage, line, ...(base.kind === 'image' ? { image: base.reference } : {}) };
  }

  private imageFiles(reference: string, provenance: Provenance): Snapshot {
    const known = this.images.get(reference);
    if (known) return known;
    const files = baseFiles(lookupImage(reference), reference, provenance);
    this.images.set(reference, files);
    return files;
  }

  private async buildStep(stage: Stage, index: number, step: Step, progress: Progress): Promise<StepResult> {
    const environment = this.environment(stage, step, progress);
    return step.expanded.keyword === 'RUN'
      ? this.runOne(stage, index, step, progress, environment)
      : this.executeOne(stage, index, step, progress, environment);
  }

  private environment(stage: Stage, step: Step, progress: Progress): StepEnvironment {
    const root = stage.rootBase;
    return {
      stage: stage.index,
      config: progress.config,
      provenance: { kind: 'step', stage: stage.index, line: step.instruction.lines.start },
      platform: this.analysis.options.platform ?? 'linux/amd64',
      ...(root.kind === 'image' ? { baseReference: root.reference } : {}),
      context: this.world.context,
      resolve: (dependency) => this.resolve(dependency),
    };
  }

  private resolve({ source, instruction, stage }: Dependency): Snapshot | undefined {
    switch (source.kind) {
      case 'stage':
        return this.ends.get(source.index)?.snapshot;
      case 'image':
        return this.imageFiles(source.reference, this.baseProvenance(stage, instruction.lines.start, source));
      case 'scratch':
        return emptySnapshot({ kind: 'base' });
      case 'context':
        return this.world.namedContexts?.get(source.name);
      case 'unresolved':
        return undefined;
    }
  }

  private async runOne(
    stage: Stage,
    index: number,
    step: Step,
    progress: Progress,
    environment: StepEnvironment,
  ): Promise<StepResult> {
    const instruction = step.expanded;
    if (instruction.keyword !== 'RUN') throw new Error('not a RUN');
    const { argv } = runCommand(instruction, progress.config.shell);
    const key = runKey(progress.key, step, environment, argv, this.mounted(step, environment));
    const before = progress.snapshot;
    const result = await runStep(before, step, environment, this.memory);
    const after = nameUnknownContent(before, result.snapshot, key.digest);
    const unsure = result.certainty === 'unknown';
    const why = result.why ?? 'it cannot be told what this step does';
    const failure = this.runFailure(step, argv, result);
    if (failure) this.error ??= failure;
    progress.snapshot = unsure
      ? markUnlisted(after, `line ${step.instruction.lines.start + 1}: ${why}`)
      : after;
    progress.key = key;
    progress.certainty = worse(progress.certainty, result.certainty);
    const args = [...step.args.keys()].map((name) => `${name}=${step.variables.get(name) ?? ''}`);
    const given = args.length > 0 ? `|${args.length} ${args.join(' ')} ` : '';
    const createdBy = `RUN ${given}${argv.join(' ')} # buildkit`;
    const layer = failure
      ? undefined
      : this.addLayer(progress, before, createdBy, environment.provenance, unsure ? why : undefined);
    return {
      ...plain(stage, index, step),
      status: failure ? 'failed' : this.status(key),
      certainty: result.certainty,
      ...(result.why === undefined ? {} : { why: result.why }),
      ...(layer ? { layer } : {}),
      stdout: result.stdout,
      stderr: result.stderr,
      ...(failure ? { error: failure } : {}),
      cacheKey: key,
      ...(result.estimatedMs === undefined ? {} : { estimatedMs: result.estimatedMs }),
    };
  }

  /** Why a RUN stops the build; nothing where its exit code rests on something unknown. */
  private runFailure(
    step: Step,
    argv: readonly string[],
    result: Awaited<ReturnType<typeof runStep>>,
  ): BuildError | undefined {
    const said = `process ${quoted(argv.join(' '))} did not complete successfully: `;
    const { lines } = step.instruction;
    if (result.failure !== undefined) {
      const message = result.failure.startsWith('unable to') ? said + result.failure : result.failure;
      return { message, lines };
    }
    if (result.exitCode === 0 || result.certainty === 'unknown') return undefined;
    return { message: `${said}exit code: ${result.exitCode}`, lines, exitCode: result.exitCode };
  }

  private mounted(step: Step, environment: StepEnvironment): { target: string; digest: string }[] {
    if (step.expanded.keyword !== 'RUN') return [];
    const edges = step.dependencies.filter((edge) => edge.kind === 'mount');
    let edge = 0;
    const out: { target: string; digest: string }[] = [];
    for (const mount of step.expanded.mounts) {
      const from = mount.from ? edges[edge++] : undefined;
      if (mount.type !== 'bind') continue;
      const files = from ? environment.resolve(from) : environment.context.snapshot;
      const source = mount.source?.text ?? '/';
      const path = source.startsWith('/') ? source : `/${source.replace(/^\.\/?/, '')}`;
      out.push({ target: mount.target?.text ?? '/', digest: files ? treeDigest(files, path) : 'unknown' });
    }
    return out;
  }

  private async executeOne(
    stage: Stage,
    index: number,
    step: Step,
    progress: Progress,
    environment: StepEnvironment,
  ): Promise<StepResult> {
    const before = progress.snapshot;
    const next = stage.steps[index + 1];
    const outcome = await execute(before, step, environment, {
      ownCmd: progress.ownCmd,
      argsAfter: next?.args ?? step.args,
    });
    if (outcome.error) this.error ??= outcome.error;
    if (step.expanded.keyword === 'CMD') progress.ownCmd = true;
    progress.snapshot = outcome.snapshot;
    progress.config = outcome.config;
    progress.certainty = worse(progress.certainty, outcome.certainty);
    let layer: Layer | undefined;
    let key: CacheKey | undefined;
    if (outcome.makesLayer && !outcome.error) {
      const unsure = outcome.certainty === 'unknown' ? (outcome.why ?? 'not known') : undefined;
      layer = this.addLayer(progress, before, outcome.createdBy, environment.provenance, unsure);
      key = filesKey(progress.key, step, layer.changes);
      progress.key = key;
    } else if (!outcome.error && outcome.createdBy !== '') {
      progress.history.push({ createdBy: outcome.createdBy, comment: COMMENT, emptyLayer: true });
    }
    return {
      ...plain(stage, index, step),
      status: outcome.error ? 'failed' : key ? this.status(key) : 'ran',
      certainty: outcome.certainty,
      ...(outcome.why === undefined ? {} : { why: outcome.why }),
      ...(layer ? { layer } : {}),
      ...(outcome.error ? { error: outcome.error } : {}),
      ...(key ? { cacheKey: key } : {}),
      estimatedMs: layer ? copyMs(layer) : 0,
    };
  }

  private status(key: CacheKey): StepStatus {
    return this.world.cached?.has(key.digest) ? 'cached' : 'ran';
  }

  private addLayer(
    progress: Progress,
    before: Snapshot,
    createdBy: string,
    provenance: Provenance,
    unknown: string | undefined,
  ): Layer {
    const changes = diff(before, progress.snapshot);
    const size = layerSize(changes, unknown);
    const layer: Layer = {
      createdBy,
      changes,
      size,
      provenance,
    };
    progress.layers.push(layer);
    progress.history.push({ createdBy, comment: COMMENT });
    return layer;
  }
}

const COMMENT = 'buildkit.dockerfile.v0';

function plain(stage: Stage, index: number, step: Step) {
  return { stage: stage.index, index, step, certainty: 'known' as const, stdout: '', stderr: '' };
}

function skipped(stage: Stage): StageResult {
  const steps = stage.steps
    .map((step, index): StepResult => ({ ...plain(stage, index, step), status: 'skipped' }))
    .filter((one) => !SILENT_KEYWORDS.has(one.step.instruction.keyword));
  return { stage: stage.index, status: 'skipped', steps, baseLayers: 0 };
}

function imageOf(progress: Progress): Image {
  const { config, layers, history, snapshot } = progress;
  return { config, layers, history, snapshot, size: total(layers.map((layer) => layer.size)) };
}

function imageSize(reference: string, given: BaseImage | undefined): Size {
  // Tags of one distroless image differ in user and shell alone.
  const image =
    given?.onDiskBytes === undefined && given?.repository.startsWith('gcr.io/distroless/')
      ? lookupImage(given.repository)
      : given;
  if (!image || image.onDiskBytes === undefined) {
    const bytes =
      image && DISTROLESS_BYTES[image.repository.replace(/^gcr\.io\/distroless\/|-debian\d+$/g, '')];
    if (bytes !== undefined) {
      return { bytes, certainty: 'estimated', why: 'its packages of Debian together (2026-11)' };
    }
    return { bytes: 0, certainty: 'unknown', why: `the size of ${reference} is not known` };
  }
  return {
    bytes: image.onDiskBytes,
    certainty: 'estimated',
    why: `${image.reference} on ${image.date}`,
  };
}

/**
 * Distroless images state no size. These are the sums of what they are made of, by the Installed-Size of Debian
 * testing (2026-11-21): static (2 MiB), libc6 5.5 MB, libssl3 8.3 MB, libgcc, libgomp and libstdc++ 3.9 MB.
 */
const DISTROLESS_BYTES: Readonly<Record<string, number>> = {
  static: 2_100_000,
  'base-nossl': 7_600_000,
  base: 16_000_000,
  cc: 20_000_000,
};

/** Bytes that a layer adds: its files. A directory or a link adds none. */
function layerSize(changes: readonly Change[], unknown: string | undefined): Size {
  const sizes = changes
    .map((change) => change.entry)
    .filter((entry): entry is FileEntry => entry?.type === 'file')
    .map((entry) => entry.size);
  if (changes.some((change) => change.entry?.type === 'unknown')) {
    sizes.push({ bytes: 0, certainty: 'unknown', why: 'it holds something that is not known' });
  }
  const sum = total(sizes);
  return unknown === undefined ? sum : { ...sum, certainty: 'unknown', why: unknown };
}

/** Sizes together; as sure as the least sure of them. */
export function total(sizes: readonly Size[]): Size {
  let bytes = 0;
  let certainty: Certainty = 'known';
  let why: string | undefined;
  for (const size of sizes) {
    bytes += size.bytes;
    if (worse(certainty, size.certainty) !== certainty) {
      certainty = size.certainty;
      why = size.why;
    }
  }
  return { bytes, certainty, ...(why === undefined ? {} : { why }) };
}

const RANK: Readonly<Record<Certainty, number>> = { known: 0, estimated: 1, unknown: 2 };

/** The less sure of two. */
export function worse(a: Certainty, b: Certainty): Certainty {
  return RANK[b] > RANK[a] ? b : a;
}

/** A copy of many megabytes takes a moment; 200 MB/s is what a laptop's disk does with small files. */
function copyMs(layer: Layer): number {
  return 20 + layer.size.bytes / 200_000;
}

/**
 * Builds the target of an analysis.
 * Never rejects for what a learner wrote; the result's `error` has Docker's words.
 */
export async function build(analysis: Analysis, world: BuildWorld): Promise<BuildResult> {
  try {
    return await new Build(analysis, world).run();
  } catch (error) {
    // A tree too deep for the call stack, or a mistake of ours: either way nobody's Dockerfile is wrong for it.
    const gaveUp = `the simulated build cannot follow this Dockerfile: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, gaveUp, error: { message: gaveUp, lines: { start: 0, end: 0 } }, stages: [] };
  }
}
