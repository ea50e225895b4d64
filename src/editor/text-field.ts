import type { Diagnostic, Range, TextEdit } from '../dockerfile/index.ts';
// Not through the front end's door: the page would carry the whole engine, which runs in the worker.
import { SourceText } from '../dockerfile/source.ts';
import { applyEdits } from './apply-edits.ts';
import { colourLines, escapeHtml } from './colours.ts';
import { colourIgnoreLines } from './ignore/colours.ts';
import type { EditorPane, PaneEvents } from './pane.ts';
import { markProblems } from './problem-marks.ts';

/** Texts longer than this (UTF-16 units) are shown without colours, so that typing stays quick. */
export const COLOURED_UP_TO = 60_000;

/** Height of a line and the space above the first, in CSS pixels: as in code.css and in Monaco's options. */
export const LINE_HEIGHT = 22;
export const PADDING_TOP = 12;

export interface TextFieldOptions extends PaneEvents {
  /** Language of the text, for colours and suggestions. Suggestions want `world`, too. */
  readonly language: 'dockerfile' | 'dockerignore' | 'text';
}

const COLOURS = {
  dockerfile: colourLines,
  dockerignore: colourIgnoreLines,
  text: (text: string) => text.split('\n').map(escapeHtml),
};

/**
 * The real `<textarea>`, with colours and line numbers behind it. `root` holds what the server rendered:
 * `.field-sheet` with `.field-gutter`, `pre.field-colours` and the `<textarea>`. The sheet is as large as
 * its text and `root` scrolls, so nothing has to be kept in step while scrolling.
 */
export class TextField implements EditorPane {
  readonly kind = 'field';
  private readonly root: HTMLElement;
  private readonly area: HTMLTextAreaElement;
  private readonly gutter: HTMLElement;
  private readonly colours: HTMLElement;
  private readonly options: TextFieldOptions;
  private readonly ending = new AbortController();
  private shown: string[] = [];
  private problems: readonly Diagnostic[] = [];
  private cursorLine = -1;

  constructor(root: HTMLElement, options: TextFieldOptions) {
    this.root = root;
    this.area = root.querySelector('textarea') as HTMLTextAreaElement;
    this.gutter = root.querySelector('.field-gutter') as HTMLElement;
    this.colours = root.querySelector('.field-colours') as HTMLElement;
    this.options = options;
    this.area.readOnly = false;
    this.colours.setAttribute('aria-hidden', 'true');
    const { signal } = this.ending;
    this.area.addEventListener('input', () => this.changed(), { signal });
    this.area.addEventListener('selectionchange', () => this.cursorMoved(), { signal });
    this.area.addEventListener('keyup', () => this.cursorMoved(), { signal });
    this.area.addEventListener('click', () => this.cursorMoved(), { signal });
    this.render();
    if (options.language !== 'text' && options.world) {
      this.area.addEventListener('focus', () => void this.startSuggestions(), { once: true, signal });
    }
  }

  /** Suggestions come with the first focus: a page that is only read does not load them. */
  private async startSuggestions(): Promise<void> {
    const { language, world, onAnnounce } = this.options;
    const { signal } = this.ending;
    if (language === 'text' || !world) return;
    try {
      const [{ FieldSuggestions }, { fieldCompletion }] = await Promise.all([
        import('./field-suggestions.ts'),
        import('./field-language.ts'),
      ]);
      if (signal.aborted || typeof this.area.showPopover !== 'function') return;
      const complete = fieldCompletion(language, world);
      new FieldSuggestions({
        area: this.area,
        colours: this.colours,
        complete: (text, offset) => (this.isPlain ? [] : complete(text, offset)),
        insert: (start, end, text) => this.insert(start, end, text),
        announce: onAnnounce,
        signal,
      });
    } catch (error) {
      // Without them one types the words oneself.
      console.warn('The suggestions did not load:', error);
    }
  }

  /** Replaces a stretch of the text, and leaves the caret behind it. The focus must be in the field. */
  private insert(start: number, end: number, text: string): void {
    this.area.setSelectionRange(start, end);
    const wanted = this.area.value.slice(0, start) + text + this.area.value.slice(end);
    const done = document.execCommand?.('insertText', false, text);
    if (!done || this.area.value !== wanted) {
      this.area.value = wanted;
      this.changed();
    }
    this.area.setSelectionRange(start + text.length, start + text.length);
  }

  value(): string {
    return this.area.value;
  }

