/** How BuildKit names the steps of a build in its log: `[build 2/5] RUN go build`. */
import { parseReference } from '../dockerfile/reference.ts';
import { expandWord } from '../dockerfile/shell/word.ts';
import type { Stage } from '../dockerfile/stages/types.ts';
import { isBareHeredoc } from './run/command.ts';
import type { StepResult } from './types.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Instructions that BuildKit counts and shows. */
export const VISIBLE: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/**
 * Whether BuildKit shows a step in its log. The others only change the config, and so does WORKDIR of the root
 * directory, which makes nothing: it is counted, but has neither a vertex nor a number (asked of Docker 28.5).
 */
export function isVertex({ step, status, layer }: StepResult): boolean {
  const { keyword } = step.instruction;
  if (keyword === 'WORKDIR' && layer === undefined && (status === 'ran' || status === 'cached')) return false;
  return VISIBLE.has(keyword);
}

/** How BuildKit names a stage in brackets, with the blank behind it; nothing for a single stage without a name. */
function stageLabel(stage: Stage, count: number): string {
  if (stage.name !== undefined) return `${stage.name} `;
  return count > 1 ? `stage-${stage.index} ` : '';
}

/** `[build 2/5] RUN go build`, for every step that shows, and for FROM with step -1. */
export function vertexName(stage: Stage, count: number, total: number, at: number, text: string): string {
  return `[${stageLabel(stage, count)}${at}/${total}] ${text}`;
}

/**
 * What BuildKit prints of an instruction: the logical line with its variables filled in, and the beginning of a
 * heredoc that is the whole of a RUN. A RUN keeps its quotes and the variables without a value; COPY and ADD lose
 * both. A line whose quotes do not close stays as it is written.
 */
export function instructionText(step: StepResult, escapeToken: string): string {
  const { expanded, variables, env } = step.step;
  const { original } = step.step.instruction;
  if (expanded.keyword === 'WORKDIR') return `WORKDIR ${expanded.path.text}`;
  const first = original.split('\n', 1)[0] ?? original;
  const isRun = expanded.keyword === 'RUN';
  const secrets = isRun
    ? expanded.mounts.flatMap((mount): [string, string][] => (mount.env ? [[mount.env.text, '****']] : []))
    : [];
  const [heredoc] = isRun && isBareHeredoc(expanded) ? expanded.command.heredocs : [];
  const line = heredoc ? `${first} (${summary(heredoc.content)})` : first;
  const known = new Map([['PATH', DEFAULT_PATH], ...env, ...variables, ...secrets]);
  const { text, error } = expandWord(line, known, { escapeToken, rawQuotes: isRun, keepUnset: isRun });
  const name = error === undefined ? text : line;
  return step.step.trigger ? `ONBUILD ${name}` : name;
}

/** A heredoc in a vertex name: its first line, and dots where there are more. */
function summary(content: string): string {
  const [first = '', ...more] = content.trim().split(/\r?\n/);
  return more.length > 0 ? `${first}...` : first;
}

/** `golang:1.27` as BuildKit prints it: `docker.io/library/golang:1.27`. */
export function fullReference(reference: string): string {
  const parsed = parseReference(reference);
  return 'error' in parsed ? reference : parsed.full;
}
