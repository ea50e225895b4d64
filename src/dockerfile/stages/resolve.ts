import { quote } from '../go-text.ts';
import { type RawStage, type ReadInstructions, suggest, withSuggestion } from '../instructions/index.ts';
import type { Instruction, Word } from '../instructions/types.ts';
import { parseReference } from '../reference.ts';
import { expandWord } from '../shell/word.ts';
import type { Range, SourceText } from '../source.ts';
import { type FromDraft, fail, type Resolving } from './draft.ts';
import { type BuildError, buildError } from './errors.ts';
import type { PlacedInstruction } from './evaluate.ts';
import { automaticArgs, evaluateGlobalArgs, type GlobalArgs } from './global-args.ts';
import { findCycle, reachableFrom } from './graph.ts';
import { expandName, expandPlatform } from './names.ts';
import { addNeed, NO_NEEDS, resolveImage, type SourceState, SourceStates } from './sources.ts';
import { evaluateStages } from './stage-list.ts';
import { Suggestions } from './suggestions.ts';
import { readTrigger } from './triggers.ts';
import type { AnalyzeOptions, Dependency, Stage, StageGraph, StageSource } from './types.ts';

/** What the stages come to, and the errors in the order in which Docker would stop at them. */
export interface ResolvedStages {
  readonly stages: readonly Stage[];
  readonly graph: StageGraph;
  readonly globalArgs: GlobalArgs;
  readonly errors: readonly BuildError[];
}

/** Gives names, variables and flags their meaning, from the first FROM to the last instruction. */
export function resolveStages(
  read: ReadInstructions,
  source: SourceText,
  escapeToken: string,
  options: AnalyzeOptions,
): ResolvedStages {
  return new Resolution(read, source, escapeToken, options).run();
}

class Resolution implements Resolving {
  readonly source: SourceText;
  readonly escapeToken: string;
  readonly options: AnalyzeOptions;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly globals: GlobalArgs;
  readonly suggestions = new Suggestions();
  readonly drafts: FromDraft[] = [];
  readonly errors: BuildError[] = [];
  readonly resolved = new Map<SourceState, StageSource>();
  readonly #read: ReadInstructions;
  /** What global ARGs come to without build arguments. */
  readonly #defaults: GlobalArgs;
  readonly #states = new SourceStates();

  constructor(read: ReadInstructions, source: SourceText, escapeToken: string, options: AnalyzeOptions) {
    this.#read = read;
    this.source = source;
    this.escapeToken = escapeToken;
    this.options = options;
    this.buildArgs = options.buildArgs ?? {};
    const last = read.stages.at(-1)?.from.stageName?.text.toLowerCase() ?? 'default';
    const automatic = automaticArgs(options, options.target ?? last);
    this.globals = evaluateGlobalArgs(read.globalArgs, automatic, this.buildArgs, escapeToken);
    this.#defaults =
      options.buildArgs === undefined
        ? this.globals
        : evaluateGlobalArgs(read.globalArgs, automatic, {}, escapeToken);
  }

