import type { Diagnostic } from '../../dockerfile/index.ts';
import type { Announcer } from '../workbench/announcer.ts';
import type { EditorChoice, EditorSlot } from '../workbench/editor-slot.ts';
import type { PlaygroundParts } from './elements.ts';

/** What the foot of the editor says about keys, for each kind of editor. */
const KEYS: Record<EditorChoice, string> = {
  loading: '<kbd>Tab</kbd> leaves the editor.',
  monaco: '<kbd>Tab</kbd> leaves the editor; <kbd>Ctrl</kbd> <kbd>M</kbd> lets it indent.',
  narrow: 'Plain text field, for a narrow screen. It checks all the same.',
  touch: 'Plain text field, for touch. It checks all the same.',
  chosen: '<kbd>Tab</kbd> leaves the field.',
  failed: 'The code editor did not load. This text field checks all the same.',
};

/** Another editor stands there: its keys, its button, the problems in it. */
export function editorChosen(
  choice: EditorChoice,
  { keys, editorButton }: PlaygroundParts,
  editor: EditorSlot | undefined,
  problems: readonly Diagnostic[],
  announcer: Announcer,
): void {
  keys.innerHTML = KEYS[choice];
  editorButton.setAttribute('aria-pressed', String(choice !== 'monaco'));
  editor?.pane.showProblems(problems);
  if (choice === 'failed') announcer.now(KEYS.failed);
}
