import { type EarlierText, earlierTexts, keepEarlier, labelOf } from './earlier.ts';

/** The list of texts that gave way to others. */
export class EarlierPanel {
  private readonly place: HTMLElement;
  private readonly onTake: (one: EarlierText) => void;

  constructor(place: HTMLElement, onTake: (one: EarlierText) => void) {
    this.place = place;
    this.onTake = onTake;
    this.show();
  }

  keep(one: Omit<EarlierText, 'at'>): void {
    keepEarlier(storage(), one, Date.now());
    this.show();
  }

  private show(): void {
    const texts = earlierTexts(storage());
    this.place.hidden = texts.length === 0;
    this.place.querySelector('ul')?.replaceChildren(...texts.map((one) => this.item(one)));
  }

  private item(one: EarlierText): HTMLElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link-button';
    button.textContent = labelOf(one);
    button.addEventListener('click', () => this.onTake(one));
    const time = document.createElement('span');
    time.className = 'muted small';
    time.textContent = ` ${new Date(one.at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}`;
    item.append(button, time);
    return item;
  }
}

function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
