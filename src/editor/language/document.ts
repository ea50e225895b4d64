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
  /** Files of the build context, relative and `/`-separated, those that `.dockerignore` leaves. */
  readonly files?: readonly string[];
  /**
   * Absolute paths of the files at the end of a stage, by its index, from a simulated build; undefined
   * where there is none (yet).
   */
  readonly stageFiles?: (stage: number) => readonly string[] | undefined;
}

/** A text, what it means, and the world around it. Made anew for each version of the text. */
export interface LanguageDocument {
  readonly text: string;
  readonly analysis: Analysis;
  /** The statements as written, broken ones included. */
  readonly statements: readonly Statement[];
  readonly world: LanguageWorld;
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
