/**
 * What `stagecraft inspect --json` prints of one Dockerfile: how it parses, what its instructions and
 * stages are, and what stops a build. Lines count from 1 here, as at a terminal. The shape is stable.
 */

import { dockerCheck } from '../checks/docker.ts';
import {
  type Analysis,
  analyze,
  type Heredoc,
  type LineRange,
  outlineOf,
  type ParsedDockerfile,
} from '../dockerfile/index.ts';
import { dump, flagText } from '../dockerfile/parser/index.ts';

type Node = ParsedDockerfile['nodes'][number];
type Stage = Analysis['stages'][number];
type OutlineEntry = ReturnType<typeof outlineOf>['args'][number];

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
  /** What `docker build --check` says. */
  readonly check: InspectedCheck;
  /** What `docker build --call=targets` lists; absent where the file cannot be read that far. */
  readonly targets?: readonly InspectedTarget[];
  /** What `docker build --call=outline` lists for the last stage; absent where it cannot be built. */
  readonly outline?: InspectedOutline;
}

/** First and last line; null where Docker takes an error of the very first line for one of the line before it. */
export type InspectedLines = readonly [number | null, number | null];

export interface InspectedCheck {
  readonly warnings: readonly {
    readonly rule: string;
    readonly detail: string;
    readonly lines: readonly InspectedLines[];
  }[];
  /** What stops it; null where nothing does. */
  readonly error: string | null;
  /** Absent where Docker gives none. */
  readonly errorLines?: readonly InspectedLines[];
}

export interface InspectedTarget {
  readonly name?: string;
  readonly description?: string;
  readonly default?: true;
  readonly base: string;
  readonly platform?: string;
  readonly line: number;
}

export interface InspectedOutlineEntry {
  readonly name: string;
  readonly description?: string;
  readonly value?: string;
  readonly required?: true;
  readonly line: number;
}

export interface InspectedOutline {
  readonly name?: string;
  readonly description?: string;
  readonly args?: readonly InspectedOutlineEntry[];
  readonly secrets?: readonly InspectedOutlineEntry[];
  readonly ssh?: readonly InspectedOutlineEntry[];
}

/** Inspects a text. Never throws. */
export function inspect(text: string): Inspection {
  const analysis = analyze(text);
  const { parsed } = analysis;
  const check = inspectCheck(analysis);
  const syntaxError = parsed.diagnostics.find(({ severity }) => severity === 'error');
  if (syntaxError !== undefined) return { parse: { error: syntaxError.message }, check };
  const parse = { warnings: parsed.diagnostics.length, instructions: parsed.nodes.map(inspectNode) };
  const error = analysis.diagnostics.find(({ rule }) => rule === 'InstructionError');
  if (error !== undefined) return { parse, instructionError: error.message, check };
  const rest = { parse, instructionError: null, stages: analysis.stages.map(inspectStage), check };
  if (analysis.stages.length === 0) return rest;
  const targets = analysis.stages.map(inspectTarget);
  // An outline needs the whole file to make sense, as far as the target goes.
  return analysis.error === undefined
    ? { ...rest, targets, outline: inspectOutline(analysis) }
    : { ...rest, targets };
}

function inspectCheck(analysis: Analysis): InspectedCheck {
  const { warnings, error } = dockerCheck(analysis);
  return {
    warnings: warnings.map(({ rule, message, lines }) => ({
      rule,
      detail: message,
      lines: eachLine(lines ?? []),
    })),
    error: error?.message ?? null,
    ...(error?.lines !== undefined && { errorLines: eachLine(error.lines) }),
  };
}

/** Docker gives a pair for each line of a statement, and for line 0 (see `InspectedLines`) null. */
function eachLine(ranges: readonly LineRange[]): InspectedLines[] {
  return ranges.flatMap(({ start, end }) =>
    Array.from({ length: end - start + 1 }, (_, index): InspectedLines => {
      const line = start + index + 1 || null;
      return [line, line];
    }),
  );
}

function inspectTarget(
  { name, description, baseName, from }: Stage,
  index: number,
  all: readonly Stage[],
): InspectedTarget {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(index === all.length - 1 && { default: true as const }),
    base: baseName,
    ...(from.platform !== undefined && from.platform.text !== '' && { platform: from.platform.text }),
    line: from.lines.start + 1,
  };
}

function inspectOutline(analysis: Analysis): InspectedOutline {
  const { args, secrets, ssh, ...named } = outlineOf(analysis);
  return {
    ...named,
    ...(args.length > 0 && { args: args.map(inspectEntry) }),
    ...(secrets.length > 0 && { secrets: secrets.map(inspectEntry) }),
    ...(ssh.length > 0 && { ssh: ssh.map(inspectEntry) }),
  };
}

function inspectEntry({ name, description, value, required, line }: OutlineEntry): InspectedOutlineEntry {
  return {
    name,
    ...(description !== undefined && { description }),
    ...(value && { value }),
    ...(required === true && { required: true as const }),
    line: line + 1,
  };
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

function inspectStage({ name, baseName }: Stage): InspectedStage {
  return { name: name ?? null, base: baseName };
}
