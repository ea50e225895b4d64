/** The reader's own folder: dropped or chosen, listed, kept, removed. */
import type { PlaygroundParts } from './elements.ts';
import {
  type Candidate,
  fromDrop,
  fromInput,
  leftOutSentence,
  type OwnFile,
  type OwnFolder,
  takeFiles,
} from './folder.ts';
import { keepFolder, keptFolder } from './folder-store.ts';

/** More files than this are counted, not listed. */
const LISTED = 200;

/** What the page does with what was found. */
export interface FolderEvents {
  /** A Dockerfile was in it, or is all that it is. */
  readonly onDockerfile: (text: string, path: string) => void;
  /** The folder is another one; undefined where it has no `.dockerignore`. */
  readonly onFolder: (dockerignore: string | undefined) => void;
  /** The folder is gone. */
  readonly onRemoved: () => void;
  readonly announce: (message: string) => void;
}

export class FolderPanel {
  files: readonly OwnFile[] = [];
  private readonly parts: PlaygroundParts;
  private readonly events: FolderEvents;
  private readonly root: HTMLElement;

  constructor(root: HTMLElement, parts: PlaygroundParts, events: FolderEvents, signal: AbortSignal) {
    this.root = root;
    this.parts = parts;
    this.events = events;
    for (const input of [parts.pickFile, parts.pickFolder]) {
      input.addEventListener('change', () => {
        void this.take(fromInput(input.files ?? []));
        // The same file may be chosen again.
        input.value = '';
      });
    }
    // The whole page takes a drop: a file that misses the box must not replace the page.
    window.addEventListener('dragover', (event) => this.dragged(event), { signal });
    window.addEventListener(
      'dragleave',
      (event) => !event.relatedTarget && root.classList.remove('is-dragged'),
      {
        signal,
      },
    );
    window.addEventListener('drop', (event) => this.dropped(event), { signal, capture: true });
  }

  /** Brings back what was kept, unless something was dropped meanwhile. */
  async restore(): Promise<boolean> {
    const kept = await keptFolder();
    if (kept.length === 0 || this.files.length > 0) return false;
    this.files = kept;
    this.show();
    return true;
  }

  /** Takes a folder over. `ownText`: a Dockerfile in it goes to the editor. */
  async use(folder: OwnFolder, ownText = true): Promise<void> {
    const dockerfile = folder.files.find(({ path }) => /(^|\/)(Dockerfile|Containerfile)$/.test(path));
    const only = folder.files.length === 1 ? folder.files[0] : undefined;
    const text = dockerfile ?? (only && isDockerfile(only.path) ? only : undefined);
    const left = leftOutSentence(folder.leftOut);
    if (text && ownText) this.events.onDockerfile(decode(text), text.path);
    // A Dockerfile alone is a text, not a folder.
    if (folder.files.length > (text ? 1 : 0)) {
      this.files = folder.files.filter((file) => file !== text && file.path !== '.dockerignore');
      const ignore = folder.files.find(({ path }) => path === '.dockerignore');
      this.show(left);
      this.events.onFolder(ignore && decode(ignore));
      if (!(await keepFolder(this.files)))
        this.note(
          `The browser does not keep your folder: it is here until you close the page. ${left}`,
          true,
        );
    } else if (left) this.note(left, true);
  }

  remove(): void {
    this.files = [];
    void keepFolder([]);
    this.show();
    this.note('The folder is no longer here. Your own files are untouched.');
    this.events.onRemoved();
  }

  private async take(candidates: readonly Candidate[]): Promise<void> {
    if (candidates.length === 0) {
      this.note('There was no file in it.', true);
      return;
    }
    this.note('Reading …');
    await this.use(await takeFiles(candidates));
    if (this.parts.filesNote.textContent === 'Reading …') this.parts.filesNote.hidden = true;
  }

  private dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.root.classList.add('is-dragged');
  }

  private dropped(event: DragEvent): void {
    this.root.classList.remove('is-dragged');
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    void fromDrop(event.dataTransfer).then((candidates) => this.take(candidates));
  }

  private show(left = ''): void {
    const { files, parts } = this;
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    parts.files.hidden = files.length === 0;
    parts.removeFolder.hidden = files.length === 0;
    const names = files.slice(0, LISTED).map(({ path }) => path);
    if (files.length > LISTED) names.push(`… and ${files.length - LISTED} more`);
    parts.files.replaceChildren(
      ...names.map((name) => Object.assign(document.createElement('li'), { textContent: name })),
    );
    if (files.length === 0) return;
    const sum = `Your folder is here: ${files.length === 1 ? '1 file' : `${files.length} files`}, ${Math.ceil(size / 1000)} kB.`;
    this.note(left ? `${sum} ${left}` : sum, left !== '');
  }

  /** `careful`: something did not come along. Everything else is good news and looks like it. */
  private note(text: string, careful = false): void {
    const { filesNote } = this.parts;
    filesNote.textContent = text;
    filesNote.hidden = false;
    filesNote.classList.toggle('is-careful', careful);
    filesNote.classList.toggle('muted', false);
    this.events.announce(text);
  }
}

function decode(file: OwnFile): string {
  return new TextDecoder().decode(file.bytes);
}

/** A name that people give to Dockerfiles. */
function isDockerfile(path: string): boolean {
  return /(^|[./])(dockerfile|containerfile)|dockerfile$/i.test(path);
}
