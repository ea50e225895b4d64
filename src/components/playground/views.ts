import type { Range } from '../../dockerfile/index.ts';
import type { EditorSlot } from '../workbench/editor-slot.ts';
import type { PlaygroundParts } from './elements.ts';

/** Which pane is seen on a narrow screen, which file in the editor, and the way to a place in the Dockerfile. */
export class Views {
  private readonly root: HTMLElement;
  private readonly parts: PlaygroundParts;
  private readonly editor: EditorSlot;
  private readonly showFile: (panel: string) => void;

  constructor(
    root: HTMLElement,
    parts: PlaygroundParts,
    editor: EditorSlot,
    showFile: (panel: string) => void,
    signal: AbortSignal,
  ) {
    this.root = root;
    this.parts = parts;
    this.editor = editor;
    this.showFile = showFile;
    // A skip link must find its target in the view that is chosen on a narrow screen.
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a.skip')) {
      link.addEventListener('click', (event) => this.skip(event, link.hash), { signal });
    }
  }

  show(view: string): void {
    this.root.dataset.view = view;
    for (const button of this.parts.viewSwitch.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset.view === view));
    }
  }

  /** The Dockerfile, with the focus in it; at a place of it where one is given. */
  toDockerfile(range?: Range): void {
    this.show('editor');
    this.showFile('panel-dockerfile');
    if (range) this.editor.pane.goTo(range);
    else this.editor.pane.focus();
  }

  private skip(event: Event, hash: string): void {
    if (hash === '#dockerfile') {
      event.preventDefault();
      this.toDockerfile();
    } else if (hash === '#advice') this.show('goals');
  }
}
