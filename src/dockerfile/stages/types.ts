import type { Diagnostic } from '../diagnostic.ts';
import type { ArgInstruction, FromInstruction, Instruction, Word } from '../instructions/types.ts';
import type { ParsedDockerfile } from '../parser/types.ts';
import type { ImageReference } from '../reference.ts';
import type { Range, SourceText } from '../source.ts';

/** What is known of a base image, as far as reading a Dockerfile needs it. Absent: not known. */
export interface ImageFacts {
  /** `name:tag` under which the facts are filed. */
  readonly reference: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The empty string means that the image sets none: root. */
  readonly user?: string;
  readonly workdir?: string;
  readonly entrypoint?: readonly string[] | null;
  readonly cmd?: readonly string[] | null;
  readonly exposedPorts?: readonly string[];
  /** Path of the shell; null where the image has none. */
  readonly shell?: string | null;
  readonly onbuild?: readonly string[];
  /** `os/arch[/variant]` of the image at hand; absent where it exists for the platform asked for. */
  readonly platform?: string;
}

/** The config that an image carries, with the names of `docker inspect`. */
export interface ImageConfig {
  /** In order; a later value of a name replaces the earlier one in place. */
  readonly env: ReadonlyMap<string, string>;
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly user: string;
  readonly workingDir: string;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  readonly healthcheck: Healthcheck | null;
  readonly stopSignal: string | null;
  /** As set by SHELL; null where the default stands. */
  readonly shell: readonly string[] | null;
  readonly onbuild: readonly string[];
}

/** As `docker inspect` prints it; durations in nanoseconds, 0 where inherited. */
export interface Healthcheck {
  readonly test: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly retries: number;
}

/** What a stage, a COPY --from or a mount takes its files from, resolved as BuildKit resolves it. */
export type StageSource =
  | { readonly kind: 'stage'; readonly index: number }
  | {
      readonly kind: 'image';
      readonly reference: string;
      readonly image?: ImageReference;
      readonly facts?: ImageFacts;
    }
  | { readonly kind: 'scratch' }
  | { readonly kind: 'context'; readonly name: string }
  /** It cannot be resolved (an undefined ARG, an invalid reference); a diagnostic says why. */
  | { readonly kind: 'unresolved'; readonly text: string };

/** One edge of the stage graph: `stage` takes files from `source`. */
export interface Dependency {
  /** Index of the stage that depends. */
  readonly stage: number;
  readonly source: StageSource;
  /** `from`: FROM. `copy`: COPY --from. `mount`: RUN --mount=…,from=. */
  readonly kind: 'from' | 'copy' | 'mount';
  readonly instruction: Instruction;
  /** The word that names the source. */
  readonly range: Range;
}

/** One ARG before the first FROM, with the value it has come to. */
export interface GlobalArg {
  readonly instruction: ArgInstruction;
  readonly key: Word;
  /** Absent where it has none. */
  readonly value?: string;
  /** Names of the variables that its default uses and that have a value. */
  readonly uses: readonly string[];
}

/** A variable that a word uses although nothing gives it a value. */
export interface UnsetVariable {
  readonly name: string;
  /** From `$` on where the word stands on one line as it was read, else the whole word. */
  readonly range: Range;
  /** A variable that is set and whose name is nearly this one. */
  readonly suggestion?: string;
}

/** A word of FROM with its global ARGs replaced. */
export interface ExpandedName {
  readonly text: string;
  /** Names of the variables in it that have a value. */
  readonly used: readonly string[];
  /** Those that have none, each once; `declared` where an ARG without a value stands above. */
  readonly unset: readonly (UnsetVariable & { readonly declared: boolean })[];
}

/** One instruction of a stage, with what it sees. */
export interface Step {
  readonly instruction: Instruction;
  /** The same instruction with its words expanded where BuildKit expands them. */
  readonly expanded: Instruction;
  /** Environment (ENV over base image's env) that stands before the instruction. */
  readonly env: ReadonlyMap<string, string>;
  /**
   * Build arguments that stand before the instruction (declared in this stage or inherited); one that
   * is declared and has no value is there with the empty string.
   */
  readonly args: ReadonlyMap<string, string>;
  /** What `$name` stands for here, and what RUN has in its environment: whichever of ENV and ARG came last. */
  readonly variables: ReadonlyMap<string, string>;
  /** Variables of the instruction that nothing sets, in the order in which Docker expands its words. */
  readonly unsetVariables: readonly UnsetVariable[];
  /** Where files come from: COPY --from and mounts with `from`, in the order written. */
  readonly dependencies: readonly Dependency[];
  /** True where an ONBUILD trigger of the base put the instruction here. */
  readonly trigger: boolean;
}

