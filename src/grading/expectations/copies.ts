import type { Stage } from '../../dockerfile/index.ts';
import { brokenLine } from '../broken.ts';
import { type Transfer, transfers } from '../flow.ts';
import {
  type Explanation,
  finalStage,
  type GoalContext,
  type Judge,
  MET,
  stageTitle,
  unknown,
  unmet,
  unreadable,
  type Verdict,
  withoutFinalStage,
} from '../goal-context.ts';
import { matchesCopiedPath } from '../paths.ts';
import type { Expectation, StageSelector } from '../schema.ts';
import { describeSelector, selectsSource, selectsStage } from '../selector.ts';
import type { Tri } from '../tri.ts';

type Wanted = NonNullable<Expectation['copies']>;

/** Files travel from one stage to another by COPY or a mount, directly or by way of other stages. */
export const copies: Judge<Wanted> = (wanted, context) => {
  const { analysis } = context;
  const all = transfers(analysis);
  if (travels(wanted, context, all, ['yes'])) return MET;
  const broken = brokenLine(analysis, ['FROM', 'ARG', 'COPY', 'ADD', 'RUN']);
  if (broken !== undefined) return unreadable(context, broken);
  if (travels(wanted, context, all, ['yes', 'unknown'])) {
    return unknown(context, {
      message: 'Whether the right files are copied cannot be told: where they come from is not certain.',
      ...lookAt(all.find(({ source }) => source !== 'build-context' && source.kind === 'unresolved')),
      advice: 'Name the stage that the files come from by the name or number that its FROM line gives it.',
    });
  }
  if (finalStage(analysis) === undefined) return withoutFinalStage(context);
  return explain(wanted, context, all);
};

/**
 * Follows files from the wanted source, transfer by transfer. FROM carries them on, too, but at least
 * one step of the way must be a COPY or a mount, and one such step must name the wanted path.
 */
function travels(
  wanted: Wanted,
  context: GoalContext,
  all: readonly Transfer[],
  accepted: readonly Tri[],
): boolean {
  const { analysis } = context;
  const arrives = (stage: Stage) => accepted.includes(selectsStage(wanted.to, stage, analysis));
  /** Stage index -> true where the wanted path was named on the way. */
  const seen = new Map<number, boolean>();
  const queue: { readonly stage: number; readonly named: boolean }[] = [];
  const visit = (transfer: Transfer, named: boolean, copied: boolean) => {
    const reached = named || (transfer.kind !== 'from' && namesPath(wanted, transfer));
    if (!copied && transfer.kind === 'from') return;
    const before = seen.get(transfer.stage);
    if (before === true || (before === false && !reached)) return;
    seen.set(transfer.stage, reached);
    queue.push({ stage: transfer.stage, named: reached });
  };
  const comesFrom = (transfer: Transfer, stage: number) =>
    transfer.source !== 'build-context' &&
    ((transfer.source.kind === 'stage' && transfer.source.index === stage) ||
      (transfer.source.kind === 'unresolved' && accepted.includes('unknown')));
  for (const origin of origins(wanted.from, context, all, accepted)) visit(origin, false, false);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { stage, named } = next;
    const here = analysis.stages[stage];
    if (named && here !== undefined && arrives(here)) return true;
    for (const transfer of all) if (comesFrom(transfer, stage)) visit(transfer, named, true);
  }
  return false;
}

/**
 * Transfers whose source is the wanted one. Stages that build on a wanted stage carry its files as well:
 * COPY --from=strip, where strip is FROM build, copies what build made.
 */
function origins(
  selector: StageSelector,
  context: GoalContext,
  all: readonly Transfer[],
  accepted: readonly Tri[],
): Transfer[] {
  const { analysis } = context;
  const holders = new Set<number>();
  for (const stage of analysis.stages) {
    const inherits = stage.base.kind === 'stage' && holders.has(stage.base.index);
    if (inherits || accepted.includes(selectsStage(selector, stage, analysis))) holders.add(stage.index);
  }
  return all.filter(({ source, kind }) => {
    if (kind === 'from') return false;
    if (source !== 'build-context' && source.kind === 'stage' && holders.has(source.index)) return true;
    return accepted.includes(selectsSource(selector, source, analysis));
  });
}

/** Why nothing can come from the wanted stage: there is none. */
function withoutSource({ from }: Wanted, { analysis }: GoalContext, why: string): Explanation {
  if (analysis.stages.length > 1 && typeof from === 'object') {
    return {
      message: `There is no ${describeSelector(from).replace(/^a /, '')} to copy from yet.`,
      why,
      advice:
        from.name === undefined
          ? 'Look at each FROM: what is its stage for, and which image brings just that?'
          : 'A FROM line can give its stage a name, behind the base image, and --from takes the stage by it.',
    };
  }
  return {
    message: 'There is no other stage to copy from yet.',
    why,
    advice:
      'Put the work that the finished image does not need into a stage of its own, above the final one.',
  };
}

function namesPath(wanted: Wanted, transfer: Transfer): boolean {
  const { source } = wanted;
  return source === undefined || transfer.paths.some((path) => matchesCopiedPath(source, path));
}

function explain(wanted: Wanted, context: GoalContext, all: readonly Transfer[]): Verdict {
  const { analysis } = context;
  const why =
    'A stage starts with nothing but its base image. What another stage made comes along only when a line copies it.';
  const to = wanted.to === 'final' ? 'the final stage' : describeSelector(wanted.to);
  const target = finalStage(analysis);
  // A stage takes nothing from itself.
  const sources = analysis.stages.filter(
    (stage) =>
      selectsStage(wanted.from, stage, analysis) === 'yes' && !(wanted.to === 'final' && stage === target),
  );
  const other = wanted.source === undefined ? undefined : nearMiss(wanted, context, all);
  if (other !== undefined) {
    return unmet(context, {
      message: `${capital(to)} copies ${other.paths.map((path) => `"${path}"`).join(' and ')}, but not the files that this goal is about.`,
      range: other.range,
      why,
      advice: 'Where do those files lie before they are copied? A line of its own can bring them.',
    });
  }
  if (wanted.from !== 'context' && sources.length === 0)
    return unmet(context, withoutSource(wanted, context, why));
  const first = sources[0];
  return unmet(context, {
    message: `Nothing reaches ${to} from ${first === undefined || wanted.from === 'any' ? describeSelector(wanted.from) : stageTitle(first)}.`,
    why,
    advice:
      'Look at what the final stage copies, and where from: a copy reads the build context unless it is told otherwise.',
    related: sources.map((stage) => ({
      range: stage.from.range,
      message: `${stageTitle(stage)} starts here`,
    })),
  });
}

/** A copy from the right place to the right place, of other files. */
function nearMiss(wanted: Wanted, context: GoalContext, all: readonly Transfer[]): Transfer | undefined {
  return origins(wanted.from, context, all, ['yes']).find((transfer) => {
    const stage = context.analysis.stages[transfer.stage];
    return stage !== undefined && selectsStage(wanted.to, stage, context.analysis) === 'yes';
  });
}

function lookAt(transfer: Transfer | undefined): { readonly range?: Transfer['range'] } {
  return transfer === undefined ? {} : { range: transfer.range };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
