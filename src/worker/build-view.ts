/** Stages, steps and times of a build as the page shows them. */
import {
  type BuildResult,
  buildOrder,
  isVertex,
  type Size,
  type StepResult,
  timeLine,
} from '../build/index.ts';
import type { Analysis, Instruction } from '../dockerfile/index.ts';
import type { StageView, StepView, TimeView } from './build-messages.ts';

const LONGEST_TEXT = 200;

/** What a stage is called: its name, or "stage 0". */
export function stageName(analysis: Analysis, index: number): string {
  return analysis.stages[index]?.name ?? `stage ${index}`;
}

/** The first line of an instruction, as written, without the backslash at its end. */
export function instructionLine(instruction: Instruction): string {
  const [first = '', ...more] = instruction.original.split('\n');
  const text = first.trim().slice(0, LONGEST_TEXT);
  return more.length > 0 && !text.endsWith('…') ? `${text} …` : text;
}

export function stepView(result: StepResult): StepView {
  const { instruction } = result.step;
  return {
    stage: result.stage,
    index: result.index,
    keyword: instruction.keyword,
    text: instructionLine(instruction),
    line: instruction.lines.start,
    status: result.status,
    certainty: result.certainty,
    ...(result.why === undefined ? {} : { why: result.why }),
    visible: isVertex(result),
  };
}

export function stageViews(analysis: Analysis, result: BuildResult): StageView[] {
  return result.stages.map((stage) => ({
    index: stage.stage,
    name: stageName(analysis, stage.stage),
    line: analysis.stages[stage.stage]?.from.lines.start ?? 0,
    status: stage.status,
    steps: stage.steps.map(stepView),
    ...(stage.image ? { size: stage.image.size } : {}),
  }));
}

/** The steps laid out in time. Pulling base images is left out: it depends on the network. */
export function timeViews(analysis: Analysis, result: BuildResult): TimeView[] {
  const steps = buildOrder(analysis)
    .map((index) => result.stages[index])
    .flatMap((stage) => {
      if (!stage || stage.status === 'skipped') return [];
      const base = analysis.stages[stage.stage]?.base;
      const first = {
        stage: stage.stage,
        step: -1,
        ms: 0,
        after: base?.kind === 'stage' ? [base.index] : [],
        of: undefined as StepResult | undefined,
      };
      const rest = stage.steps
        .filter((step) => step.status === 'ran' || step.status === 'failed')
        .map((step) => ({
          stage: step.stage,
          step: step.index,
          ms: step.estimatedMs ?? 0,
          after: step.step.dependencies.flatMap(({ source }) =>
            source.kind === 'stage' ? [source.index] : [],
          ),
          of: step as StepResult | undefined,
        }));
      return [first, ...rest];
    });
  return timeLine(steps).flatMap((slot, at) => {
    const step = steps[at]?.of;
    if (!step || !isVertex(step)) return [];
    const { instruction } = step.step;
    return [
      {
        stage: slot.stage,
        line: instruction.lines.start,
        text: instructionLine(instruction),
        startMs: slot.startMs,
        endMs: slot.endMs,
        known: step.estimatedMs !== undefined && step.certainty !== 'unknown',
      },
    ];
  });
}

/** What COPY --from and ADD carry, by line. */
export function carriedBy(result: BuildResult): { line: number; size: Size }[] {
  return result.stages.flatMap((stage) =>
    stage.steps.flatMap((step) =>
      step.layer && step.step.dependencies.some((one) => one.kind === 'copy')
        ? [{ line: step.step.instruction.lines.start, size: step.layer.size }]
        : [],
    ),
  );
}
