import { breathe } from '../../editor/breathe.ts';
import { loadMonaco } from '../../editor/load-monaco.ts';
import type { EditorPane, PaneEvents } from '../../editor/pane.ts';
import { COLOURED_UP_TO, TextField } from '../../editor/text-field.ts';
import type { Parts } from './elements.ts';
import { prefer, preference } from './preferences.ts';

/** Below this width, in CSS pixels, the plain text field is the better editor. */
const NARROW = 700;

/** Why the plain text field stands there, if it does. */
export type EditorChoice = 'monaco' | 'narrow' | 'touch' | 'chosen' | 'failed' | 'loading';

/** Which editor this learner, on this screen, should have. */
export function wantedEditor(world: {
  width: number;
  coarse: boolean;
  stored: string | undefined;
}): EditorChoice {
  if (world.stored === 'field') return 'chosen';
  if (world.stored === 'monaco') return 'monaco';
  if (world.coarse) return 'touch';
  return world.width < NARROW ? 'narrow' : 'monaco';
}

/**
 * The place of the editor: the text field at first, Monaco when it has loaded and is wanted. A swap carries
 * text, selection, scroll and focus over.
 */
export class EditorSlot {
  pane: EditorPane;
  choice: EditorChoice = 'loading';
  private readonly parts: Pick<Parts, 'field' | 'monaco'>;
  private readonly events: PaneEvents;
  private readonly onChoice: (choice: EditorChoice) => void;
  private readonly field: TextField;
  private loading: Promise<void> | undefined;

  constructor(
    parts: Pick<Parts, 'field' | 'monaco'>,
    events: PaneEvents,
    text: string,
    onChoice: (choice: EditorChoice) => void,
  ) {
    this.parts = parts;
    this.events = events;
    this.onChoice = onChoice;
    this.field = new TextField(parts.field, { ...events, language: 'dockerfile' });
    if (this.field.value() !== text) this.field.fill(text);
    this.pane = this.field;
  }

  /** Decides, and loads Monaco when the page is idle or the learner turns to the editor. */
  start(signal: AbortSignal): void {
    const wanted = wantedEditor({
      width: innerWidth,
      coarse: matchMedia('(pointer: coarse)').matches,
      stored: preference('editor'),
    });
    if (wanted !== 'monaco') {
      this.choose(wanted);
      return;
    }
    // Whoever chose the field meanwhile keeps it, though it takes the focus.
    const load = (): void => {
      if (preference('editor') !== 'field') void this.useMonaco();
    };
    if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 1500 });
    else setTimeout(load, 200);
    this.parts.field.addEventListener('focusin', load, { once: true, signal });
  }

  /** The learner's own choice; it is remembered. */
  async toggle(): Promise<void> {
    const toField = this.pane.kind === 'monaco';
    prefer('editor', toField ? 'field' : 'monaco');
    if (toField) this.useField();
    else await this.useMonaco();
    this.pane.focus();
  }

  private useMonaco(): Promise<void> {
    this.loading ??= this.load().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async load(): Promise<void> {
    if (this.pane.kind === 'monaco') return;
    try {
      const { createMonacoPane } = await loadMonaco();
      // Reading Monaco's script takes its time: what the reader did meanwhile goes first.
      await breathe();
      // A text that is too long for colours stays in the field until it is shorter.
      if (this.field.value().length > COLOURED_UP_TO * 4) throw new Error('the text is very long');
      const host = this.parts.monaco;
      host.hidden = false;
      const pane = await createMonacoPane(host, {
        ...this.events,
        value: this.field.value(),
        label: 'Dockerfile',
      });
      this.swap(this.field, pane);
      this.parts.field.hidden = true;
      this.choose('monaco');
    } catch (error) {
      console.warn('The code editor did not load:', error);
      this.parts.monaco.hidden = true;
      this.parts.monaco.textContent = '';
      this.choose('failed');
    }
  }

  private useField(): void {
    const monaco = this.pane;
    this.parts.field.hidden = false;
    this.field.fill(monaco.value());
    this.swap(monaco, this.field);
    this.parts.monaco.hidden = true;
    monaco.dispose();
    this.parts.monaco.textContent = '';
    this.choose('chosen');
  }

  private swap(from: EditorPane, to: EditorPane): void {
    const { start, end } = from.selection();
    // What was typed while the other one was loading.
    if (from.value() !== to.value()) to.replace(from.value());
    to.select(start, end);
    to.scrollTo(from.scrollPosition());
    if (from.hasFocus()) to.focus();
    this.pane = to;
  }

  private choose(choice: EditorChoice): void {
    this.choice = choice;
    this.onChoice(choice);
  }
}
