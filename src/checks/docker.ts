import type { Analysis, BuildPhase, Diagnostic } from '../dockerfile/index.ts';
import { checks, runChecks } from './index.ts';
import { readCheckOptions } from './options.ts';

/** What `docker build --check` prints. */
export interface DockerCheck {
  readonly warnings: readonly Diagnostic[];
  /** What stops it. */
  readonly error?: Pick<Diagnostic, 'message' | 'lines'>;
}

/** In which part of its work Docker applies a rule; the others when it goes through the stages. */
const PHASES: ReadonlyMap<string, BuildPhase | 'names'> = new Map([
  ['NoEmptyContinuation', 'parse'],
  ['StageNameCasing', 'instructions'],
  ['FromAsCasing', 'instructions'],
  ['MaintainerDeprecated', 'instructions'],
  ['InvalidDefinitionDescription', 'instructions'],
  ['DuplicateStageName', 'names'],
  ['ReservedStageName', 'names'],
  ['ConsistentInstructionCasing', 'names'],
  ['InvalidDefaultArgInFrom', 'names'],
  ['UndefinedArgInFrom', 'from'],
  ['RedundantTargetPlatform', 'from'],
  ['FromPlatformFlagConstDisallowed', 'from'],
]);

const ORDER = ['parse', 'instructions', 'names', 'global args', 'from', 'graph', 'stages'] as const;

const builtIn = new Set(checks.filter(({ buildkit }) => buildkit).map(({ name }) => name));

/**
 * What Docker would say, no more: its own rules only, and only what it comes to before the error at
 * which it stops. People are better served by `runChecks`, which goes on.
 */
export function dockerCheck(analysis: Analysis): DockerCheck {
  const { problem, stops } = readCheckOptions(analysis);
  if (problem !== undefined) return { warnings: [], error: { message: problem.message } };
  const { checkError: error } = analysis;
  const warnings = runChecks(analysis).filter(({ rule }) => builtIn.has(rule));
  if (error !== undefined)
    return { warnings: warnings.filter((warning) => comesFirst(warning, analysis)), error };
  if (!stops || warnings.length === 0) return { warnings };
  const rules = [...new Set(warnings.map(({ rule }) => rule))].sort();
  return { warnings, error: { message: `lint violation found for rules: ${rules.join(', ')}` } };
}

/** Whether Docker comes to a finding before it stops. */
function comesFirst(warning: Diagnostic, { checkError, checkStoppedIn }: Analysis): boolean {
  if (checkError === undefined || checkStoppedIn === undefined) return true;
  const phase = PHASES.get(warning.rule) ?? 'stages';
  const stopped = ORDER.indexOf(checkStoppedIn);
  const place = ORDER.indexOf(phase);
  // The parser hands out its warnings only when all went well.
  if (place !== stopped) return place < stopped;
  if (phase === 'parse' || checkError.lines === undefined) return false;
  const end = checkError.lines[0]?.start ?? 0;
  // The line that tells of an instruction being the second of its kind is the second.
  const line =
    warning.rule === 'MultipleInstructionsDisallowed' ? warning.related?.[0]?.range.start.line : undefined;
  const start = line ?? warning.lines?.[0]?.start ?? 0;
  if (start !== end) return start < end;
  return EARLY.has(warning.rule);
}

/** Rules that Docker applies before it finds what else is wrong with the same instruction. */
const EARLY = new Set([
  'StageNameCasing',
  'FromAsCasing',
  'MaintainerDeprecated',
  'UndefinedVar',
  'UndefinedArgInFrom',
]);
