import { type Analysis, type AnalyzeOptions, analyze, type Stage } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { type Statement, scanStatements } from './statements.ts';

/** Texts longer than this (UTF-16 units) get colours alone: reading them takes longer than a keystroke may. */
export const LANGUAGE_UP_TO = 100_000;

/** What the language features must know besides the text. */
export interface LanguageWorld {
  /** Target, build arguments, platform and named contexts of the build. */
  readonly options?: Omit<AnalyzeOptions, 'lookupImage' | 'context'>;
  /** True where the learner cannot change the target, so a stage of that name must keep it. */
  readonly targetIsFixed?: boolean;
  /** Files of the build context, relative and `/`-separated, `.dockerignore` not applied. */
  readonly files?: readonly string[];
  /** The `.dockerignore` as it stands; absent where there is none. */
  readonly dockerignore?: string;
  /** One directory of a stage in a simulated build; undefined where it could not be built, or not in time. */
  readonly listStage?: (question: StageQuestion) => Promise<StageListing | undefined>;
}

/** Asks what stands in one directory at the end of a stage. */
export interface StageQuestion {
  /** A Dockerfile that ends with the stage; the statement that is being typed is not in it. */
  readonly text: string;
  /** Index of the stage. */
  readonly stage: number;
  /** Absolute. */
  readonly directory: string;
}

/** What stands in the directory. */
export interface StageListing {
  readonly entries: readonly {
    readonly name: string;
    readonly type: 'file' | 'directory' | 'symlink' | 'unknown';
    /** Of a directory: all that is known in it. */
    readonly size?: { readonly bytes: number; readonly certainty: Sureness };
    readonly certainty: Sureness;
    /** Of a link. */
    readonly target?: string;
  }[];
  /** False where there may be more than is listed. */
  readonly complete: boolean;
}

type Sureness = 'known' | 'estimated' | 'unknown';

/** A text, what it means, and the world around it. Made anew for each version of the text. */
export interface LanguageDocument {
  readonly text: string;
  readonly analysis: Analysis;
  /** The statements as written, broken ones included. */
  readonly statements: readonly Statement[];
  readonly world: LanguageWorld;
  /** What was asked of the simulated build for this completion. */
  readonly listing?: { readonly question: StageQuestion; readonly answer: StageListing };
}

/** Reads a text for the language features. Never throws for a text. */
export function openDocument(text: string, world: LanguageWorld = {}): LanguageDocument {
  return {
    text,
    analysis: analyze(text, { ...world.options, lookupImage }),
    statements: scanStatements(text),
    world,
  };
}

/** The stage in which a 0-based line stands: that of the last FROM at or above it. */
export function stageAt({ analysis }: LanguageDocument, line: number): Stage | undefined {
  return analysis.stages.findLast((stage) => stage.from.lines.start <= line);
}

/** "stage build", "stage 0". */
export function stageLabel(stage: Stage): string {
  return `stage ${stage.name ?? stage.index}`;
}
