import type { RawStage } from '../instructions/index.ts';
import type { Instruction } from '../instructions/types.ts';
import type { Range, SourceText } from '../source.ts';
import { type BuildError, buildError } from './errors.ts';
import type { PlacedInstruction } from './evaluate.ts';
import type { GlobalArgs } from './global-args.ts';
import type { SourceState } from './sources.ts';
import type { Suggestions } from './suggestions.ts';
import type { AnalyzeOptions, BuildPhase, ExpandedName, StageSource } from './types.ts';

/** A stage whose FROM is understood. */
export interface FromDraft {
  readonly raw: RawStage;
  readonly name?: string;
  readonly baseExpansion: ExpandedName;
  readonly defaultBaseName?: string;
  readonly platformExpansion?: ExpandedName;
  readonly platform?: string;
  readonly state: SourceState;
  readonly instructions: PlacedInstruction[];
}

/** What the parts of a resolution share, and add to. */
export interface Resolving {
  readonly source: SourceText;
  readonly escapeToken: string;
  readonly options: AnalyzeOptions;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly globals: GlobalArgs;
  readonly suggestions: Suggestions;
  readonly drafts: FromDraft[];
  /** In the order in which Docker would come upon them. */
  readonly errors: BuildError[];
  /** What each state was found to stand for. */
  readonly resolved: Map<SourceState, StageSource>;
}

/** Takes note of an error that concerns the whole file. */
export function fail(
  { errors }: Resolving,
  phase: BuildPhase,
  message: string,
  range: Range,
  instruction: Instruction | undefined,
): void {
  errors.push({ diagnostic: buildError(message, range, instruction), phase });
}
