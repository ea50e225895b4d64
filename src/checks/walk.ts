import type { Analysis, Instruction, Keyword, Stage, Step } from '../dockerfile/index.ts';
import { resolvePath } from './paths.ts';

/** A step of one keyword, or of several. */
export interface StepOf<K extends Keyword> extends Step {
  readonly instruction: Extract<Instruction, { keyword: K }>;
  readonly expanded: Extract<Instruction, { keyword: K }>;
}

/** A step with the stage that it stands in and the working directory before it. */
export interface PlacedStep {
  readonly stage: Stage;
  readonly step: Step;
  /** Absolute; undefined where the base image decides it and is not known. */
  readonly cwd: string | undefined;
}

/** The same, of one keyword. */
export interface Placed<K extends Keyword> extends PlacedStep {
  readonly step: StepOf<K>;
}

/** What many checks ask of an analysis, gathered in one walk over it. */
interface Survey {
  /** The steps of each stage, by its index. */
  readonly own: readonly (readonly PlacedStep[])[];
  /** The steps of all stages by keyword, in the order of the text. */
  readonly byKeyword: ReadonlyMap<Keyword, readonly PlacedStep[]>;
  /** Which keywords stand in a stage: `maskOf` them. */
  readonly present: number;
  /** Steps of all stages, each counted with those of the stages below it. */
  readonly chained: number;
  /** The steps of a stage and of those below it, by its index, as far as they were asked for. */
  readonly whole: (readonly PlacedStep[] | undefined)[];
}

/** The last survey and what it is of: checks run over one analysis after the other. */
let surveyed: Analysis | undefined;
let survey: Survey = { own: [], byKeyword: new Map(), present: 0, chained: 0, whole: [] };
const NONE: readonly PlacedStep[] = [];

function surveyOf(analysis: Analysis): Survey {
  if (analysis !== surveyed) {
    survey = takeSurvey(analysis);
    surveyed = analysis;
  }
  return survey;
}

function takeSurvey({ stages }: Analysis): Survey {
  const own: PlacedStep[][] = [];
  const byKeyword = new Map<Keyword, PlacedStep[]>();
  /** The working directory at the end of each stage. */
  const ends: (string | undefined)[] = [];
  const lengths: number[] = [];
  let chained = 0;
  for (const stage of stages) {
    let cwd = firstDirectory(stage, ends);
    const placed: PlacedStep[] = [];
    for (const step of stage.steps) {
      const each: PlacedStep = { stage, step, cwd };
      placed.push(each);
      const { expanded } = step;
      const same = byKeyword.get(expanded.keyword);
      if (same === undefined) byKeyword.set(expanded.keyword, [each]);
      else same.push(each);
      if (expanded.keyword === 'WORKDIR') cwd = resolvePath(cwd, expanded.path.text);
    }
    own.push(placed);
    const below = stage.base.kind === 'stage' ? (lengths[stage.base.index] ?? 0) : 0;
    lengths.push(below + placed.length + 1);
    chained += below + placed.length + 1;
    ends.push(cwd);
  }
  return { own, byKeyword, present: ANY | maskOf([...byKeyword.keys()]), chained, whole: [] };
}

function firstDirectory({ base }: Stage, ends: readonly (string | undefined)[]): string | undefined {
  if (base.kind === 'stage') return ends[base.index];
  if (base.kind === 'scratch') return '/';
  return base.kind === 'image' ? base.facts?.workdir || undefined : undefined;
}

/** The bit that every file and every check without keywords has. */
const ANY = 1;
const KEYWORDS: readonly Keyword[] =
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ) as Keyword[];

/** Keywords as bits, so that what a check is about is compared with what a file has in one step. */
export function maskOf(keywords: readonly Keyword[] | undefined): number {
  if (keywords === undefined) return ANY;
  return keywords.reduce((mask, keyword) => mask | (2 << KEYWORDS.indexOf(keyword)), 0);
}

/** Which keywords stand in a stage, as bits. */
export function keywordsIn(analysis: Analysis): number {
  return surveyOf(analysis).present;
}

/** Steps that the checks of chains look at, at most. */
const LONGEST_CHAINS = 50_000;

/** Whether so many stages stand upon each other that nothing should look at each with all below it. */
export function hasEndlessChains(analysis: Analysis): boolean {
  return surveyOf(analysis).chained > LONGEST_CHAINS;
}

