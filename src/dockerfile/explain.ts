import type { Diagnostic } from './diagnostic.ts';
import type { SourceText } from './source.ts';
import type { Stage } from './stages/types.ts';

/** What is said of an error besides BuildKit's words. */
export type ErrorHelp = Pick<Diagnostic, 'why' | 'advice'>;

/** What help may look at: the error, and the file that it is in. */
export interface ErrorPlace {
  readonly error: Diagnostic;
  readonly source: SourceText;
  readonly stages: readonly Stage[];
  /** Whether it is an ONBUILD trigger of the base that is wrong. */
  readonly trigger?: boolean;
}

/** Finds help for an error; undefined where BuildKit's words say it all. */
export type ExplainError = (place: ErrorPlace) => ErrorHelp | undefined;

let explain: ExplainError | undefined;

/**
 * Has every error from now on say why and what to do: `explainErrorsWith(errorHelp)`, with `errorHelp` of
 * error-help.ts. Who only looks for errors need not load what is said of them.
 */
export function explainErrorsWith(how: ExplainError | undefined): void {
  explain = how;
}

/** The error with what there is to say of it. */
export function explained(place: ErrorPlace): Diagnostic {
  return { ...place.error, ...explain?.(place) };
}
