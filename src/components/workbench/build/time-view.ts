import type { BuildView, TimeView } from '../../../worker/build-messages.ts';
import { escapeHtml } from '../html.ts';

/** Narrowest step, in percent: a step of no time still has to be found. */
const LEAST = 1.2;

/** The stages side by side in time. */
export function timeHtml(view: Pick<BuildView, 'time' | 'stages' | 'totalMs'>): string {
  const lanes = view.stages.filter((stage) => view.time.some((slot) => slot.stage === stage.index));
  if (lanes.length === 0) return '';
  const all = Math.max(view.totalMs, 1);
  const rows = lanes.map((stage) => {
    const slots = view.time.filter((slot) => slot.stage === stage.index);
    return `<li class="lane"><span class="lane-name">${escapeHtml(stage.name)}</span>
      <span class="lane-track">${slots.map((slot) => bar(slot, all)).join('')}</span></li>`;
  });
  const skipped = view.stages.filter((stage) => stage.status === 'skipped').map((stage) => stage.name);
  const unknown = view.time.some((slot) => !slot.known);
  const player =
    view.totalMs > 0
      ? `<div class="build-run" data-run="${view.totalMs}"><p class="build-run-title" data-run-title></p>
    <button type="button" class="button small" data-run-play>Watch it run</button>
    <input type="range" name="moment" min="0" max="${Math.ceil(view.totalMs)}" step="any" value="${view.totalMs}" aria-label="Moment of the build" data-run-moment></div>`
      : '';
  return `<h3>Time</h3>${player}
    <ol class="time-line" role="list">${rows.join('')}</ol>
    <p class="small muted">${unknown ? 'At least' : 'About'} ${seconds(view.totalMs)} from an empty cache, without pulling the base images. Estimates${
      unknown ? '; hatched steps take a time that nobody can tell without running them' : ''
    }.${skipped.length > 0 ? ` Not run: ${escapeHtml(skipped.join(', '))}.` : ''}</p>`;
}

function bar(slot: TimeView, all: number): string {
  const left = Math.min((slot.startMs / all) * 100, 100 - LEAST);
  const width = Math.max(((slot.endMs - slot.startMs) / all) * 100, LEAST);
  const time = slot.known ? `about ${seconds(slot.endMs - slot.startMs)}` : 'time not known';
  const words = `Line ${slot.line + 1}, ${slot.text}: ${time}, from ${seconds(slot.startMs)}`;
  return `<button type="button" class="slot"${slot.known ? '' : ' data-unknown'} data-line="${slot.line}" data-from="${slot.startMs}" data-until="${slot.endMs}" data-go="${slot.line}:0-${slot.line}:0" style="left:${round(left)}%;width:${round(Math.min(width, 100 - left))}%" title="${escapeHtml(words)}"><span class="visually-hidden">${escapeHtml(words)}</span></button>`;
}

/** Milliseconds for people: "0.3 s", "12 s", "2 min". */
export function seconds(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 119_500) return `${Math.round(ms / 1000)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
