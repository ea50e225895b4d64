import type { Size } from '../../../build/types.ts';
import { keepWords } from '../../../site/code-words.ts';
import type { ImageView, LayerView } from '../../../worker/build-messages.ts';
import { bytes, count, escapeHtml, placeButton, prose } from '../html.ts';
import { sizeText } from './size-text.ts';

/** Most changes of a layer that are named; the tree has them all. */
const NAMED = 40;

/** A bar of a size against the largest of them. */
interface Bar {
  readonly name: string;
  readonly size: Size;
  readonly kind: 'start' | 'mine' | 'budget';
}

/**
 * The size beside the start and the budget. The bars' widths are set by `setShares`, so that they shrink
 * instead of being drawn anew.
 */
export function sizeBars(mine: Size, start: Size | undefined, budget: number | undefined): Bar[] {
  const bars: Bar[] = [];
  if (start) bars.push({ name: 'At the start', size: start, kind: 'start' });
  bars.push({ name: 'Yours', size: mine, kind: 'mine' });
  if (budget !== undefined) {
    bars.push({ name: 'The goal: at most', size: { bytes: budget, certainty: 'known' }, kind: 'budget' });
  }
  return bars;
}

/** Share of the largest bar, in percent, at least a hair. */
export function shares(bars: readonly Bar[]): number[] {
  const most = Math.max(1, ...bars.map((bar) => bar.size.bytes));
  return bars.map((bar) => Math.max(0.4, Math.round((bar.size.bytes / most) * 1000) / 10));
}

export function barsHtml(bars: readonly Bar[]): string {
  const rows = bars.map((bar) => barHtml(bar));
  return `<h3>Size on disk</h3><ul class="size-bars" role="list">${rows.join('')}</ul>`;
}

/** The sizes before and after, for the moment when all is done. */
export function bothSizes(before: Size, after: Size): string {
  const bars = sizeBars(after, before, undefined);
  const rows = shares(bars).map((share, at) => barHtml(bars[at] as Bar, share));
  return `<ul class="size-bars" role="list" aria-label="Size on disk">${rows.join('')}</ul>`;
}

function barHtml({ name, size, kind }: Bar, share?: number): string {
  const width = share === undefined ? '' : ` style="--share:${share}%"`;
  return `<li class="size-bar" data-kind="${kind}"${width}><span class="size-name">${name}</span><span class="size-track" aria-hidden="true"><span class="size-fill"></span></span><span class="size-figure">${sizeText(size)}</span></li>`;
}

/** Why a size is not known for sure, in words. */
export function sizeReason(size: Size): string {
  if (size.certainty === 'known' || size.why === undefined) return '';
  const word = size.certainty === 'estimated' ? 'Estimated' : 'Not fully known';
  return `<p class="small muted">${word}: ${escapeHtml(size.why)}.</p>`;
}

/** What `docker run` says. */
export function startHtml({ start }: Pick<ImageView, 'start'>): string {
  const words = {
    ok: `The container starts${start.runs ? ' and runs on' : start.exitCode === 0 ? ' and comes to its end' : ''}`,
    fails: 'The container does not start',
    unknown: 'Whether it starts cannot be told',
  };
  const said = [
    start.message === undefined ? '' : `docker: ${start.message}`,
    start.stdout ?? '',
    start.stderr ?? '',
  ].filter((text) => text.trim() !== '');
  return `<section class="start" data-status="${start.status}"><h3>Start</h3>
    <p><b>${words[start.status]}.</b>${start.command.length > 0 ? ` <code>${keepWords(escapeHtml(start.command.join(' ')))}</code>` : ''}</p>
    ${said.map((text) => `<pre class="said-by-docker">${escapeHtml(text.trimEnd())}</pre>`).join('')}
    ${start.exitCode !== undefined && start.exitCode !== 0 ? `<p class="small muted">Exit code ${start.exitCode}.</p>` : ''}
    ${start.why ? `<p>${prose(start.why)}</p>` : ''}${start.advice ? `<p class="advice">${prose(start.advice)}</p>` : ''}</section>`;
}