/** One stage: a FROM and what follows it. */
export interface Stage {
  readonly index: number;
  /** The name in lower case, as BuildKit stores it. */
  readonly name?: string;
  readonly from: FromInstruction;
  /** As written after FROM. */
  readonly baseName: string;
  /** `baseName` with the global ARGs replaced. */
  readonly baseExpansion: ExpandedName;
  /** `baseName` as it is when no build argument is given; absent where that cannot be told. */
  readonly defaultBaseName?: string;
  /** The value of --platform, expanded; absent where there is none. */
  readonly platformExpansion?: ExpandedName;
  /** What the stage builds on. */
  readonly base: StageSource;
  /** The image or scratch at the bottom of the chain of FROMs. */
  readonly rootBase: StageSource;
  readonly platform?: string;
  readonly steps: readonly Step[];
  /** The config of the image that the stage yields. Where `baseKnown` is false, only what the Dockerfile itself sets is sure. */
  readonly config: ImageConfig;
  /** False where nothing is known of the base image at the bottom of the chain. */
  readonly baseKnown: boolean;
  /** True where the target needs the stage (or is it). */
  readonly reachable: boolean;
  /** The comment above FROM when it starts with the stage's name, as `--call=targets` shows it. */
  readonly description?: string;
  readonly range: Range;
}

export interface StageGraph {
  readonly dependencies: readonly Dependency[];
  /** Index of the stage that is built; undefined where there is none. */
  readonly target?: number;
  /** Indexes of the stages that the target needs, itself included. */
  readonly reachable: ReadonlySet<number>;
}

/** What the engine must know of the world; it imports none of it. */
export interface AnalyzeOptions {
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Name or index of the stage to build; the last stage where absent. */
  readonly target?: string;
  /** `os/arch[/variant]`; linux/amd64 where absent. */
  readonly platform?: string;
  /** What is known of an image; undefined where nothing is. */
  readonly lookupImage?: (reference: string) => ImageFacts | undefined;
  /** Names given by --build-context. */
  readonly namedContexts?: readonly string[];
  /** The build context's files, paths relative and `/`-separated, `.dockerignore` not yet applied. */
  readonly context?: {
    readonly files: readonly string[];
    /** Whether `.dockerignore` certainly leaves out a clean path (`.`: all of it); absent where nothing is known. */
    readonly excludes?: (path: string) => boolean;
  };
}

/** What a Dockerfile means. Always there, partial where the text is broken. */
export interface Analysis {
  readonly source: SourceText;
  readonly options: AnalyzeOptions;
  readonly parsed: ParsedDockerfile;
  /** All instructions that could be read, in the order of the text. */
  readonly instructions: readonly Instruction[];
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
  /** The same by name, with the value each has come to; the last of several of one name. */
  readonly globalArgValues: ReadonlyMap<string, GlobalArg>;
  /** What FROM lines see: those ARGs with their values, and the platforms. */
  readonly globalVariables: ReadonlyMap<string, string>;
  readonly stages: readonly Stage[];
  readonly graph: StageGraph;
  /** What stops a build, in the order of the text; `error` is the one at which Docker stops. */
  readonly diagnostics: readonly Diagnostic[];
  /** The error at which `docker build` stops; it looks at no instruction that the target does not need. */
  readonly error?: Diagnostic;
  /** The error at which `docker build --check` stops; without a target it looks at every stage. */
  readonly checkError?: Diagnostic;
  /** How far Docker comes: the part of its work in which `checkError` arises. */
  readonly checkStoppedIn?: BuildPhase;
}

/** Docker's work in its order: each part is done for the whole file before the next. */
export type BuildPhase = 'parse' | 'instructions' | 'global args' | 'from' | 'graph' | 'stages';
