/**
 * Suggestions under the caret of the plain text field: a listbox that the `<textarea>` points to by
 * `aria-activedescendant`, so that the focus stays in the text. Loaded when the field first has the focus.
 *
 * Keys: Control Space asks; the arrows choose; Enter takes what was chosen (and is a new line where nothing was);
 * Escape closes; Tab leaves the field as ever. A finger or a mouse takes what it touches.
 */
import { SourceText } from '../dockerfile/source.ts';
import { escapeHtml } from './colours.ts';
import type { Completion } from './language/index.ts';
import { domPoint } from './problem-marks.ts';

/** What the field lends to its suggestions. */
export interface SuggestionHost {
  readonly area: HTMLTextAreaElement;
  /** The coloured lines behind the textarea: they say where a letter stands. */
  readonly colours: HTMLElement;
  /** What may stand at an offset (UTF-16). */
  readonly complete: (text: string, offset: number) => Completion[] | Promise<Completion[]>;
  /** Replaces a stretch of the text in one step that undo takes back, and leaves the caret behind it. */
  readonly insert: (start: number, end: number, text: string) => void;
  readonly announce: (message: string) => void;
  readonly signal: AbortSignal;
}

/** After these letters the list opens by itself. */
const OPENS = /[\w$={,\-/.!*]/;
/** Space between list and window, and the tallest list, in CSS pixels. */
const MARGIN = 8;
const TALLEST = 264;

let last = 0;

export class FieldSuggestions {
  private readonly host: SuggestionHost;
  private readonly list: HTMLElement;
  private items: readonly Completion[] = [];
  private active = -1;
  /** Counts the questions: only the answer to the newest is shown. */
  private asked = 0;
  /** Where the caret stood when the list was shown. */
  private at = -1;
  private byHand = false;
  private taking = false;

  constructor(host: SuggestionHost) {
    this.host = host;
    const { area, signal } = host;
    this.list = document.createElement('ul');
    this.list.id = `suggestions-${++last}`;
    this.list.className = 'field-suggestions';
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', 'Suggestions');
    // Whoever can scroll it must be able to reach it; Tab closes it first.
    this.list.tabIndex = 0;
    // The top layer: nothing that scrolls or is cut off holds the list.
    this.list.popover = 'manual';
    (area.closest('[data-field]')?.parentElement ?? document.body).append(this.list);
    signal.addEventListener('abort', () => this.list.remove());
    area.setAttribute('aria-autocomplete', 'list');
    area.setAttribute('aria-haspopup', 'listbox');
    area.addEventListener('input', (event) => this.typed(event as InputEvent), { signal });
    area.addEventListener('keydown', (event) => this.key(event), { signal });
    area.addEventListener('blur', () => this.close(), { signal });
    area.addEventListener('selectionchange', () => this.caretMoved(), { signal });
    addEventListener('scroll', (event) => event.target !== this.list && this.close(), {
      signal,
      capture: true,
    });
    addEventListener('resize', () => this.close(), { signal });
    // The focus must not leave the text.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault(), { signal });
    this.list.addEventListener('click', (event) => this.clicked(event), { signal });
  }

  private get isOpen(): boolean {
    return this.items.length > 0;
  }

  private typed({ inputType, data, isComposing }: InputEvent): void {
    if (this.taking) return;
    if (inputType === 'deleteContentBackward') {
      if (this.isOpen) void this.ask(this.byHand);
      return;
    }
    // A keyboard on glass composes every word.
    const letter =
      inputType.startsWith('insert') && inputType !== 'insertFromPaste' ? (data ?? '').slice(-1) : '';
    const blank = letter === ' ' && matchMedia('(pointer: coarse)').matches;
    if (OPENS.test(letter) || blank) void this.ask(false);
    else if (!isComposing || letter !== '') this.close();
  }

  private key(event: KeyboardEvent): void {
    if (event.key === ' ' && event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      void this.ask(true);
      return;
    }
    if (!this.isOpen || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const count = this.items.length;
    if (event.key === 'Tab') {
      this.close();
      return;
    }
    if (event.key === 'ArrowDown') this.choose(this.active + 1 >= count ? 0 : this.active + 1);
    else if (event.key === 'ArrowUp') this.choose(this.active <= 0 ? count - 1 : this.active - 1);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && !event.shiftKey && this.active >= 0) this.take(this.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private clicked(event: Event): void {
    const option = (event.target as Element).closest<HTMLElement>('[role=option]');
    if (option) this.take([...this.list.children].indexOf(option));
  }

  private caretMoved(): void {
    const { area } = this.host;
    if (this.isOpen && !this.taking && (area.selectionStart !== this.at || area.selectionEnd !== this.at))
      this.close();
  }

  private async ask(byHand: boolean): Promise<void> {
    const { area } = this.host;
    const offset = area.selectionStart;
    const mine = ++this.asked;
    // While the answer is awaited the letters that were typed must not close what is open.
    this.at = offset;
    if (offset !== area.selectionEnd) return;
    const text = area.value;
    const items = await this.host.complete(text, offset);
    if (mine !== this.asked || area.value !== text || area.selectionStart !== offset) return;
    const source = new SourceText(text);
    const more = items.some(({ insert, range }) => insert !== source.slice(range));
    if (items.length === 0 || (!more && !byHand)) {
      this.close();
      if (byHand) this.host.announce('There is no suggestion for this place.');
      return;
    }
    this.show(items, source, byHand);
  }

  private show(items: readonly Completion[], source: SourceText, byHand: boolean): void {
    const wasOpen = this.isOpen;
    this.items = items;
    this.byHand = byHand;
    this.active = -1;
    this.list.innerHTML = items
      .map(
        ({ label, detail = '' }, at) =>
          `<li role="option" id="${this.list.id}-${at}" aria-selected="false"><span>${escapeHtml(label)}</span> <span class="suggestion-detail">${escapeHtml(detail)}</span></li>`,
      )
      .join('');
    if (!wasOpen) this.list.showPopover();
    this.list.scrollTop = 0;
    this.place(source);
    const { area } = this.host;
    area.setAttribute('aria-controls', this.list.id);
    area.removeAttribute('aria-activedescendant');
    if (!wasOpen || byHand) {
      const count = items.length === 1 ? '1 suggestion' : `${items.length} suggestions`;
      this.host.announce(`${count}. Arrow down to choose.`);
    }
  }

  /** Under the first letter that is replaced, or over it where there is more room. */
  private place(source: SourceText): void {
    const start = this.items[0]?.range.start;
    const point = start && domPoint(this.host.colours, start.line, start.character);
    const line = start && this.host.colours.children[start.line]?.getBoundingClientRect();
    if (!start || !line) return;
    let { left } = line;
    if (point && source.line(start.line) !== '') {
      const range = document.createRange();
      range.setStart(point.node, point.offset);
      range.collapse(true);
      left = range.getBoundingClientRect().left || left;
    }
    const below = innerHeight - line.bottom - MARGIN;
    const above = line.top - MARGIN;
    const { style } = this.list;
    style.maxHeight = `${Math.min(TALLEST, Math.max(below, above))}px`;
    const { height, width } = this.list.getBoundingClientRect();
    style.top = `${height <= below || below >= above ? line.bottom : line.top - height}px`;
    style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
  }

  private choose(at: number): void {
    this.list.children[this.active]?.setAttribute('aria-selected', 'false');
    this.active = at;
    const option = this.list.children[at];
    if (!option) return;
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.host.area.setAttribute('aria-activedescendant', option.id);
  }

  private take(at: number): void {
    const item = this.items[at];
    if (!item) return;
    const source = new SourceText(this.host.area.value);
    this.taking = true;
    this.host.insert(source.offsetAt(item.range.start), source.offsetAt(item.range.end), item.insert);
    this.taking = false;
    this.close();
    if (item.more) void this.ask(true);
  }

  private close(): void {
    this.asked++;
    if (!this.isOpen) return;
    this.items = [];
    this.active = -1;
    this.list.hidePopover();
    this.list.textContent = '';
    this.host.area.removeAttribute('aria-controls');
    this.host.area.removeAttribute('aria-activedescendant');
  }
}
