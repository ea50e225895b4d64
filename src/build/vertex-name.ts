/** How BuildKit names the steps of a build in its log: `[build 2/5] RUN go build`. */
import { expandWord } from '../dockerfile/shell/word.ts';
import type { Stage } from '../dockerfile/stages/types.ts';
import type { StepResult } from './types.ts';

/** Steps that BuildKit shows as vertices; the others only change the config. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

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
 * What BuildKit prints of an instruction: the logical line with its variables filled in (those that have a
 * value), and the beginning of a heredoc that is the whole of a RUN.
 */
export function instructionText(step: StepResult): string {
  const { expanded, variables, env } = step.step;
  const { original } = step.step.instruction;
  if (expanded.keyword === 'WORKDIR') return `WORKDIR ${expanded.path.text}`;
  const first = original.split('\n', 1)[0] ?? original;
  const secrets =
    expanded.keyword === 'RUN'
      ? expanded.mounts.flatMap((mount): [string, string][] => (mount.env ? [[mount.env.text, '****']] : []))
      : [];
  const known = new Map([['PATH', DEFAULT_PATH], ...env, ...variables, ...secrets]);
  const text = expandKnown(first, known);
  const heredocs = expanded.keyword === 'RUN' ? expanded.command.heredocs : [];
  const [heredoc] = heredocs;
  const bare = /^RUN\s+(--\S+\s+)*<<-?\S+$/i.test(first.trim());
  const name = heredoc && heredocs.length === 1 && bare ? `${text} (${summary(heredoc.content)})` : text;
  return step.step.trigger ? `ONBUILD ${name}` : name;
}

/** Longest `${…}` that is filled in. */
const LONGEST_BRACES = 500;

/** Fills in variables that have a value as BuildKit does for its names: quotes stay, single ones protect. */
function expandKnown(text: string, known: ReadonlyMap<string, string>): string {
  let out = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === '"') quoted = !quoted;
    if (char === "'" && !quoted) {
      const end = text.indexOf("'", at + 1);
      const stop = end < 0 ? text.length : end + 1;
      out += text.slice(at, stop);
      at = stop - 1;
    } else if (char === '\\' && at + 1 < text.length) {
      out += quoted ? text.slice(at, at + 2) : text[at + 1];
      at += 1;
    } else if (char === '$') {
      const use = variableAt(text, at);
      const value = use && known.get(use.name);
      if (!use || value === undefined) {
        out += char;
        continue;
      }
      out += use.plain ? value : expandWord(text.slice(at, use.end), known).text;
      at = use.end - 1;
    } else out += char;
  }
  return out;
}

/** A use of a variable at a `$`: `$NAME` or `${NAME…}`. */
function variableAt(text: string, at: number): { name: string; end: number; plain: boolean } | undefined {
  const braced = text[at + 1] === '{';
  const start = at + (braced ? 2 : 1);
  let end = start;
  while (/\w/.test(text[end] ?? '')) end += 1;
  if (end === start) return undefined;
  const name = text.slice(start, end);
  if (!braced) return { name, end, plain: true };
  const close = text.indexOf('}', end);
  if (close < 0 || close - at > LONGEST_BRACES) return undefined;
  return { name, end: close + 1, plain: close === end };
}

/** A heredoc in a vertex name: its first line, and dots where there are more. */
function summary(content: string): string {
  const [first = '', ...more] = content.trim().split(/\r?\n/);
  return more.length > 0 ? `${first}...` : first;
}

/** `golang:1.27` as BuildKit prints it: `docker.io/library/golang:1.27`. */
export function fullReference(reference: string): string {
  const slash = reference.indexOf('/');
  const domain = slash < 0 ? '' : reference.slice(0, slash);
  const hasDomain = domain.includes('.') || domain.includes(':') || domain === 'localhost';
  const name = hasDomain ? reference : `docker.io/${slash < 0 ? 'library/' : ''}${reference}`;
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.includes(':') || last.includes('@') ? name : `${name}:latest`;
}
