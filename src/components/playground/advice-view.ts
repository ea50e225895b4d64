/** The list of advice as HTML: a heading for each gain, and under it the findings. */
import type { Diagnostic } from '../../dockerfile/index.ts';
import type { StagePicture } from '../../worker/messages.ts';
import { bytes, escapeHtml } from '../workbench/html.ts';
import { problemItems } from '../workbench/problems-view.ts';
import { byGain, GAINS, type Gainable } from './advice.ts';

/** What the advice pane shows, and the findings in the order of their buttons. */
export interface AdviceView {
  readonly html: string;
  readonly problems: readonly Diagnostic[];
  /** For the heading and the screen reader: "2 pieces of advice". */
  readonly summary: string;
}

export function adviceView(
  found: readonly Diagnostic[],
  stages: readonly StagePicture[],
  checksHref: string,
  gainable?: Gainable,
): AdviceView {
  const sorted = byGain(found, gainable);
  const problems = sorted.map(({ problem }) => problem);
  const items = problemItems(problems, checksHref);
  const groups = GAINS.map(({ gain, title, about }) => {
    const own = items.flatMap((item, at) => {
      const one = sorted[at];
      if (one?.gain !== gain) return [];
      return [one.bytes ? withBytes(item, one.bytes) : item];
    });
    if (own.length === 0) return '';
    const more = gain === 'size' ? sizeNote(stages) : '';
    return `<section class="gain" data-gain="${gain}"><h3>${escapeHtml(title)}</h3>
      <p class="muted small">${escapeHtml(about)}${more}</p><ul class="problems">${own.join('')}</ul></section>`;
  });
  return { html: groups.join(''), problems, summary: summaryOf(problems) };
}

/** The item with what it can gain at most, at its end. */
function withBytes(item: string, most: number): string {
  const words = `<p class="small gain-bytes">Up to ${bytes(most)} in this layer.</p>`;
  return item.replace(/<\/li>\s*$/, () => `${words}</li>`);
}

/** How large the base of the final image is, where the table of images knows it. */
function sizeNote(stages: readonly StagePicture[]): string {
  const size = stages.find(({ role }) => role === 'ships')?.size;
  if (!size || size.bytes === 0) return '';
  const day = size.date ? ` (on disk, ${escapeHtml(size.date)})` : '';
  return ` The base of your final image is ${size.estimated ? 'about ' : ''}${bytes(size.bytes)}${day}.`;
}

function summaryOf(problems: readonly Diagnostic[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const advice = problems.length - errors;
  const pieces = advice === 1 ? '1 piece of advice' : `${advice} pieces of advice`;
  if (errors > 0) return `It does not build: ${errors === 1 ? '1 error' : `${errors} errors`}, ${pieces}`;
  return advice === 0 ? 'No advice' : pieces;
}
