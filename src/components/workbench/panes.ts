import { prefer, preference } from './preferences.ts';

/** Narrowest and widest share of a side pane, in percent of the workbench. */
const LEAST = 15;
const MOST = 45;

/** A width that a side pane may have: what was stored may be anything. */
export function validShare(value: number, otherSide: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Math.round(Math.min(Math.max(value, LEAST), MOST, 80 - otherSide) * 10) / 10;
}

/**
 * Makes the separators between panes work: drag, arrow keys (Shift for larger steps), Home and End for the
 * ends, double click for the middle. Widths are remembered. A separator is
 * `<div role="separator" tabindex="0" data-pane="task|goals">`; the width goes into `--pane-task` …
 */
export function resizablePanes(root: HTMLElement, signal: AbortSignal): void {
  const shares: Record<string, number> = { task: 26, goals: 28 };
  const separators = [...root.querySelectorAll<HTMLElement>('[role=separator][data-pane]')];

  const set = (pane: string, value: number, keep: boolean): void => {
    const other = pane === 'task' ? (shares.goals ?? 0) : (shares.task ?? 0);
    const share = validShare(value, other);
    if (share === undefined) return;
    shares[pane] = share;
    root.style.setProperty(`--pane-${pane}`, `${share}%`);
    const separator = separators.find((element) => element.dataset.pane === pane);
    if (separator) say(separator, share);
    if (keep) prefer(`pane-${pane}`, String(share));
  };

  for (const separator of separators) {
    const pane = separator.dataset.pane as string;
    const standard = shares[pane] as number;
    const stored = preference(`pane-${pane}`);
    if (stored !== undefined) set(pane, Number(stored), false);
    const towards = pane === 'task' ? 1 : -1;
    separator.setAttribute('aria-valuemin', String(LEAST));
    separator.setAttribute('aria-valuemax', String(MOST));
    say(separator, shares[pane] as number);

    separator.addEventListener(
      'keydown',
      (event) => {
        const now = shares[pane] as number;
        const step = event.shiftKey ? 5 : 1;
        const wanted: Record<string, number> = {
          ArrowLeft: now - towards * step,
          ArrowRight: now + towards * step,
          Home: LEAST,
          End: MOST,
        };
        const value = wanted[event.key];
        if (value === undefined) return;
        event.preventDefault();
        set(pane, value, true);
      },
      { signal },
    );
    separator.addEventListener('dblclick', () => set(pane, standard, true), { signal });
    separator.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        separator.focus();
        separator.setPointerCapture(event.pointerId);
        const move = (moved: PointerEvent): void => {
          const box = root.getBoundingClientRect();
          const share = ((moved.clientX - box.left) / box.width) * 100;
          set(pane, pane === 'task' ? share : 100 - share, false);
        };
        const end = (): void => {
          separator.removeEventListener('pointermove', move);
          prefer(`pane-${pane}`, String(shares[pane]));
        };
        separator.addEventListener('pointermove', move, { signal });
        separator.addEventListener('lostpointercapture', end, { once: true, signal });
      },
      { signal },
    );
  }
}

/** The share as a number, and in words for a screen reader. */
function say(separator: HTMLElement, share: number): void {
  separator.setAttribute('aria-valuenow', String(Math.round(share)));
  separator.setAttribute('aria-valuetext', `${Math.round(share)} % of the width`);
}
