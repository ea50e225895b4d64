import { seconds } from './time-view.ts';

/** However long the build is, watching it takes between these, in ms. */
const SHORTEST = 2_500;
const LONGEST = 9_000;

/** How long the watching of a build takes, in ms of the watcher's time. */
export function watchingTime(totalMs: number): number {
  return Math.min(Math.max(totalMs, SHORTEST), LONGEST);
}

/** The next moment at which something begins or ends; from the end it goes to the start. */
export function nextMoment(moments: readonly number[], now: number, totalMs: number): number {
  if (now >= totalMs) return 0;
  return Math.min(totalMs, ...moments.filter((moment) => moment > now + 0.5));
}

/** What something is doing at a moment. */
export function stateAt(from: number, until: number, now: number): 'future' | 'running' | 'done' {
  if (now < from) return 'future';
  return now < until ? 'running' : 'done';
}

/**
 * Lets the learner watch a build as it would run: a head moves over the time line, and the log grows with it.
 * Where motion is not wanted, a button goes from one moment to the next instead. Reads what `timeHtml` and
 * `logHtml` wrote.
 */
export class BuildPlayer {
  private readonly root: HTMLElement;
  private total = 0;
  private now = 0;
  private parts: { element: HTMLElement; from: number; until: number }[] = [];
  private frame: number | undefined;

  constructor(root: HTMLElement, signal: AbortSignal) {
    this.root = root;
    root.addEventListener(
      'click',
      (event) => {
        if ((event.target as Element).closest('[data-run-play]')) this.pressed();
      },
      { signal },
    );
    root.addEventListener(
      'input',
      (event) => {
        const slider = event.target as HTMLInputElement;
        if (!slider.matches('[data-run-moment]')) return;
        this.stop();
        this.show(Number(slider.value));
      },
      { signal },
    );
    signal.addEventListener('abort', () => this.stop());
  }

  /** Another build is drawn: it stands at its end. */
  renew(): void {
    this.stop();
    const run = this.root.querySelector<HTMLElement>('[data-run]');
    this.total = Number(run?.dataset.run ?? 0);
    this.parts = [...this.root.querySelectorAll<HTMLElement>('[data-from]')].map((element) => ({
      element,
      from: Number(element.dataset.from),
      until: Number(element.dataset.until),
    }));
    this.show(this.total);
  }

  private get calm(): boolean {
    return matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  private pressed(): void {
    if (this.calm) {
      this.show(
        nextMoment(
          this.parts.flatMap(({ from, until }) => [from, until]),
          this.now,
          this.total,
        ),
      );
      return;
    }
    if (this.frame === undefined) this.play();
    else {
      this.stop();
      this.name();
    }
  }

  private play(): void {
    const from = this.now >= this.total ? 0 : this.now;
    const speed = this.total / watchingTime(this.total);
    let begun: number | undefined;
    const step = (time: number): void => {
      begun ??= time;
      const now = from + (time - begun) * speed;
      this.frame = now < this.total ? requestAnimationFrame(step) : undefined;
      this.show(Math.min(now, this.total));
    };
    this.frame = requestAnimationFrame(step);
  }

  private stop(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private show(now: number): void {
    this.now = now;
    let over = 0;
    let steps = 0;
    for (const { element, from, until } of this.parts) {
      const state = stateAt(from, until, now);
      if (element.dataset.state !== state) element.dataset.state = state;
      if (!element.querySelector(':scope > .vertex')) continue;
      steps++;
      if (state === 'done') over++;
    }
    const ended = now >= this.total;
    const log = this.root.querySelector('.build-log');
    if (log && !ended) log.scrollTop = log.scrollHeight;
    this.root.classList.toggle('is-running', !ended);
    this.root
      .querySelector<HTMLElement>('.time-line')
      ?.style.setProperty('--now', `${(now / Math.max(this.total, 1)) * 100}%`);
    const title = this.root.querySelector('[data-run-title]');
    const text = `[+] Building ${(now / 1000).toFixed(1)}s (${over}/${steps})${ended ? ' FINISHED' : ''}`;
    if (title && title.textContent !== text) title.textContent = text;
    const slider = this.root.querySelector<HTMLInputElement>('[data-run-moment]');
    if (slider) {
      slider.value = String(Math.round(now));
      slider.setAttribute(
        'aria-valuetext',
        `${seconds(now)} of ${seconds(this.total)}, ${over} of ${steps} steps done`,
      );
    }
    this.name();
  }

  private name(): void {
    const button = this.root.querySelector('[data-run-play]');
    const again = this.now >= this.total || this.now === 0;
    const word = this.calm
      ? 'Next moment'
      : this.frame === undefined
        ? again
          ? 'Watch it run'
          : 'Go on'
        : 'Pause';
    if (button && button.textContent !== word) button.textContent = word;
  }
}
