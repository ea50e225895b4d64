import { quote } from '../go-text.ts';
import { expandMount, InstructionError } from '../instructions/index.ts';
import type {
  ArgInstruction,
  ExposeInstruction,
  Heredoc,
  Instruction,
  RunInstruction,
  Word,
} from '../instructions/types.ts';
import { expandIntoWords, expandWord, type VariableUse } from '../shell/word.ts';
import type { Range, SourceText } from '../source.ts';
import { type ConfigDraft, joinPath } from './config.ts';
import { expandWords, partOf } from './expand.ts';
import { checkGitQuery } from './git-query.ts';
import { parsePort } from './ports.ts';
import type { Scope } from './scope.ts';
import type { Suggestions } from './suggestions.ts';
import type { AnalyzeOptions, Dependency, ImageConfig, Step, UnsetVariable } from './types.ts';
import { checkChecksum, checkMode, checkSignal, isGitSource, isHttpSource } from './values.ts';

/** What of the world outside the stage its evaluation needs. */
export interface StageSurroundings {
  readonly source: SourceText;
  readonly escapeToken: string;
  readonly globalArgs: Scope;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly options: AnalyzeOptions;
  readonly suggestions: Suggestions;
  /** Called for each error, in the order in which Docker would come upon them. */
  readonly report: (message: string, range: Range, instruction: Instruction) => void;
  /** Reports where files come from a stage that is not built yet; for a mount, with what is mounted where. */
  readonly checkOrder: (dependency: Dependency, from?: string, target?: string) => void;
}

/** An instruction with what its --from flags were found to mean. */
export interface PlacedInstruction {
  readonly instruction: Instruction;
  readonly trigger: boolean;
  readonly dependencies: readonly Dependency[];
}

/** What a stage starts with, or ends with. */
export interface StageState {
  /** What the image config holds. */
  readonly env: Scope;
  readonly args: Scope;
  readonly variables: Scope;
}

/** BuildKit's own switches, which are not variables. */
const NO_VARIABLES = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);
const NOTHING_UNSET: readonly UnsetVariable[] = [];

/** Goes through one stage's instructions as BuildKit does when it turns them into build steps. */
export class StageEvaluation {
  readonly steps: Step[] = [];
  readonly #around: StageSurroundings;
  readonly #config: ConfigDraft;
  /** False where what the base image sets is only assumed. */
  readonly #certain: boolean;
  #env: Scope;
  #args: Scope;
  #variables: Scope;
  #instruction!: Instruction;
  #dependencies: readonly Dependency[] = [];
  #unset: UnsetVariable[] = [];
  #failed = false;

  constructor(around: StageSurroundings, config: ConfigDraft, start: StageState, certain: boolean) {
    this.#around = around;
    this.#config = config;
    this.#env = start.env;
    this.#args = start.args;
    this.#variables = start.variables;
    this.#certain = certain;
  }

  get state(): StageState {
    return { env: this.#env, args: this.#args, variables: this.#variables };
  }

  finish(): ImageConfig {
    return this.#config.finish(this.#env);
  }

  add({ instruction, trigger, dependencies }: PlacedInstruction): void {
    const env = this.#env;
    const args = this.#args;
    const variables = this.#variables;
    this.#instruction = instruction;
    this.#dependencies = dependencies;
    this.#unset = [];
    this.#failed = false;
    const expanded = this.#expand(instruction);
    this.#config.apply(expanded);
    const unsetVariables = this.#unset.length === 0 ? NOTHING_UNSET : this.#unset;
    this.steps.push({ instruction, expanded, env, args, variables, unsetVariables, dependencies, trigger });
  }

  #expand(instruction: Instruction): Instruction {
    switch (instruction.keyword) {
      case 'ARG':
        return this.#argument(instruction);
      case 'RUN':
        return instruction.mounts.length === 0 ? instruction : this.#run(instruction);
      case 'EXPOSE':
        return this.#expose(instruction);
      case 'COPY':
      case 'ADD':
        return this.#transfer(instruction);
    }
    const expanded = expandWords(instruction, this.#word);
    switch (expanded.keyword) {
      case 'ENV':
        for (const { key, value } of expanded.pairs) {
          this.#env = this.#env.with(key.text, value.text);
          this.#variables = this.#variables.with(key.text, value.text);
        }
        break;
      case 'VOLUME': {
        const empty = expanded.paths.find(({ text }) => text === '');
        if (empty !== undefined) this.#fail('VOLUME specified can not be an empty string', empty.range);
        break;
      }
      case 'STOPSIGNAL':
        this.#check(checkSignal(expanded.signal.text), expanded.signal);
    }
    return expanded;
  }

  /** ARG: each sees those before it in the same instruction. */
  #argument(instruction: ArgInstruction): ArgInstruction {
    const { buildArgs, globalArgs } = this.#around;
    const args = instruction.args.map(({ key, value: word }) => {
      let value: Word | undefined = word;
      const name = key.text;
      const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
      const known = given ?? (word === undefined ? globalArgs.get(name) : undefined);
      if (known !== undefined) value = { text: known, range: word?.range ?? key.range };
      else if (word !== undefined) value = this.#word(word);
      if (value !== undefined && !NO_VARIABLES.has(name)) {
        this.#variables = this.#variables.with(name, value.text);
      }
      this.#args = this.#args.with(name, value?.text ?? '');
      return value === undefined ? { key } : { key, value };
    });
    return { ...instruction, args };
  }

