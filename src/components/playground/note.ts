import type { Announcer } from '../workbench/announcer.ts';

/** A short word under the editor, with one thing to do about it. */
export class Note {
  private readonly place: HTMLElement;
  private readonly announcer: Announcer;

  constructor(place: HTMLElement, announcer: Announcer) {
    this.place = place;
    this.announcer = announcer;
  }

  say(text: string, action?: string, run?: () => void): void {
    this.place.textContent = text;
    this.place.hidden = false;
    this.announcer.now(text);
    if (!action || !run) return;
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'link-button',
      textContent: action,
    });
    button.addEventListener('click', run);
    this.place.append(' ', button);
  }
}
