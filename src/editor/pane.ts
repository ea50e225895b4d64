import type { Diagnostic, Range, TextEdit } from '../dockerfile/index.ts';
import type { LanguageWorld } from './language/document.ts';

/**
 * What the workbench needs of an editor. Two implementations: the real `<textarea>` (text-field.ts), which
 * is there from the first paint, and Monaco (monaco.ts), which takes over when it has loaded.
 */
export interface EditorPane {
  readonly kind: 'field' | 'monaco';
  value(): string;
  /** Replaces the whole text in one step that the editor's own undo takes back. */
  replace(text: string): void;
  /** Applies edits that do not overlap, in one undoable step. */
  applyEdits(edits: readonly TextEdit[]): void;
  /** Selection as offsets (UTF-16); both alike for a caret. */
  selection(): { readonly start: number; readonly end: number };
  select(start: number, end: number): void;
  /** Pixels. */
  scrollPosition(): { readonly top: number; readonly left: number };
  scrollTo(position: { readonly top: number; readonly left: number }): void;
  /** Moves focus to a place and shows it. */
  goTo(range: Range): void;
  focus(): void;
  hasFocus(): boolean;
  /** Shows problems at their places; replaces those shown before. */
  showProblems(problems: readonly Diagnostic[]): void;
  dispose(): void;
}

/** What an editor tells the workbench. */
export interface PaneEvents {
  /** The text changed, by whomever. */
  readonly onInput: () => void;
  /** Something for the screen reader alone. */
  readonly onAnnounce: (message: string) => void;
  /** What completion, hover and the like must know besides the text, as it is now. */
  readonly world?: () => LanguageWorld;
  /** The cursor came to this 0-based line. */
  readonly onCursor?: (line: number) => void;
}