  #expose(instruction: ExposeInstruction): ExposeInstruction {
    const ports: Word[] = [];
    for (const port of instruction.ports) {
      const { words, error } = expandIntoWords(port.text, this.#variables, this.#around.escapeToken);
      if (error !== undefined) this.#fail(error, port.range);
      for (const text of words) {
        ports.push(text === port.text ? port : { text, range: port.range });
        const parsed = parsePort(text);
        if ('error' in parsed) this.#fail(parsed.error, port.range);
      }
    }
    return { ...instruction, ports };
  }

  #transfer(instruction: Instruction): Instruction {
    let expanded = expandWords(instruction, this.#word);
    if (expanded.keyword !== 'COPY' && expanded.keyword !== 'ADD') return expanded;
    if (expanded.heredocs.some(({ expand, content }) => expand && content.includes('$'))) {
      expanded = { ...expanded, heredocs: expanded.heredocs.map((heredoc) => this.#heredoc(heredoc)) };
    }
    // Docker's order: words, then the stage that is copied from, then what the words have come to.
    for (const dependency of this.#dependencies) this.#around.checkOrder(dependency);
    const { chmod, sources } = expanded;
    if (chmod !== undefined && chmod.text !== '') this.#check(checkMode(chmod.text), chmod);
    if (expanded.keyword === 'ADD') {
      const { checksum } = expanded;
      if (checksum !== undefined && checksum.text !== '') {
        const texts = sources.map(({ text }) => text);
        this.#check(checkChecksum(checksum.text, texts), checksum);
      }
      for (const source of sources)
        if (isGitSource(source.text)) this.#check(checkGitQuery(source.text), source);
      return expanded;
    }
    for (const source of sources) {
      if (isGitSource(source.text)) this.#fail("source can't be a git ref for COPY", source.range);
      else if (isHttpSource(source.text)) this.#fail("source can't be a URL for COPY", source.range);
    }
    return expanded;
  }

  #heredoc(heredoc: Heredoc): Heredoc {
    if (!heredoc.expand) return heredoc;
    const out = expandWord(heredoc.content, this.#variables, { escapeToken: '\\', keepQuotes: true });
    const { source } = this.#around;
    const start = source.offsetAt(heredoc.range.start);
    this.#note(
      out.uses,
      (use) =>
        this.#inTrigger(heredoc.range) ?? {
          start: source.positionAt(start + use.start),
          end: source.positionAt(start + use.end),
        },
    );
    if (out.error !== undefined) this.#fail(out.error, heredoc.range);
    return out.error === undefined ? { ...heredoc, content: out.text } : heredoc;
  }

  /** A trigger's heredoc stands nowhere in the text. */
  #inTrigger(range: Range): Range | undefined {
    return range.start.line <= this.#instruction.lines.start ? range : undefined;
  }

  /** RUN: only the values of --mount are expanded; the command is the shell's business. */
  #run(instruction: RunInstruction): RunInstruction {
    const flags = instruction.flags.filter(({ name }) => name === 'mount');
    const mounts = flags.map((flag, index) => {
      const range = flag.valueRange ?? flag.range;
      try {
        return expandMount(flag, (text) => this.#word({ text, range }).text);
      } catch (error) {
        if (!(error instanceof InstructionError)) throw error;
        this.#fail(error.message, error.range);
        return instruction.mounts[index];
      }
    });
    mounts.forEach((mount, index) => {
      const from = instruction.mounts[index]?.from;
      const dependency = from && this.#dependencies.find(({ range }) => range === from.range);
      if (dependency) this.#around.checkOrder(dependency, from.text, mount?.target?.text);
      if (mount !== undefined && mount.type !== 'secret' && mount.type !== 'ssh') {
        this.#checkTarget(mount.target?.text ?? '', mount.target?.range ?? mount.range);
      }
    });
    return { ...instruction, mounts: mounts.filter((mount) => mount !== undefined) };
  }

  /** A relative target, an empty one too, starts at the working directory; it must not be the root. */
  #checkTarget(target: string, range: Range): void {
    const { workingDir } = this.#config;
    if (!target.startsWith('/') && workingDir === '' && !this.#certain) return;
    const path = target.startsWith('/') ? target : joinPath('/', `${workingDir}/${target}`);
    if (path === '/') this.#fail(`invalid mount target ${quote(path)}`, range);
  }

  /** Expands a word and takes note of the variables in it that nothing sets. */
  readonly #word = (word: Word): Word => {
    const out = expandWord(word.text, this.#variables, this.#around);
    if (out.uses.length > 0) this.#note(out.uses, (use) => partOf(word, use.start, use.end));
    if (out.error !== undefined) {
      this.#fail(out.error, word.range);
      return word;
    }
    return out.text === word.text ? word : { text: out.text, range: word.range };
  };

  /** Each name once a word; a declared ARG without a value is no mistake. */
  #note(uses: readonly VariableUse[], where: (use: VariableUse) => Range): void {
    let seen: Set<string> | undefined;
    for (const use of uses) {
      const { name } = use;
      if (use.set || this.#args.has(name) || NO_VARIABLES.has(name) || seen?.has(name)) continue;
      seen ??= new Set();
      seen.add(name);
      const suggestion = this.#around.suggestions.find(name, () => this.#variables.keys());
      this.#unset.push({ name, range: where(use), suggestion });
    }
  }

  #check(problem: string | undefined, word: Word): void {
    if (problem !== undefined) this.#fail(problem, word.range);
  }

  /** Docker stops at the first error of an instruction. */
  #fail(message: string, range: Range): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#around.report(message, range, this.#instruction);
  }
}