  replace(text: string): void {
    if (text === this.area.value) return;
    const focused = document.activeElement;
    this.area.focus({ preventScroll: true });
    this.area.select();
    // The one way to change a textarea that its own undo takes back; deprecated, and supported everywhere.
    // A field that is hidden takes no focus: the command would write into whatever has it.
    const focusable = document.activeElement === this.area;
    const done = focusable && text !== '' && document.execCommand?.('insertText', false, text);
    if (!done || this.area.value !== text) this.area.value = text;
    this.area.setSelectionRange(0, 0);
    if (focused instanceof HTMLElement && focused !== this.area) focused.focus({ preventScroll: true });
    this.changed();
  }

  /** Sets the text without an undo step and without telling anybody: for the first fill. */
  fill(text: string): void {
    this.area.value = text;
    this.render();
  }

  applyEdits(edits: readonly TextEdit[]): void {
    const { start } = this.selection();
    this.replace(applyEdits(this.area.value, edits));
    this.select(start, start);
  }

  selection() {
    return { start: this.area.selectionStart, end: this.area.selectionEnd };
  }

  select(start: number, end: number): void {
    this.area.setSelectionRange(start, end);
  }

  scrollPosition() {
    return { top: this.scroller.scrollTop, left: this.scroller.scrollLeft };
  }

  scrollTo(position: { top: number; left: number }): void {
    this.scroller.scrollTo(position);
  }

  goTo(range: Range): void {
    const source = new SourceText(this.area.value);
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(source.offsetAt(range.start), source.offsetAt(range.end));
    const top = PADDING_TOP + range.start.line * LINE_HEIGHT;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop || top + LINE_HEIGHT > scrollTop + clientHeight) {
      this.scroller.scrollTo({ top: Math.max(0, top - clientHeight / 3) });
    }
  }

  focus(): void {
    this.area.focus();
  }

  hasFocus(): boolean {
    return document.activeElement === this.area;
  }

  showProblems(problems: readonly Diagnostic[]): void {
    this.problems = problems;
    markProblems(this.gutter, this.colours, this.isPlain ? [] : problems);
  }

  dispose(): void {
    this.ending.abort();
    markProblems(this.gutter, this.colours, []);
  }

  /** A text that is too long for colours scrolls inside the textarea itself. */
  private get scroller(): HTMLElement {
    return this.isPlain ? this.area : this.root;
  }

  private get isPlain(): boolean {
    return this.root.classList.contains('plain');
  }

  private changed(): void {
    this.render();
    this.cursorLine = -1;
    this.options.onInput();
  }

  private cursorMoved(): void {
    if (!this.options.onCursor) return;
    let line = 0;
    const before = this.area.selectionStart;
    for (let at = this.area.value.indexOf('\n'); at !== -1 && at < before; line++) {
      at = this.area.value.indexOf('\n', at + 1);
    }
    if (line === this.cursorLine) return;
    this.cursorLine = line;
    this.options.onCursor(line);
  }

  /** Colours and numbers again, touching only the lines that changed. */
  private render(): void {
    const text = this.area.value;
    const plain = text.length > COLOURED_UP_TO;
    if (plain !== this.isPlain) {
      this.root.classList.toggle('plain', plain);
      // For code-field.css, which could ask with :has(), but then every keystroke would cost a look at the page.
      document.documentElement.classList.toggle(
        'has-long-text',
        document.querySelector('.field.plain') !== null,
      );
    }
    if (plain) {
      this.colours.textContent = '';
      this.gutter.textContent = '';
      this.shown = [];
      return;
    }
    const wanted = COLOURS[this.options.language](text);
    renderLines(this.colours, this.shown, wanted);
    if (this.gutter.childElementCount !== wanted.length) renderNumbers(this.gutter, wanted.length);
    this.shown = wanted;
    if (this.problems.length > 0) markProblems(this.gutter, this.colours, this.problems);
  }
}

function renderLines(pre: HTMLElement, before: readonly string[], after: readonly string[]): void {
  if (before.length !== pre.childElementCount || before.length === 0) {
    pre.innerHTML = after.map(lineHtml).join('');
    return;
  }
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - same;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  for (let at = before.length - tail - 1; at >= same; at--) pre.children[at]?.remove();
  const html = after
    .slice(same, after.length - tail)
    .map(lineHtml)
    .join('');
  const next = pre.children[same];
  if (next) next.insertAdjacentHTML('beforebegin', html);
  else pre.insertAdjacentHTML('beforeend', html);
}

/** One line; the line end belongs to it, so that the `<pre>`'s text is the text. */
function lineHtml(html: string): string {
  return `<span class="line">${html}\n</span>`;
}

function renderNumbers(gutter: HTMLElement, count: number): void {
  gutter.innerHTML = Array.from({ length: count }, (_, at) => `<span>${at + 1}</span>`).join('');
}
