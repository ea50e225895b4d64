/** What the picture of a Dockerfile's stages shows, read from its text. */
import { analyze, type Dependency, type Instruction, type Stage } from '../dockerfile/index.ts';

/** One flat of the picture. */
export interface FigureStage {
  readonly name: string;
  /** Image or stage that it builds on. */
  readonly base: string;
  /** What stays in it, a row each: `RUN go build`. */
  readonly holds?: readonly string[];
  /** What comes from other stages. */
  readonly carries?: readonly {
    readonly from: string;
    readonly what: string;
    readonly how?: 'copy' | 'mount';
  }[];
  /** The stage that becomes the image. */
  readonly ships?: boolean;
  /** The target does not need it, so Docker never builds it. */
  readonly skipped?: boolean;
}

/** Instructions that make files: what a reader wants to see in the picture. */
const shown = new Set(['RUN', 'COPY', 'ADD']);

/**
 * Reads the stages of a Dockerfile. Figures stand in lessons: one that Docker would refuse is the
 * author's mistake and fails the build.
 * @param target Stage to build; the last where absent.
 */
export function stagesOf(dockerfile: string, target?: string): FigureStage[] {
  const analysis = analyze(dockerfile, { target });
  if (analysis.error || analysis.stages.length === 0) {
    const line = analysis.error
      ? `line ${analysis.error.range.start.line + 1}: ${analysis.error.message}`
      : 'it has no stage';
    throw new Error(`<StageFigure>: Docker cannot build this Dockerfile: ${line}\n${dockerfile}`);
  }
  return analysis.stages.map((stage) => figureStage(stage, analysis.stages, analysis.graph.target));
}

function figureStage(stage: Stage, stages: readonly Stage[], target: number | undefined): FigureStage {
  const nameOf = (index: number) => stages[index]?.name ?? `stage ${index}`;
  const sourceName = ({ source }: Dependency) =>
    source.kind === 'stage' ? nameOf(source.index) : source.kind === 'image' ? source.reference : source.kind;
  const carries = stage.steps.flatMap(({ dependencies, expanded }) =>
    dependencies.map((dependency) => ({
      from: sourceName(dependency),
      what: what(dependency, expanded),
      how: dependency.kind === 'mount' ? ('mount' as const) : ('copy' as const),
    })),
  );
  const holds = stage.steps
    .filter(({ instruction, dependencies }) => shown.has(instruction.keyword) && dependencies.length === 0)
    .map(({ instruction }) => short(instruction));
  const base = stage.base.kind === 'stage' ? nameOf(stage.base.index) : stage.baseName;
  return {
    name: stage.name ?? (stage.index === target ? 'final stage' : `stage ${stage.index}`),
    ...{ base, holds, carries },
    ships: stage.index === target,
    skipped: !stage.reachable,
  };
}

function what(dependency: Dependency, instruction: Instruction): string {
  if (instruction.keyword === 'COPY') return instruction.sources.map(({ text }) => text).join(' ');
  if (instruction.keyword === 'RUN') {
    const mount = instruction.mounts.find(
      ({ from }) => from?.range.start.line === dependency.range.start.line,
    );
    return mount?.source?.text ?? mount?.target?.text ?? '/';
  }
  return '';
}

/** `RUN --mount=… go build -o /app .` is `RUN go build -o /app .`; long ones are cut. */
function short(instruction: Instruction): string {
  const words = instruction.original
    .trim()
    .split(/\s+/)
    .slice(1)
    .filter((word) => !word.startsWith('--mount='));
  const text = `${instruction.keyword} ${words.join(' ')}`;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
