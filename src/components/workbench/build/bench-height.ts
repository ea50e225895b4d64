import { prefer, preference } from '../preferences.ts';

/** Lowest and highest, in percent of the window's height. */
const LEAST = 12;
const MOST = 75;
const STANDARD = 34;

/** A height that the bench may have: what was stored may be anything. */
export function validHeight(value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Math.round(Math.min(Math.max(value, LEAST), MOST) * 10) / 10;
}

/** Makes the handle above the bench work: drag, arrow keys, Home and End, double click. Remembered. */
export function resizableHeight(bench: HTMLElement, signal: AbortSignal): void {
  const handle = bench.querySelector<HTMLElement>('[data-bench-handle]');
  if (!handle) return;
  let height = STANDARD;
  const say = (value: number): void => {
    handle.setAttribute('aria-valuenow', String(Math.round(value)));
    handle.setAttribute('aria-valuetext', `${Math.round(value)} % of the height`);
  };
  const set = (value: number, keep: boolean): void => {
    const valid = validHeight(value);
    if (valid === undefined) return;
    height = valid;
    bench.style.setProperty('--bench-height', `${valid}dvh`);
    say(valid);
    if (keep) prefer('bench-height', String(valid));
  };
  handle.setAttribute('aria-valuemin', String(LEAST));
  handle.setAttribute('aria-valuemax', String(MOST));
  say(STANDARD);
  const stored = preference('bench-height');
  if (stored !== undefined) set(Number(stored), false);

  handle.addEventListener(
    'keydown',
    (event) => {
      const step = event.shiftKey ? 10 : 2;
      const wanted: Record<string, number> = {
        ArrowUp: height + step,
        ArrowDown: height - step,
        Home: LEAST,
        End: MOST,
      };
      const value = wanted[event.key];
      if (value === undefined) return;
      event.preventDefault();
      set(value, true);
    },
    { signal },
  );
  handle.addEventListener('dblclick', () => set(STANDARD, true), { signal });
  handle.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      const bottom = bench.getBoundingClientRect().bottom;
      const move = (moved: PointerEvent): void => set(((bottom - moved.clientY) / innerHeight) * 100, false);
      const end = (): void => {
        handle.removeEventListener('pointermove', move);
        prefer('bench-height', String(height));
      };
      handle.addEventListener('pointermove', move, { signal });
      handle.addEventListener('lostpointercapture', end, { once: true, signal });
    },
    { signal },
  );
}
