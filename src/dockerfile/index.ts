/**
 * The one door of the front end: text in, what it means out. `analyze` never throws and always
 * returns a result, partial where the text is broken.
 */
import { SourceText } from './source.ts';
import type { Analysis, AnalyzeOptions } from './stages/types.ts';

export type * from './diagnostic.ts';
export type * from './instructions/types.ts';
export type * from './parser/types.ts';
export type { LineRange, Position, Range, TextEdit } from './source.ts';
export { SourceText } from './source.ts';
export type * from './stages/types.ts';

/** Reads a Dockerfile as BuildKit does. See `Analysis` for what comes out. */
export function analyze(text: string, options: AnalyzeOptions = {}): Analysis {
  const source = new SourceText(text);
  return {
    source,
    options,
    parsed: { directives: [], nodes: [], comments: [], escapeToken: '\\', diagnostics: [] },
    instructions: [],
    globalArgs: [],
    stages: [],
    graph: { dependencies: [], reachable: new Set() },
    diagnostics: [],
  };
}