  run(): ResolvedStages {
    for (const { message, word, instruction } of this.globals.errors) {
      this.#fail('global args', message, word.range, instruction);
    }
    for (const raw of this.#read.stages) this.#from(raw);
    const target = this.#target();
    for (const draft of this.drafts) this.#findSources(draft);
    this.#checkCycles();
    for (const state of this.#states.all) this.#resolveBase(state);
    const reachable = this.#withTriggers(target);
    const stages = evaluateStages(this, reachable);
    const dependencies = stages.map(
      ({ index, base, from }): Dependency => ({
        stage: index,
        source: base,
        kind: 'from',
        instruction: from,
        range: from.baseName.range,
      }),
    );
    for (const { steps } of stages) {
      for (const step of steps) for (const dependency of step.dependencies) dependencies.push(dependency);
    }
    const graph: StageGraph = {
      dependencies,
      reachable: stageIndexes(reachable),
      target: target?.stage,
    };
    return { stages, graph, globalArgs: this.globals, errors: this.errors };
  }

  // --- FROM ---------------------------------------------------------------------------------------

  #from(raw: RawStage): void {
    const { from } = raw;
    const index = this.drafts.length;
    const baseExpansion = expandName(this, from.baseName, from);
    const known = this.#defaults.errors.length === 0;
    const byDefault =
      this.#defaults === this.globals
        ? { text: baseExpansion.name.text, error: baseExpansion.error }
        : expandWord(from.baseName.text, this.#defaults.scope, { escapeToken: this.escapeToken });
    if (baseExpansion.failed !== true && baseExpansion.name.text === '') {
      const message = `base name (${from.baseName.text}) should not be blank`;
      this.#fail('from', message, from.baseName.range, from);
    }
    const name = from.stageName?.text.toLowerCase();
    const base = this.#states.exactly(baseExpansion.name.text);
    // `--platform=` with nothing behind it is as if it were not there.
    const platform = from.platform?.text ? expandPlatform(this, from, from.platform) : undefined;
    const isContext = name !== undefined && this.options.namedContexts?.includes(name) === true;
    const state = this.#states.add(
      {
        stage: index,
        label: name ?? `stage-${index}`,
        text: baseExpansion.name.text,
        range: from.baseName.range,
        instruction: from,
        needs: NO_NEEDS,
        base: isContext ? undefined : base,
      },
      name,
    );
    if (isContext) this.resolved.set(state, { kind: 'context', name });
    this.drafts.push({
      raw,
      baseExpansion: baseExpansion.name,
      state,
      instructions: [],
      platformExpansion: platform?.platformExpansion,
      platform: platform?.platform,
      name,
      defaultBaseName: known && byDefault.error === undefined ? byDefault.text : undefined,
    });
  }

  #target(): SourceState | undefined {
    const { target } = this.options;
    if (target === undefined || target === '') return this.drafts.at(-1)?.state;
    const found = this.#states.named(target);
    if (found !== undefined || this.drafts.length === 0) return found;
    // Docker takes a stage's number for a target as little as it takes any other name that is none.
    const message = `target stage "${target}" could not be found`;
    const last = this.drafts.at(-1) as FromDraft;
    const hint = withSuggestion(message, suggest(target, this.#states.labels()));
    this.#fail('graph', hint, last.raw.from.baseName.range, undefined);
    return last.state;
  }

  // --- what stages take from each other --------------------------------------------------------------

  #findSources(draft: FromDraft): void {
    for (const instruction of draft.raw.instructions)
      draft.instructions.push(this.#place(draft, instruction, false));
  }

  #place(draft: FromDraft, instruction: Instruction, trigger: boolean): PlacedInstruction {
    let dependencies: Dependency[] | undefined;
    if (instruction.keyword === 'COPY' && instruction.from !== undefined && instruction.from.text !== '') {
      const { from } = instruction;
      const state = this.#copySource(from, instruction);
      dependencies = [this.#depend(draft, instruction, from.range, state, 'copy')];
    } else if (instruction.keyword === 'RUN') {
      for (const { from, range } of instruction.mounts) {
        const named = from !== undefined && from.text !== '';
        const text = named ? from.text : 'scratch';
        // A mount knows stages by name alone: `from=0` is the image `0`.
        const state = this.#states.named(text) ?? this.#states.addImage(text, from?.range ?? range);
        if (named) {
          dependencies ??= [];
          dependencies.push(this.#depend(draft, instruction, from.range, state, 'mount'));
        } else addNeed(draft.state, state, { instruction, range });
      }
    }
    return { instruction, trigger, dependencies: dependencies ?? NOTHING };
  }

  #depend(
    draft: FromDraft,
    instruction: Instruction,
    range: Range,
    state: SourceState | undefined,
    kind: 'copy' | 'mount',
  ): Dependency {
    const stage = draft.state.stage as number;
    if (state === undefined) {
      const text = instruction.keyword === 'COPY' ? (instruction.from?.text ?? '') : '';
      return { stage, source: { kind: 'unresolved', text }, kind, instruction, range };
    }
    addNeed(draft.state, state, { instruction, range });
    return { stage, source: this.#sourceOf(state), kind, instruction, range };
  }

  #copySource(from: Word, instruction: Instruction): SourceState | undefined {
    const { text, error } = expandWord(from.text, NO_VARIABLES, { escapeToken: this.escapeToken });
    if (error !== undefined) {
      this.#fail('graph', error, from.range, undefined);
      return undefined;
    }
    if (text !== from.text) {
      const message =
        'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround';
      this.#fail('graph', message, from.range, undefined);
      return undefined;
    }
    if (!/^[+-]?\d{1,18}$/.test(text)) {
      return this.#states.named(text) ?? this.#states.addImage(text, from.range, instruction);
    }
    const index = Number(text);
    const state = this.#states.all[index];
    if (state === undefined) {
      this.#fail('graph', `invalid stage index ${index}`, from.range, undefined);
    }
    return state;
  }

  /** What a state is to those that take from it; with `ownBase`, what it stands on itself. */
  #sourceOf(state: SourceState, ownBase = false): StageSource {
    if (state.stage !== undefined && !ownBase) return { kind: 'stage', index: state.stage };
    if (state.base?.stage !== undefined) return { kind: 'stage', index: state.base.stage };
    let source = this.resolved.get(state);
    if (source === undefined) {
      source = resolveImage(state.text, this.options);
      this.resolved.set(state, source);
    }
    return source;
  }

  #checkCycles(): void {
    const cycle = findCycle(this.#states.all);
    if (cycle === undefined) return;
    const closing = cycle.edges.at(-1) as (typeof cycle.edges)[number];
    const sorted = [...cycle.edges].sort((a, b) => a.instruction.lines.start - b.instruction.lines.start);
    const diagnostic = buildError(
      `circular dependency detected on stage: ${cycle.state.label}`,
      closing.range,
      closing.instruction,
      cycle.edges.slice(0, -1).map(({ range }) => ({ range, message: 'this needs the other stage too' })),
    );
    const lines = sorted.map(({ instruction }) => instruction.lines);
    this.errors.push({ diagnostic: { ...diagnostic, lines }, phase: 'graph' });
  }

  #resolveBase(state: SourceState): void {
    if (state.base !== undefined || state.text === 'scratch' || state.text === '') return;
    if (this.resolved.get(state)?.kind === 'context') return;
    const source = this.#sourceOf(state, true);
    if (source.kind !== 'unresolved') return;
    const parsed = parseReference(state.text);
    if (!('error' in parsed)) return;
    const message = `failed to parse stage name ${quote(state.text)}: ${parsed.error}`;
    this.#fail('graph', message, state.range, state.instruction);
  }

