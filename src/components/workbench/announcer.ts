/** How long nothing must change before it is said, in ms: a screen reader must not talk over typing. */
export const SAY_AFTER = 900;

/**
 * Says messages politely in a live region: the newest after a pause, and only when it differs from the last.
 * `now` says at once what the learner asked for.
 */
export class Announcer {
  private readonly region: { textContent: string | null };
  private last = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: { textContent: string | null }) {
    this.region = region;
  }

  /** Takes a message as said already: what the page showed at first needs no words. */
  assume(message: string): void {
    this.last = message;
  }

  later(message: string): void {
    clearTimeout(this.timer);
    if (message === this.last) return;
    this.timer = setTimeout(() => this.now(message), SAY_AFTER);
  }

  now(message: string): void {
    clearTimeout(this.timer);
    this.last = message;
    this.region.textContent = message;
  }
}
