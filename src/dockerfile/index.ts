/**
 * The one door of the front end: text in, what it means out. `analyze` never throws and always
 * returns a result, partial where the text is broken.
 */
import type { Diagnostic } from './diagnostic.ts';
import { explained } from './explain.ts';
import { readInstructions } from './instructions/index.ts';
import { parseDockerfile } from './parser/index.ts';
import { SourceText } from './source.ts';
import type { BuildError } from './stages/errors.ts';
import { resolveStages } from './stages/resolve.ts';
import type { Analysis, AnalyzeOptions } from './stages/types.ts';

export type * from './diagnostic.ts';
export {
  type ErrorHelp,
  type ErrorPlace,
  type ExplainError,
  explainErrorsWith,
  explained,
} from './explain.ts';
export { quote } from './go-text.ts';
export { parseBool } from './instructions/go-values.ts';
export type * from './instructions/types.ts';
export type * from './parser/types.ts';
export { type ImageReference, parseReference, sameImage } from './reference.ts';
export type { LineRange, Position, Range, TextEdit } from './source.ts';
export { SourceText } from './source.ts';
export { joinPath } from './stages/config.ts';
export { type Outline, outlineOf } from './stages/outline.ts';
export { type PortSpec, parsePort } from './stages/ports.ts';
export type * from './stages/types.ts';

/** Reads a Dockerfile as BuildKit does. See `Analysis` for what comes out. */
export function analyze(text: string, options: AnalyzeOptions = {}): Analysis {
  const source = new SourceText(text);
  const parsed = parseDockerfile(source);
  const read = readInstructions(parsed);
  const {
    stages,
    graph,
    globalArgs,
    errors: buildErrors,
  } = resolveStages(read, source, parsed.escapeToken, options);

  const found: BuildError[] = [];
  for (const diagnostic of parsed.diagnostics) {
    if (diagnostic.severity === 'error')
      found.push({ diagnostic: text === '' ? empty(diagnostic) : diagnostic, phase: 'parse' });
  }
  for (const diagnostic of read.diagnostics) found.push({ diagnostic, phase: 'instructions' });
  if (found.length === 0 && stages.length === 0) {
    found.push({ diagnostic: noStages(source), phase: 'instructions' });
  }
  found.push(...buildErrors);
  const errors = found.map((error) => {
    const { diagnostic, trigger } = error;
    return { ...error, diagnostic: explained({ error: diagnostic, source, stages, trigger }) };
  });
  const stop = errors.find(({ stage }) => stage === undefined || graph.reachable.has(stage));
  const checkStop = options.target === undefined ? errors[0] : stop;
  const diagnostics = errors.map(({ diagnostic }) => diagnostic).sort(byPlace);
  return {
    source,
    options,
    parsed,
    instructions: read.instructions,
    globalArgs: read.globalArgs,
    globalArgValues: globalArgs.declared,
    globalVariables: globalArgs.scope,
    stages,
    graph,
    diagnostics,
    error: stop?.diagnostic,
    checkError: checkStop?.diagnostic,
    checkStoppedIn: checkStop?.phase,
  };
}

/** Of an empty file the builder speaks before the parser does, and names no line. */
function empty({ lines: _, ...diagnostic }: Diagnostic): Diagnostic {
  return { ...diagnostic, message: 'the Dockerfile cannot be empty' };
}

function noStages(source: SourceText): Diagnostic {
  return {
    rule: 'BuildError',
    severity: 'error',
    message: 'dockerfile contains no stages to build',
    range: { start: { line: 0, character: 0 }, end: source.positionAt(source.text.length) },
  };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
