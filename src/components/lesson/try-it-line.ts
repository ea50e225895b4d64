import type { Diagnostic } from '../../dockerfile/index.ts';
import { escapeHtml } from '../workbench/html.ts';

/** The one thing to say about a small Dockerfile: what stops it, else the first warning, else nothing stops it. */
export function tryItLine(problems: readonly Diagnostic[]): string {
  const first =
    problems.find(({ severity }) => severity === 'error') ??
    problems.find(({ severity }) => severity === 'warning');
  if (!first) return 'Docker would build this.';
  const word = first.severity === 'error' ? 'Docker stops' : 'Worth a look';
  return `<b>${word}, line ${first.range.start.line + 1}:</b> ${escapeHtml(first.message)}`;
}
