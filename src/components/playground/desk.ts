import type { LanguageWorld } from '../../editor/language/document.ts';
import type { TextField } from '../../editor/text-field.ts';
import type { ProgressStore } from '../../progress/store.ts';
import type { EditorSlot } from '../workbench/editor-slot.ts';
import { NO_CHOICE } from './choice.ts';
import type { ChoicePanel } from './choice-panel.ts';
import { type Standing, saveDraft } from './draft.ts';
import { EarlierPanel } from './earlier-panel.ts';
import type { Note } from './note.ts';
import type { OpenText } from './opening.ts';
import { START } from './start.ts';

/** What the desk is made of. */
interface DeskOptions {
  readonly editor: EditorSlot;
  readonly ignore: TextField;
  readonly choice: ChoicePanel;
  readonly store: ProgressStore;
  readonly note: Note;
  /** Where the texts that gave way are listed. */
  readonly earlier: HTMLElement;
  /** Text, `.dockerignore` or options are other ones. */
  readonly onChange: () => void;
}

/** What is worked on: the Dockerfile, its `.dockerignore` and the build options, kept and exchanged together. */
export class Desk {
  private readonly options: DeskOptions;
  private readonly earlier: EarlierPanel;

  constructor(options: DeskOptions) {
    this.options = options;
    this.earlier = new EarlierPanel(options.earlier, ({ at: _, ...one }) =>
      this.put({ dockerignore: '', choice: NO_CHOICE, ...one, said: 'An earlier text is in the editor.' }),
    );
  }

  get text(): string {
    return this.options.editor.pane.value();
  }

  standing(): Standing {
    const { ignore, choice } = this.options;
    return { text: this.text, dockerignore: ignore.value(), choice: choice.choice };
  }

  /** Keeps what stands there, and tells. */
  edited(): void {
    saveDraft(this.options.store, this.standing());
    this.options.onChange();
  }

  /** What completion and the like know besides the text. */
  world(files: readonly string[], listStage: LanguageWorld['listStage']): LanguageWorld {
    const { target, args } = this.options.choice.choice;
    return {
      options: { ...(target === undefined ? {} : { target }), buildArgs: { ...args } },
      files,
      dockerignore: this.options.ignore.value(),
      ...(listStage ? { listStage } : {}),
    };
  }

  /** Another `.dockerignore` alone: that of a folder. */
  putIgnore(text: string): void {
    this.options.ignore.replace(text);
    this.edited();
  }

  /** Puts a text into the editor, and what belongs to it beside it. What was there is kept, and offered back. */
  put({ text, dockerignore, choice, said }: OpenText): void {
    const { note } = this.options;
    const before = this.standing();
    const after: Standing = {
      text,
      dockerignore: dockerignore ?? before.dockerignore,
      choice: choice ?? before.choice,
    };
    if (JSON.stringify(after) === JSON.stringify(before)) {
      note.say(said);
      return;
    }
    if (before.text !== START) this.earlier.keep(before);
    this.fill(after);
    note.say(said, 'Bring back what was there', () => {
      this.fill(before);
      note.say('Your text is back.');
    });
  }

  private fill({ text, dockerignore, choice }: Standing): void {
    this.options.editor.pane.replace(text);
    this.options.ignore.replace(dockerignore);
    this.options.choice.set(choice);
    // An empty text field tells nobody that it was filled.
    this.edited();
  }
}
