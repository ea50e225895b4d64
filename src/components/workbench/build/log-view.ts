import type { LogLine } from '../../../build/log.ts';
import type { BuildView } from '../../../worker/build-messages.ts';
import { escapeHtml, placeButton, prose } from '../html.ts';

/** Why the build stopped, in Docker's words and in ours. */
export function errorHtml(error: BuildView['error']): string {
  if (!error) return '';
  const at = { line: error.line, character: 0 };
  return `<div class="build-error" role="group" aria-label="Why the build stops">
    <p>${placeButton({ start: at, end: at })} <b>The build stops.</b> <code>${escapeHtml(error.message)}</code></p>
    ${error.why ? `<p>${prose(error.why)}</p>` : ''}${error.advice ? `<p class="advice">${prose(error.advice)}</p>` : ''}
  </div>`;
}

/** The log as `docker build --progress=plain` prints it; the head of each step goes to its line. */
export function logHtml(lines: readonly LogLine[]): string {
  const rows = lines.map(({ text, line, kind }) => {
    const data = line === undefined ? '' : ` data-line="${line}"`;
    if (text === '') return '<span class="log-line"> </span>';
    if (kind === 'vertex' && line !== undefined) {
      return `<button type="button" class="log-line vertex"${data} data-go="${line}:0-${line}:0">${escapeHtml(text)}</button>`;
    }
    return `<span class="log-line ${kind}"${data}>${escapeHtml(text)}</span>`;
  });
  return `<h3>Log</h3>
    <p class="small muted">As BuildKit prints it. Nothing was really built: times are estimates for an ordinary machine.</p>
    <div class="build-log" role="group" aria-label="Build log">${rows.join('\n')}</div>`;
}
