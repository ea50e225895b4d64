/**
 * The `.dockerignore` beside the Dockerfile: marks what is wrong in it, and says under it what the line of the caret,
 * or the one under the pointer, does to this context. Loaded when the tab is first shown.
 */
import type { Diagnostic } from '../../dockerfile/diagnostic.ts';
import { LINE_HEIGHT, PADDING_TOP, type TextField } from '../text-field.ts';
import { explainLine, ignoreProblems } from './explain.ts';
import { readIgnore } from './read.ts';

/** The text rests so long before it is read again, in ms. */
const REST = 120;

export class IgnoreTab {
  private readonly field: TextField;
  private readonly files: () => readonly string[];
  private readonly note: HTMLElement;
  private readonly area: HTMLTextAreaElement;
  private problems: readonly Diagnostic[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private hovered: number | undefined;

  /** @param files Paths of the context as it is now. */
  constructor(panel: HTMLElement, field: TextField, files: () => readonly string[], signal: AbortSignal) {
    this.field = field;
    this.files = files;
    this.area = panel.querySelector('textarea') as HTMLTextAreaElement;
    this.note = document.createElement('p');
    this.note.className = 'ignore-note';
    this.note.id = `${this.area.id}-note`;
    panel.append(this.note);
    this.area.setAttribute('aria-describedby', this.note.id);
    this.area.addEventListener('input', () => this.later(), { signal });
    for (const event of ['selectionchange', 'keyup', 'click', 'focus']) {
      this.area.addEventListener(event, () => this.describe(), { signal });
    }
    this.area.addEventListener('pointermove', (event) => this.hover(event), { signal });
    this.area.addEventListener('pointerleave', () => this.hover(undefined), { signal });
    this.note.addEventListener('click', (event) => this.fix(event), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.timer));
    this.update();
  }

  /** Text or context are other ones. */
  update(): void {
    this.problems = ignoreProblems(this.field.value(), this.files());
    this.field.showProblems(this.problems);
    this.describe();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), REST);
  }

  private hover(event: PointerEvent | undefined): void {
    const top =
      event && event.clientY - this.area.getBoundingClientRect().top - PADDING_TOP + this.area.scrollTop;
    const line =
      top === undefined || event?.pointerType === 'touch' ? undefined : Math.floor(top / LINE_HEIGHT);
    if (line === this.hovered) return;
    this.hovered = line;
    this.describe();
  }

  private describe(): void {
    const text = this.field.value();
    const count = text.split('\n').length;
    const caret = text.slice(0, this.area.selectionStart).split('\n').length - 1;
    const line =
      this.hovered !== undefined && this.hovered >= 0 && this.hovered < count ? this.hovered : caret;
    const reading = readIgnore(text, this.files());
    const found = this.problems.find(({ range }) => range.start.line === line);
    const words = explainLine(reading, line) ?? summary(reading.excluded.size, this.files().length);
    const parts = found ? [`${found.message}.`, found.why, found.advice] : [words];
    const said = `Line ${line + 1}: ${parts.filter(Boolean).join(' ')}`;
    if (this.note.dataset.said === said) return;
    this.note.dataset.said = said;
    this.note.dataset.severity = found?.severity ?? '';
    this.note.replaceChildren(...withCode(said));
    if (!found?.fix) return;
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'link-button',
      textContent: found.fix.title,
    });
    button.dataset.line = String(line);
    this.note.append(' ', button);
  }

  private fix(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>('button');
    const found = this.problems.find(
      ({ range, fix }) => fix && range.start.line === Number(button?.dataset.line),
    );
    if (!button || !found?.fix) return;
    this.field.applyEdits(found.fix.edits);
    this.field.focus();
    this.update();
  }
}

/** Text with what stands between backticks as code. */
function withCode(text: string): (string | HTMLElement)[] {
  return text
    .split('`')
    .map((part, at) =>
      at % 2 === 0 ? part : Object.assign(document.createElement('code'), { textContent: part }),
    );
}

function summary(excluded: number, files: number): string {
  if (files === 0) return 'no pattern.';
  return `no pattern. In all, the build does not see ${excluded} of ${files} files.`;
}
