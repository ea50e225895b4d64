/**
 * Builds what the target needs, stage by stage, and keeps what each step did. Nothing of it throws for
 * what a learner wrote: an error is part of the result.
 */
import type { Analysis, Dependency, Stage, StageSource, Step } from '../dockerfile/stages/types.ts';
import { lookupImage } from '../images/index.ts';
import { baseFiles } from './base.ts';
import { baseKey } from './cache.ts';
import { earlyError, foresee } from './driver/early-errors.ts';
import { executeInstruction, stepEnvironment } from './driver/execute-instruction.ts';
import { imageOf, plain, SILENT_KEYWORDS, skipped } from './driver/results.ts';
import { runInstruction } from './driver/run-instruction.ts';
import { imageSize } from './driver/sizes.ts';
import type { BuildWorld, Foreseen, Progress } from './driver/types.ts';
import { baseConfig, emptyConfig } from './execute/index.ts';
import { explainFailure } from './failure/index.ts';
import { emptySnapshot, type Snapshot } from './filesystem/snapshot.ts';
import type { Provenance } from './filesystem/types.ts';
import type { RunMemory } from './run/memory.ts';
import { buildOrder } from './schedule.ts';
import type { BuildError, BuildResult, StageResult, StepResult } from './types.ts';

/** One build while it goes on. */
export class Build {
  readonly analysis: Analysis;
  readonly world: BuildWorld;
  readonly memory: RunMemory;
  private readonly results = new Map<number, StageResult>();
  private readonly ends = new Map<number, Progress>();
  private readonly images = new Map<string, Snapshot>();
  error: BuildError | undefined;
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
    const early = earlyError(this);
    if (early) return { ok: false, error: early, stages: [], ...(target === undefined ? {} : { target }) };
    this.foreseen = foresee(this);
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
    const error = this.explained(stages);
    return {
      ok: error === undefined,
      ...(error ? { error } : {}),
      stages,
      ...(target === undefined ? {} : { target }),
      ...(image ? { image } : {}),
      caches: this.memory.caches,
    };
  }

  /** The first error with what it means for a learner. */
  private explained(stages: readonly StageResult[]): BuildError | undefined {
    const failed = stages.flatMap(({ steps }) => steps).find(({ error }) => error !== undefined);
    if (this.error === undefined || failed === undefined) return this.error;
    return explainFailure(this.error, {
      analysis: this.analysis,
      context: this.world.context,
      failed,
      stageFiles: (index) => this.ends.get(index)?.snapshot,
      resolve: (dependency) => this.resolve(dependency),
    });
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
    const environment = stepEnvironment(this, stage, step, progress);
    return step.expanded.keyword === 'RUN'
      ? runInstruction(this, stage, index, step, progress, environment)
      : executeInstruction(this, stage, index, step, progress, environment);
  }

  resolve({ source, instruction, stage }: Dependency): Snapshot | undefined {
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