/** The layers from the base up, each with what it adds, changes and hides. */
export function layersHtml(image: ImageView): string {
  const most = Math.max(1, ...image.layers.map((layer) => layer.size.bytes));
  const items = image.layers.map((layer, at) => layerItem(layer, at, most));
  const { wasted } = image;
  const waste =
    wasted.bytes === 0
      ? ''
      : `<p class="wasted"><b>${bytes(wasted.bytes)} wasted.</b> A later layer hides or replaces what a lower one holds, and the lower one still travels: ${wasted.paths
          .slice(0, 3)
          .map((path) => `<code>${escapeHtml(path)}</code>`)
          .join(', ')}${wasted.paths.length > 3 ? ' and more' : ''}.</p>`;
  return `<h3>Layers</h3>${items.length === 0 ? '<p class="muted">None: nothing is in the image.</p>' : `<ol class="layers" role="list">${items.join('')}</ol>`}${waste}`;
}

function layerItem(layer: LayerView, at: number, most: number): string {
  const place = { line: layer.line, character: 0 };
  const share = Math.max(0.5, Math.round((layer.size.bytes / most) * 1000) / 10);
  return `<li class="layer" data-line="${layer.line}"${layer.base ? ' data-base' : ''}><details>
    <summary><span class="layer-line"${layer.base ? '' : ' aria-hidden="true"'}>${layer.base ? 'base' : layer.line + 1}</span><span class="layer-text"><code>${layer.base ? '' : `<span class="visually-hidden">Line ${layer.line + 1}: </span>`}${escapeHtml(layer.text)}</code></span><span class="layer-size">${sizeText(layer.size)}</span>
    <span class="layer-track" aria-hidden="true"><span class="layer-fill" style="width:${share}%"></span></span></summary>
    <p>${placeButton({ start: place, end: place })} ${layer.base ? 'The layers of the base image, together.' : `Made in ${escapeHtml(layer.stageName)}.`}</p>
    ${sizeReason(layer.size)}${changesHtml(layer)}
    ${layer.changes.length > 0 ? `<button type="button" class="button small" data-layer="${at}" aria-pressed="false">Mark its files in the tree</button>` : ''}
  </details></li>`;
}

const CHANGE_WORDS = { add: ['+', 'added'], modify: ['~', 'changed'], delete: ['−', 'hidden'] } as const;

function changesHtml(layer: LayerView): string {
  if (layer.base) return '';
  const shown = layer.changes.filter((change) => !change.directory || change.kind !== 'add').slice(0, NAMED);
  if (layer.changes.length === 0) return '<p class="muted">It changes no file.</p>';
  const rest = layer.changes.length + layer.more - shown.length;
  const rows = shown.map(({ path, kind, size }) => {
    const [sign, word] = CHANGE_WORDS[kind];
    return `<li data-kind="${kind}"><span class="change-sign" aria-hidden="true">${sign}</span><span class="visually-hidden">${word}: </span><code>${escapeHtml(path)}</code>${size.bytes > 0 || size.certainty !== 'known' ? ` ${sizeText(size)}` : ''}</li>`;
  });
  return `<ul class="changes" role="list">${rows.join('')}</ul>${rest > 0 ? `<p class="small muted">and ${count(rest, 'more path')}</p>` : ''}`;
}

/** The config under the names of `docker inspect`. */
export function configHtml({ config }: Pick<ImageView, 'config'>): string {
  const rows = config.map(
    ({ name, value }) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td><code>${escapeHtml(value)}</code></td></tr>`,
  );
  return `<h3>Config</h3>${rows.length === 0 ? '<p class="muted">Nothing is set.</p>' : `<table class="config"><tbody>${rows.join('')}</tbody></table>`}`;
}
