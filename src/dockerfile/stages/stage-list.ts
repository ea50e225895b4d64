import type { Instruction } from '../instructions/types.ts';
import type { Range } from '../source.ts';
import { ConfigDraft, DEFAULT_PATH } from './config.ts';
import type { FromDraft, Resolving } from './draft.ts';
import { buildError } from './errors.ts';
import { StageEvaluation, type StageState, type StageSurroundings } from './evaluate.ts';
import { Scope } from './scope.ts';
import type { SourceState } from './sources.ts';
import type { Dependency, ImageConfig, Stage, StageSource } from './types.ts';

/** Goes through the instructions of every stage, each after those above it. */
export function evaluateStages(resolving: Resolving, reachable: ReadonlySet<SourceState>): Stage[] {
  const stages: Stage[] = [];
  const ends: { state: StageState; config: ImageConfig }[] = [];
  for (const [index, draft] of resolving.drafts.entries()) {
    const { raw, state } = draft;
    const below = state.base?.stage === undefined ? undefined : stages[state.base.stage];
    const base: StageSource =
      below === undefined ? baseOf(resolving, draft) : { kind: 'stage', index: below.index };
    const rootBase = below?.rootBase ?? base;
    const baseKnown =
      below?.baseKnown ?? (base.kind === 'scratch' || (base.kind === 'image' && base.facts !== undefined));
    const end = below === undefined ? undefined : ends[below.index];
    const config = end === undefined ? firstConfig(base) : ConfigDraft.from(end.config);
    // Where nobody was asked what base images hold, they are taken to hold nothing, as `--check` has it.
    const certain = baseKnown || resolving.options.lookupImage === undefined;
    const evaluation = new StageEvaluation(
      surroundingsOf(resolving, index),
      config,
      end?.state ?? firstState(base),
      certain,
    );
    for (const placed of draft.instructions) evaluation.add(placed);
    ends.push({ state: evaluation.state, config: evaluation.finish() });
    const last = raw.instructions.at(-1) ?? raw.from;
    stages.push({
      index,
      from: raw.from,
      baseName: raw.from.baseName.text,
      baseExpansion: draft.baseExpansion,
      base,
      rootBase,
      steps: evaluation.steps,
      config: (ends[index] as { config: ImageConfig }).config,
      baseKnown,
      reachable: reachable.has(state),
      range: { start: raw.from.range.start, end: last.range.end },
      name: draft.name,
      defaultBaseName: draft.defaultBaseName,
      platformExpansion: draft.platformExpansion,
      platform: draft.platform,
      description: describe(raw.from.comments, draft.name),
    });
  }
  return stages;
}

function baseOf({ resolved }: Resolving, draft: FromDraft): StageSource {
  const { text } = draft.state;
  const known = resolved.get(draft.state);
  if (known !== undefined) return known;
  return text === 'scratch' ? { kind: 'scratch' } : { kind: 'unresolved', text };
}

function surroundingsOf(resolving: Resolving, stage: number): StageSurroundings {
  const { source, escapeToken, buildArgs, options, suggestions, globals } = resolving;
  const report = (message: string, range: Range, instruction: Instruction) => {
    resolving.errors.push({ diagnostic: buildError(message, range, instruction), phase: 'stages', stage });
  };
  const checkOrder: StageSurroundings['checkOrder'] = (...about) => reportOrder(resolving, ...about);
  const globalArgs = globals.scope;
  return { source, escapeToken, buildArgs, options, suggestions, globalArgs, report, checkOrder };
}

/** A stage is built after those above it: what it takes files from must stand there. */
function reportOrder(
  { drafts, errors }: Resolving,
  { source, stage, kind, range, instruction }: Dependency,
  mounted = '',
  target = '',
): void {
  if (source.kind !== 'stage' || source.index < stage) return;
  const later = drafts[source.index] as FromDraft;
  const from = instruction.keyword === 'COPY' ? (instruction.from?.text ?? '') : mounted;
  const message =
    kind === 'mount'
      ? `cannot mount from stage "${from}" to "${target}", stage needs to be defined before current command`
      : `cannot copy from stage "${from}", it needs to be defined before current stage "${drafts[stage]?.state.label}"`;
  const diagnostic = buildError(message, range, instruction, [
    { range: later.raw.from.range, message: 'the stage starts here' },
  ]);
  errors.push({ diagnostic, phase: 'stages', stage });
}

function firstConfig(base: StageSource): ConfigDraft {
  if (base.kind === 'scratch') return ConfigDraft.scratch();
  if (base.kind === 'image' && base.facts !== undefined) return ConfigDraft.of(base.facts);
  return ConfigDraft.unknown();
}

function firstState(base: StageSource): StageState {
  const known = base.kind === 'image' ? base.facts?.env : undefined;
  if (known === undefined) return { env: ONLY_PATH, args: NO_ARGS, variables: ONLY_PATH };
  let env = Scope.of(Object.entries(known));
  if (!env.has('PATH')) env = env.with('PATH', DEFAULT_PATH);
  return { env, args: NO_ARGS, variables: env };
}

const NO_ARGS = Scope.constant([]);
const ONLY_PATH = Scope.constant([['PATH', DEFAULT_PATH]]);

/** The comment above FROM that starts with the stage's name. */
function describe(comments: readonly string[], name: string | undefined): string | undefined {
  if (name === undefined || comments.length === 0) return undefined;
  const found = comments.find((comment) => comment.startsWith(`${name} `));
  return found?.slice(name.length + 1);
}
