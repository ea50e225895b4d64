import type { Diagnostic } from '../../dockerfile/index.ts';
import { escapeHtml } from '../workbench/html.ts';

/** What to say about a small Dockerfile: what stops it, else the warnings of the first line that has one. */
export function tryItLine(problems: readonly Diagnostic[]): string {
  const first =
    problems.find(({ severity }) => severity === 'error') ??
    problems.find(({ severity }) => severity === 'warning');
  if (!first) return 'Docker would build this.';
  const word = first.severity === 'error' ? 'Docker stops' : 'Worth a look';
  const { line } = first.range.start;
  const here = problems.filter(
    ({ severity, range }) => severity === first.severity && range.start.line === line,
  );
  // An error stops everything: what else is wrong there can wait.
  const messages = (first.severity === 'error' ? [first] : here).map(({ message }) => escapeHtml(message));
  return `<b>${word}, line ${line + 1}:</b> ${messages.join('. And: ')}`;
}
