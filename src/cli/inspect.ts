/**
 * What `stagecraft inspect --json` prints of one Dockerfile: how it parses, what its instructions and
 * stages are, and what stops a build. Lines count from 1 here, as at a terminal. The shape is stable.
 */

import { type Heredoc, type LineRange, type ParsedDockerfile, SourceText } from '../dockerfile/index.ts';
import { type ReadInstructions, readInstructions } from '../dockerfile/instructions/index.ts';
import { dump, flagText, parseDockerfile } from '../dockerfile/parser/index.ts';

type Node = ParsedDockerfile['nodes'][number];

export interface InspectedInstruction {
  /** Upper case. */
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
  /** The statement as BuildKit's parser dumps it: `(run "make")`. */
  readonly sexp: string;
  /** Absent where there are none, as are the next two. */
  readonly flags?: readonly string[];
  readonly json?: true;
  readonly heredocs?: readonly Omit<Heredoc, 'range'>[];
}

/** `error` alone where the text cannot be parsed. */
export type InspectedParse =
  | { readonly error: string }
  | {
      /** Number of the parser's warnings: empty continuation lines. */
      readonly warnings: number;
      readonly instructions: readonly InspectedInstruction[];
    };

export interface InspectedStage {
  /** In lower case, as BuildKit stores it; null where there is none. */
  readonly name: string | null;
  /** As written after FROM. */
  readonly base: string;
}

export interface Inspection {
  readonly parse: InspectedParse;
  /** The first instruction that is wrong in itself; null where none is, absent where nothing was parsed. */
  readonly instructionError?: string | null;
  /** Absent where there is an error before. */
  readonly stages?: readonly InspectedStage[];
}

/** Inspects a text. Never throws. */
export function inspect(text: string): Inspection {
  const parsed = parseDockerfile(new SourceText(text));
  const syntaxError = parsed.diagnostics.find(({ severity }) => severity === 'error');
  if (syntaxError !== undefined) return { parse: { error: syntaxError.message } };
  const read = readInstructions(parsed);
  const parse = { warnings: parsed.diagnostics.length, instructions: parsed.nodes.map(inspectNode) };
  const error = read.diagnostics[0];
  if (error !== undefined) return { parse, instructionError: error.message };
  return { parse, instructionError: null, stages: read.stages.map(inspectStage) };
}

function inspectNode(node: Node): InspectedInstruction {
  const { flags, json, heredocs } = node;
  return {
    keyword: node.keyword.toUpperCase(),
    ...oneBased(node.lines),
    sexp: dump(node),
    ...(flags.length > 0 && { flags: flags.map(flagText) }),
    ...(json && { json }),
    ...(heredocs.length > 0 && { heredocs: heredocs.map(inspectHeredoc) }),
  };
}

function oneBased({ start, end }: LineRange): LineRange {
  return { start: start + 1, end: end + 1 };
}

function inspectHeredoc({ name, fd, expand, chomp, content }: Heredoc): Omit<Heredoc, 'range'> {
  return { name, fd, expand, chomp, content };
}

function inspectStage({ from }: ReadInstructions['stages'][number]): InspectedStage {
  return { name: from.stageName?.text.toLowerCase() ?? null, base: from.baseName.text };
}
