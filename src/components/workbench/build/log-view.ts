import type { LogLine } from '../../../build/log.ts';
import type { BuildView, TimeView } from '../../../worker/build-messages.ts';
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

/** The lines of one step, or of what stands before and after the steps. */
export interface LogBlock {
  readonly lines: readonly LogLine[];
  /** When it begins and ends, in estimated ms from the start of the build. */
  readonly from: number;
  readonly until: number;
}

/** Cuts a log at its empty lines, and says of each part when it happens. */
export function logBlocks(
  lines: readonly LogLine[],
  time: readonly TimeView[],
  totalMs: number,
): readonly LogBlock[] {
  const blocks: LogLine[][] = [[]];
  for (const line of lines) {
    if (line.text === '') blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  const slots = new Map(time.map((slot) => [slot.line, slot]));
  let started = false;
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => {
      const line = block.find((one) => one.kind === 'vertex')?.line;
      const slot = line === undefined ? undefined : slots.get(line);
      started ||= slot !== undefined;
      if (slot) return { lines: block, from: slot.startMs, until: slot.endMs };
      // What has no time of its own is there at once, or comes when all the steps are over.
      const text = block[0]?.text ?? '';
      const late =
        started && (line === undefined || block[0]?.kind === 'error') && !text.includes('[internal]');
      return { lines: block, from: late ? totalMs : 0, until: late ? totalMs : 0 };
    });
}

/** What stands around the parts of the log, which go into `.build-log`. */
export const LOG_FRAME = `<h3>Log</h3>
  <p class="small muted">As BuildKit prints it. Nothing was really built: times are estimates for an ordinary machine.</p>
  <div class="build-log" role="group" aria-label="Build log" tabindex="0"></div>`;

/**
 * The log as `docker build --progress=plain` prints it, one HTML string a part; the head of each step goes to
 * its line.
 */
export function logItems(view: Pick<BuildView, 'log' | 'time' | 'totalMs'>): string[] {
  return logBlocks(view.log, view.time, view.totalMs).map(
    ({ lines, from, until }) =>
      `<div class="log-block" data-from="${from}" data-until="${until}">${lines.map(lineHtml).join('')}</div>`,
  );
}

function lineHtml({ text, line, kind }: LogLine): string {
  const data = line === undefined ? '' : ` data-line="${line}"`;
  if (kind === 'vertex' && line !== undefined) {
    return `<button type="button" class="log-line vertex"${data} data-go="${line}:0-${line}:0">${escapeHtml(text)}</button>`;
  }
  return `<span class="log-line ${kind}"${data}>${escapeHtml(text)}</span>`;
}