/** The steps of all stages that have one keyword, in the order of the text. */
export function stepsWith<K extends Keyword>(analysis: Analysis, keyword: K): readonly Placed<K>[] {
  return (surveyOf(analysis).byKeyword.get(keyword) ?? NONE) as readonly Placed<K>[];
}

/** Whether a step is of a keyword. */
export function isOf<K extends Keyword>(placed: PlacedStep, keyword: K): placed is Placed<K> {
  return placed.step.expanded.keyword === keyword;
}

/** The steps of one stage, without those of the stages below it. */
export function ownSteps(analysis: Analysis, stage: Stage): readonly PlacedStep[] {
  return surveyOf(analysis).own[stage.index] ?? NONE;
}

/** The stage that a stage is built FROM; undefined where it is built on an image or on nothing. */
export function stageBelow(analysis: Analysis, { base, index }: Stage): Stage | undefined {
  // FROM finds stages above alone, so that this always comes to an end.
  return base.kind === 'stage' && base.index < index ? analysis.stages[base.index] : undefined;
}

/** The stages that a stage is made of: the bottom of its chain of FROMs first, itself last. */
export function chainOf(analysis: Analysis, stage: Stage): readonly Stage[] {
  const chain = [stage];
  for (let next = stageBelow(analysis, stage); next !== undefined; next = stageBelow(analysis, next)) {
    chain.push(next);
  }
  return chain.reverse();
}

/** All steps that make a stage's files and config, those of the stages below it first. */
export function stepsOf(analysis: Analysis, stage: Stage): readonly PlacedStep[] {
  const { own, whole } = surveyOf(analysis);
  const mine = own[stage.index] ?? NONE;
  if (stage.base.kind !== 'stage') return mine;
  let steps = whole[stage.index];
  if (steps === undefined) {
    let all: PlacedStep[] = [];
    for (const { index } of chainOf(analysis, stage)) all = all.concat(own[index] ?? NONE);
    steps = all;
    whole[stage.index] = steps;
  }
  return steps;
}

/** The stage that is built; undefined where there is none. */
export function finalStage({ graph, stages }: Analysis): Stage | undefined {
  return graph.target === undefined ? undefined : stages[graph.target];
}

/** The steps behind the final image; none where there is no stage. */
export function finalSteps(analysis: Analysis): readonly PlacedStep[] {
  const stage = finalStage(analysis);
  return stage === undefined ? NONE : stepsOf(analysis, stage);
}

/** The CMD or ENTRYPOINT of a stage that counts: the last one. */
export function lastStart(analysis: Analysis, stage: Stage): PlacedStep | undefined {
  return stepsOf(analysis, stage).findLast(({ step }) => isStart(step));
}

/** Whether a step says what a container starts. */
export function isStart({ instruction: { keyword } }: Step): boolean {
  return keyword === 'CMD' || keyword === 'ENTRYPOINT';
}

/** The word that names a stage: behind AS, else its base. */
export function nameOf({ from }: Stage) {
  return from.stageName ?? from.baseName;
}

/** A step of the final image that copies out of a stage, with that stage. */
export interface StageCopy extends Placed<'COPY'> {
  readonly from: Stage;
}

/** The COPY --from of a stage among some steps, each with the stage that it takes from. */
export function stageCopies({ stages }: Analysis, steps: readonly PlacedStep[]): readonly StageCopy[] {
  const copies: StageCopy[] = [];
  for (const placed of steps) {
    const [dependency] = placed.step.dependencies;
    if (dependency === undefined || !isOf(placed, 'COPY')) continue;
    const { source } = dependency;
    const from = source.kind === 'stage' ? stages[source.index] : undefined;
    if (from !== undefined) copies.push({ stage: placed.stage, step: placed.step, cwd: placed.cwd, from });
  }
  return copies;
}

/** How a message calls a stage: `stage "build"`, or `stage 0` where it has no name. */
export function stageLabel(stage: Stage): string {
  return stage.name === undefined ? `stage ${stage.index}` : `stage "${stage.name}"`;
}

/** Whether the text has an error that may hide instructions: what is missing then may only be unread. */
export function isBroken({ error, diagnostics }: Analysis): boolean {
  return error !== undefined || diagnostics.some(({ severity }) => severity === 'error');
}
