/** What an exercise's goals ask of the stages and the text does not have yet, for the picture of the stages. */
import type { Analysis, Stage } from '../dockerfile/index.ts';
import { judge } from '../grading/expectations/index.ts';
import type { Exercise, Expectation, Goal, StageSelector } from '../grading/schema.ts';
import { matchesStage, selectsStage } from '../grading/selector.ts';
import type { Wanted, WantedMark, WantedStage, WantedTake } from './messages.ts';

/** Nothing is asked for. */
export const NOTHING_WANTED: Wanted = { stages: [], takes: [], marks: [] };
/** More stages than this are not drawn ahead. */
const MOST = 6;

/**
 * Only what the goals certainly miss; what cannot be told is not drawn. No base image is named: which one
 * it should be is the learner's to find.
 */
export function wantedBy(exercise: Exercise, analysis: Analysis): Wanted {
  const misses = (goal: Goal, part: Expectation): boolean =>
    judge(part, { exercise, goal, analysis, findings: () => [] }).some(({ status }) => status === 'unmet');
  const asking = <Kind extends keyof Expectation>(kind: Kind): { goal: Goal; value: Asked<Kind> }[] =>
    exercise.goals.flatMap((goal) => {
      const value = goal.expect[kind];
      return value === undefined || !misses(goal, { [kind]: value }) ? [] : [{ goal, value }];
    }) as { goal: Goal; value: Asked<Kind> }[];

  const count = analysis.stages.length;
  const finals = asking('final');
  const named = asking('stage');
  const stages = missingStages(asking('stages'), count, finals[0]?.goal);
  const before = stages.filter((stage) => !stage.ships);
  for (const [at, { value }] of named.entries()) {
    const ghost = before[at];
    if (ghost && value.name !== undefined) stages[stages.indexOf(ghost)] = { ...ghost, name: value.name };
  }
  const ships = stages.find((stage) => stage.ships)?.index ?? analysis.graph.target;
  const takes =
    ships === undefined
      ? []
      : asking('copies')
          .filter(({ value }) => value.to === 'final')
          .reduce<WantedTake[]>((all, { goal, value }) => {
            const from = sourceOf(described(value.from, exercise), analysis, stages, ships, all);
            if (from !== undefined) all.push({ from, to: ships, ...nameOf(goal) });
            return all;
          }, []);
  return { stages, takes, marks: marksOf(analysis, stages, finals, named, asking('unreachable')) };
}

type Asked<Kind extends keyof Expectation> = NonNullable<Expectation[Kind]>;
interface Asking<Kind extends keyof Expectation> {
  readonly goal: Goal;
  readonly value: Asked<Kind>;
}

/** The stages that are missing in number; the last of them ships where the goals ask for another final stage. */
function missingStages(
  asking: readonly Asking<'stages'>[],
  count: number,
  final: Goal | undefined,
): WantedStage[] {
  const [most] = asking
    .map(({ goal, value }) => ({ goal, missing: (value.exactly ?? value.min ?? 0) - count }))
    .sort((a, b) => b.missing - a.missing);
  if (!most) return [];
  const missing = Math.min(Math.max(most.missing, 0), MOST);
  return Array.from({ length: missing }, (_, at): WantedStage => {
    const ships = at === missing - 1 && final !== undefined && count > 0;
    return { index: count + at, ships, ...nameOf(ships ? final : most.goal) };
  });
}

/** A stage that is asked for by its name alone may be described further by the goal that asks for the name. */
function described(selector: StageSelector, { goals }: Exercise): StageSelector {
  if (typeof selector === 'string' || selector.base !== undefined) return selector;
  const named = goals.find(({ expect }) => expect.stage?.name === selector.name)?.expect.stage;
  return { ...selector, ...(named?.base === undefined ? {} : { base: named.base }) };
}

/**
 * The stage that a copy is likely to come from: one that fits, and that nothing is copied from yet; undefined
 * where all that fit give something already, and what is missing is no line.
 */
function sourceOf(
  selector: StageSelector,
  analysis: Analysis,
  wanted: readonly WantedStage[],
  ships: number,
  drawn: readonly WantedTake[],
): number | undefined {
  const others = analysis.stages.filter((stage) => stage.index !== ships);
  const fitting = others.filter((stage) => fits(selector, stage, analysis, ships));
  const ghosts = wanted.filter((stage) => !stage.ships).map((stage) => stage.index);
  const gives = (index: number): boolean =>
    analysis.graph.dependencies.some(
      ({ stage, kind, source }) =>
        stage === ships && kind === 'copy' && source.kind === 'stage' && source.index === index,
    );
  const candidates = [...(fitting.length > 0 ? fitting : others).map((stage) => stage.index), ...ghosts];
  const used = (index: number): number => drawn.filter((take) => take.from === index).length;
  return candidates.filter((index) => !gives(index)).sort((a, b) => used(a) - used(b))[0];
}

function fits(selector: StageSelector, stage: Stage, analysis: Analysis, ships: number): boolean {
  // While another final stage is asked for, the one that ships now is one to copy from.
  if (selector === 'any') return stage.index !== ships;
  if (typeof selector === 'string') return selectsStage(selector, stage, analysis) === 'yes';
  return matchesStage({ base: selector.base }, stage) === 'yes';
}

/** What is asked of stages that are there. */
function marksOf(
  analysis: Analysis,
  wanted: readonly WantedStage[],
  finals: readonly Asking<'final'>[],
  named: readonly Asking<'stage'>[],
  unreachable: readonly Asking<'unreachable'>[],
): WantedMark[] {
  const marks: WantedMark[] = [];
  const mark = (stage: number | undefined, goal: Goal): void => {
    if (stage !== undefined && !marks.some((one) => one.stage === stage)) {
      marks.push({ stage, ...nameOf(goal) });
    }
  };
  if (!wanted.some((stage) => stage.ships)) {
    for (const { goal } of finals) mark(analysis.graph.target, goal);
  }
  if (!wanted.some((stage) => !stage.ships)) {
    for (const { goal, value } of named) {
      const base = analysis.stages.find((stage) => matchesStage({ base: value.base }, stage) === 'yes');
      mark(base?.index, goal);
    }
  }
  for (const { goal } of unreachable) {
    for (const stage of analysis.stages) if (!stage.reachable) mark(stage.index, goal);
  }
  return marks;
}

function nameOf({ id, title }: Goal): { goal: string; title: string } {
  return { goal: id, title };
}
