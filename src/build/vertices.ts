/**
 * The vertices of a build's log. Steps of several stages that do the same on the same files are one vertex: BuildKit
 * does them once. It has one name then, the one that is written down last, and BuildKit writes down, from the target on,
 * the base of a step before what it copies from (asked of Docker 28.5; `client/llb` of BuildKit).
 */
import type { Analysis, Stage } from '../dockerfile/stages/types.ts';
import type { BuildResult, StageResult, StepResult } from './types.ts';
import { fullReference, instructionText, isVertex, VISIBLE, vertexName } from './vertex-name.ts';

/** One vertex as a stage has it. */
export interface Vertex {
  /** Equal keys: the same vertex. */
  readonly key: string;
  /** `[build 2/5] RUN go build`, of whichever stage gives it its name. */
  readonly name: string;
}

export interface StageVertices {
  /** FROM; absent where the stage stands on another one, or on nothing. */
  readonly from?: Vertex;
  /** By step, those that have one. */
  readonly steps: ReadonlyMap<StepResult, Vertex>;
}

/** What decides, besides the files, what a RUN or a WORKDIR does. */
interface State {
  /** Key of the files. */
  files: string;
  cwd: string;
  user: string;
  shell: string;
}

/** The vertices of every stage, by its index. */
export function verticesOf(analysis: Analysis, result: BuildResult): ReadonlyMap<number, StageVertices> {
  const naming = new Naming(analysis, result);
  if (result.target !== undefined) naming.visit(result.target);
  // What the target does not need gives no names.
  for (const { stage, status } of result.stages) if (status !== 'skipped') naming.visit(stage);
  return naming.finished();
}

class Naming {
  private readonly analysis: Analysis;
  private readonly results: ReadonlyMap<number, StageResult>;
  private readonly ends = new Map<number, State>();
  private readonly names = new Map<string, string>();
  private readonly keys = new Map<number, { from?: string; steps: Map<StepResult, string> }>();

  constructor(analysis: Analysis, result: BuildResult) {
    this.analysis = analysis;
    this.results = new Map(result.stages.map((one) => [one.stage, one]));
  }

  /** Names what a stage does; returns how it ends. */
  visit(index: number): State | undefined {
    const known = this.ends.get(index);
    const stage = this.analysis.stages[index];
    const result = this.results.get(index);
    if (known || !stage || !result) return known;
    const keys: { from?: string; steps: Map<StepResult, string> } = { steps: new Map() };
    this.keys.set(index, keys);
    const counted = result.steps.filter(({ step }) => VISIBLE.has(step.instruction.keyword));
    const total = counted.length + (stage.base.kind === 'image' ? 1 : 0);
    const label = (at: number, text: string) =>
      vertexName(stage, this.analysis.stages.length, total, at, text);
    const state = { ...this.begin(stage) };
    // What stands here is taken for a stage that copies from itself, which nobody can build.
    this.ends.set(index, state);
    let at = 0;
    if (stage.base.kind === 'image') {
      at += 1;
      keys.from = state.files;
      this.names.set(state.files, label(at, `FROM ${fullReference(stage.base.reference)}`));
    }
    for (const one of result.steps) {
      this.follow(state, one);
      if (!isVertex(one)) continue;
      at += 1;
      keys.steps.set(one, state.files);
      this.names.set(state.files, label(at, instructionText(one, this.analysis.parsed.escapeToken)));
    }
    return state;
  }

  private begin({ base, platform }: Stage): State {
    const fresh = { cwd: '/', user: '', shell: '' };
    if (base.kind === 'stage') return this.visit(base.index) ?? { ...fresh, files: `stage ${base.index}` };
    const name = base.kind === 'image' ? fullReference(base.reference) : JSON.stringify(base);
    return { ...fresh, files: `${base.kind} ${name} ${platform ?? ''}` };
  }

  /** What a step makes of the state before it. */
  private follow(state: State, { step }: StepResult): void {
    const { expanded } = step;
    const sources = step.dependencies.map(({ source }) =>
      source.kind === 'stage' ? (this.visit(source.index)?.files ?? source.index) : source,
    );
    switch (expanded.keyword) {
      case 'USER':
        state.user = expanded.user.text;
        return;
      case 'SHELL':
        state.shell = step.instruction.original;
        return;
      case 'WORKDIR': {
        const path = expanded.path.text;
        state.cwd = path.startsWith('/') ? path : `${state.cwd}/${path}`;
        state.files = this.key(state, 'WORKDIR', state.cwd, state.user);
        return;
      }
      case 'COPY':
      case 'ADD': {
        const { sources: from, destination, heredocs, flags } = expanded;
        const words = [...from, destination].map(({ text }) => text);
        const given = flags.map(({ name, value }) => (name === 'from' ? name : [name, value]));
        state.files = this.key(state, expanded.keyword, state.cwd, words, given, sources, heredocs);
        return;
      }
      case 'RUN':
        state.files = this.key(
          state,
          step.instruction.original,
          state.cwd,
          state.user,
          state.shell,
          [...step.variables],
          sources,
        );
    }
  }

  /** A short key that stands for all that went into it. */
  private readonly numbers = new Map<string, string>();
  private key({ files }: State, ...parts: readonly unknown[]): string {
    const whole = JSON.stringify([files, ...parts], (name, value) => (name === 'range' ? undefined : value));
    const number = this.numbers.get(whole) ?? `#${this.numbers.size}`;
    this.numbers.set(whole, number);
    return number;
  }

  finished(): ReadonlyMap<number, StageVertices> {
    const vertex = (key: string): Vertex => ({ key, name: this.names.get(key) ?? key });
    return new Map(
      [...this.keys].map(([index, { from, steps }]) => [
        index,
        {
          ...(from === undefined ? {} : { from: vertex(from) }),
          steps: new Map([...steps].map(([step, key]) => [step, vertex(key)])),
        },
      ]),
    );
  }
}