  // --- ONBUILD ----------------------------------------------------------------------------------------

  /** Puts the triggers of bases into the stages that the target needs; they may need further stages. */
  #withTriggers(target: SourceState | undefined): Set<SourceState> {
    const done = new Set<FromDraft>();
    for (;;) {
      const reachable = reachableFrom(target);
      let newSources = false;
      for (const draft of this.drafts) {
        if (!reachable.has(draft.state) || done.has(draft)) continue;
        done.add(draft);
        if (this.#addTriggers(draft)) newSources = true;
      }
      if (!newSources) return reachable;
    }
  }

  #addTriggers(draft: FromDraft): boolean {
    const { from } = draft.raw;
    const texts: string[] = [];
    const { base } = draft.state;
    if (base?.stage === undefined) {
      const source = this.resolved.get(draft.state);
      if (source?.kind === 'image') texts.push(...(source.facts?.onbuild ?? []));
    } else {
      for (const { instruction } of (this.drafts[base.stage] as FromDraft).instructions) {
        if (instruction.keyword === 'ONBUILD') texts.push(instruction.expression.text);
      }
    }
    if (texts.length === 0) return false;
    let newSources = false;
    const placed: PlacedInstruction[] = [];
    for (const text of texts) {
      const trigger = readTrigger(text, from);
      if ('error' in trigger) {
        const diagnostic = buildError(trigger.error, from.baseName.range, from);
        this.errors.push({ diagnostic, phase: 'graph', trigger: true });
        continue;
      }
      const before = draft.state.needs.size;
      placed.push(this.#place(draft, trigger, true));
      if (draft.state.needs.size > before) newSources = true;
    }
    draft.instructions.unshift(...placed);
    return newSources;
  }

  #fail(...about: Tail<Parameters<typeof fail>>): void {
    fail(this, ...about);
  }
}

type Tail<All extends unknown[]> = All extends [unknown, ...infer Rest] ? Rest : never;

const NOTHING: readonly never[] = [];
const NO_VARIABLES = new Map<string, string>();

function stageIndexes(states: ReadonlySet<SourceState>): Set<number> {
  const out = new Set<number>();
  for (const { stage } of states) if (stage !== undefined) out.add(stage);
  return out;
}
