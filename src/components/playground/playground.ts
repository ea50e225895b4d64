import type { ContextFile } from '../../build/context.ts';
import type { Diagnostic, Range } from '../../dockerfile/index.ts';
import { TextField } from '../../editor/text-field.ts';
import { type ProgressStore, progress } from '../../progress/store.ts';
import { EngineClient } from '../../worker/client.ts';
import type { CheckResult } from '../../worker/messages.ts';
import { Announcer } from '../workbench/announcer.ts';
import '../workbench/build/bench.ts';
import { NoContext } from '../workbench/build/context-files.ts';
import { type EditorChoice, EditorSlot } from '../workbench/editor-slot.ts';
import { tabs } from '../workbench/file-tabs.ts';
import { readPlace } from '../workbench/html.ts';
import { resizablePanes } from '../workbench/panes.ts';
import { adviceView } from './advice-view.ts';
import { earlierTexts, keepEarlier, labelOf } from './earlier.ts';
import { type PlaygroundParts, parts } from './elements.ts';
import { fromDrop, fromInput, leftOutSentence, type OwnFile, type OwnFolder, takeFiles } from './folder.ts';
import { keepFolder, keptFolder } from './folder-store.ts';
import { NO_GOALS } from './no-goals.ts';
import { readOpening } from './opening.ts';
import { COMMAND, START } from './start.ts';

/** The draft's place in the progress store: no exercise has this id. */
const DRAFT = NO_GOALS.id;
/** Texts longer than this (UTF-16 units) are checked after a pause in typing, of so many ms. */
const AT_ONCE_UP_TO = 50_000;
const PAUSE = 300;
/** More files than this are counted, not listed. */
const LISTED = 200;

/** What the foot of the editor says about keys, for each kind of editor. */
const KEYS: Record<EditorChoice, string> = {
  loading: '<kbd>Tab</kbd> leaves the editor.',
  monaco: '<kbd>Tab</kbd> leaves the editor; <kbd>Ctrl</kbd> <kbd>M</kbd> lets it indent.',
  narrow: 'Plain text field, for a narrow screen. It checks all the same.',
  touch: 'Plain text field, for touch. It checks all the same.',
  chosen: '<kbd>Tab</kbd> leaves the field.',
  failed: 'The code editor did not load. This text field checks all the same.',
};

/** The playground page: editor, engine, folder and sharing, tied together. */
class Playground extends HTMLElement {
  private parts!: PlaygroundParts;
  private store!: ProgressStore;
  private editor!: EditorSlot;
  private ignore!: TextField;
  private engine!: EngineClient;
  private announcer!: Announcer;
  private readonly ending = new AbortController();
  private files: readonly OwnFile[] = [];
  private problems: readonly Diagnostic[] = [];
  private shownAdvice = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private showFile: (id: string) => void = () => undefined;

  connectedCallback(): void {
    if (this.parts) return;
    this.parts = parts(this);
    this.store = progress();
    this.announcer = new Announcer(this.parts.live);
    this.announcer.assume(this.parts.summary.textContent ?? '');
    const { signal } = this.ending;
    this.engine = new EngineClient({
      start: () => new Worker(new URL('../../worker/engine.worker.ts', import.meta.url), { type: 'module' }),
      inline: async () => (await import('../../worker/check.ts')).check,
      onResult: (result, request) => this.show(result, request.text),
      onTrouble: (message) => this.say(message),
    });
    const draft = this.store.getDraft(DRAFT);
    this.editor = new EditorSlot(
      this.parts,
      {
        onInput: () => this.edited(),
        onAnnounce: (message) => this.announcer.now(message),
        onCursor: (line) => this.parts.bench.cursor(line),
        world: () => ({ files: this.contextPaths() }),
      },
      draft?.text ?? START,
      (choice) => this.editorChosen(choice),
    );
    this.parts.bench.connect({
      load: async () => this.buildable(),
      onGo: (range) => this.goToRange(range),
      onBuilt: () => undefined,
      onTrouble: () => undefined,
    });
    this.ignore = new TextField(this.parts.ignoreField, {
      language: 'text',
      onInput: () => this.edited(),
      onAnnounce: () => undefined,
    });
    this.ignore.fill(draft?.files?.['.dockerignore'] ?? '');
    this.showFile = tabs(this.parts.fileTabs, () => undefined, signal);
    this.listen(signal);
    resizablePanes(this, signal);
    this.editor.start(signal);
    this.showEarlier();
    for (const notice of this.store.notices) this.say(notice.text);
    this.check(0);
    void this.open();
  }

  /** The kept folder, then whatever the address asks for. */
  private async open(): Promise<void> {
    const kept = await keptFolder();
    // What was dropped meanwhile stands.
    if (kept.length > 0 && this.files.length === 0) {
      this.files = kept;
      this.showFiles();
      this.check(0);
    }
    await this.openAddress();
  }

  private async openAddress(): Promise<void> {
    const { hash } = location;
    const opening = await readOpening(hash, this.dataset.exercises ?? '/exercises/', (id) =>
      this.store.getDraft(id),
    );
    if (!opening) return;
    // What was opened is a draft from now on: a reload must not open it again over what is typed meanwhile.
    history.replaceState(history.state, '', location.pathname + location.search);
    if (!opening.ok) {
      this.say(opening.reason);
      return;
    }
    if (opening.files) await this.useFolder({ files: opening.files, leftOut: [] }, false);
    this.put(opening.text, opening.said);
  }

  // ---- the text -------------------------------------------------------------------------------------

  private text(): string {
    return this.editor.pane.value();
  }

  private edited(): void {
    const ignore = this.ignore.value();
    this.store.saveDraft(DRAFT, this.text(), ignore === '' ? undefined : { '.dockerignore': ignore });
    this.check(this.text().length > AT_ONCE_UP_TO ? PAUSE : 0);
  }

  private check(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), after);
  }

  private ask(): void {
    const ignore = this.ignore.value();
    this.parts.bench.textChanged(this.text());
    this.engine.ask({
      exercise: NO_GOALS,
      text: this.text(),
      files: this.contextPaths(),
      ...(ignore === '' ? {} : { dockerignore: ignore }),
    });
  }

  /** Paths of the context as they would be in the download. */
  private contextPaths(): string[] {
    return this.files.map(({ path }) => path);
  }

  /** The same with its contents, for the simulated build. */
  private context(): ContextFile[] {
    const ignore = this.ignore.value();
    const own = this.files.map(({ path, bytes }) => ({ path, content: bytes }));
    return ignore === '' ? own : [...own, { path: '.dockerignore', content: ignore }];
  }

  /** The context, unless the Dockerfile copies from a folder that nobody has shown: that build would only fail. */
  private buildable(): ContextFile[] {
    if (this.files.length === 0 && /^\s*(COPY|ADD)\s(?!.*--from=)/im.test(this.text()))
      throw new NoContext(
        'This Dockerfile copies files from your folder. Drop the folder on the page, and the build shows here.',
      );
    return this.context();
  }

  /** Puts a text into the editor. The one before it is kept, and offered back. */
  private put(text: string, said: string): void {
    const before = this.text();
    if (before === text) {
      this.say(said);
      return;
    }
    if (before !== START) keepEarlier(storage(), before, Date.now());
    this.editor.pane.replace(text);
    // An empty text field tells nobody that it was filled.
    this.edited();
    this.showEarlier();
    this.say(said, 'Bring back what was there', () => {
      this.editor.pane.replace(before);
      this.edited();
      this.say('Your text is back.');
    });
  }

  private showEarlier(): void {
    const texts = earlierTexts(storage());
    this.parts.earlier.hidden = texts.length === 0;
    const list = this.parts.earlier.querySelector('ul');
    list?.replaceChildren(
      ...texts.map((one) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'link-button';
        button.textContent = labelOf(one);
        button.addEventListener('click', () => this.put(one.text, 'An earlier text is in the editor.'));
        const time = document.createElement('span');
        time.className = 'muted small';
        time.textContent = ` ${new Date(one.at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}`;
        item.append(button, time);
        return item;
      }),
    );
  }

  // ---- what is shown ----------------------------------------------------------------------------------

  private show(result: CheckResult, text: string): void {
    const view = adviceView(result.problems, result.stages, this.dataset.checks ?? '/checks/');
    this.problems = view.problems;
    if (view.html !== this.shownAdvice) this.parts.advice.innerHTML = view.html;
    this.shownAdvice = view.html;
    this.parts.noAdvice.hidden = view.problems.length > 0;
    this.parts.summary.textContent = view.summary;
    this.parts.count.textContent = String(view.problems.length);
    this.parts.bench.showStages(result.stages, result.layout);
    if (text === this.text()) this.editor.pane.showProblems(result.problems);
    this.announcer.later(view.summary);
  }

  private editorChosen(choice: EditorChoice): void {
    this.parts.keys.innerHTML = KEYS[choice];
    this.parts.editorButton.setAttribute('aria-pressed', String(choice !== 'monaco'));
    this.editor.pane.showProblems(this.problems);
    if (choice === 'failed') this.announcer.now(KEYS.failed);
  }

  /** A short word under the editor, with one thing to do about it. */
  private say(text: string, action?: string, run?: () => void): void {
    this.tell(this.parts.note, text);
    if (!action || !run) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link-button';
    button.textContent = action;
    button.addEventListener('click', run);
    this.parts.note.append(' ', button);
  }

  private tell(place: HTMLElement, text: string): void {
    place.textContent = text;
    place.hidden = false;
    this.announcer.now(text);
  }

  // ---- the folder -------------------------------------------------------------------------------------

  private async useFolder(folder: OwnFolder, ownText = true): Promise<void> {
    const decode = (file: OwnFile) => new TextDecoder().decode(file.bytes);
    const dockerfile = folder.files.find(({ path }) => /(^|\/)(Dockerfile|Containerfile)$/.test(path));
    const only = folder.files.length === 1 ? folder.files[0] : undefined;
    const text = dockerfile ?? (only && isDockerfile(only.path) ? only : undefined);
    const left = leftOutSentence(folder.leftOut);
    if (text && ownText) this.put(decode(text), `${text.path} is in the editor.`);
    // A Dockerfile alone is a text, not a folder.
    if (folder.files.length > (text ? 1 : 0)) {
      this.files = folder.files.filter((file) => file !== text && file.path !== '.dockerignore');
      const ignore = folder.files.find(({ path }) => path === '.dockerignore');
      this.ignore.replace(ignore ? decode(ignore) : '');
      this.showFiles(left);
      this.edited();
      if (!(await keepFolder(this.files)))
        this.tell(
          this.parts.filesNote,
          `The browser does not keep your folder: it is here until you close the page. ${left}`,
        );
    } else if (left) this.tell(this.parts.filesNote, left);
  }

  private removeFolder(): void {
    this.files = [];
    void keepFolder([]);
    this.showFiles();
    this.tell(this.parts.filesNote, 'The folder is no longer here. Your own files are untouched.');
    this.check(0);
  }

  private showFiles(left = ''): void {
    const { files } = this;
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.parts.files.hidden = files.length === 0;
    this.parts.removeFolder.hidden = files.length === 0;
    const names = files.slice(0, LISTED).map(({ path }) => path);
    if (files.length > LISTED) names.push(`… and ${files.length - LISTED} more`);
    this.parts.files.replaceChildren(
      ...names.map((name) => Object.assign(document.createElement('li'), { textContent: name })),
    );
    if (files.length > 0) {
      const sum = `${files.length === 1 ? '1 file' : `${files.length} files`}, ${Math.ceil(size / 1000)} kB.`;
      this.tell(this.parts.filesNote, left ? `${sum} ${left}` : sum);
    }
  }

  private async take(candidates: ReturnType<typeof fromInput>): Promise<void> {
    if (candidates.length === 0) {
      this.tell(this.parts.filesNote, 'There was no file in it.');
      return;
    }
    this.tell(this.parts.filesNote, 'Reading …');
    await this.useFolder(await takeFiles(candidates));
    if (this.parts.filesNote.textContent === 'Reading …') this.parts.filesNote.hidden = true;
  }

  // ---- sharing and taking away ---------------------------------------------------------------------------

  private async share(): Promise<void> {
    const { writeLink } = await import('./link.ts');
    const written = writeLink(this.text());
    this.parts.shareLink.hidden = !written.ok;
    if (!written.ok) {
      this.tell(this.parts.shareNote, written.reason);
      return;
    }
    const link = new URL(location.pathname + written.fragment, location.href).href;
    this.parts.shareLink.value = link;
    const long = link.length > 2000 ? ' Some chat programs cut off links of this length.' : '';
    const copied = await copy(link);
    this.tell(
      this.parts.shareNote,
      `${copied ? 'The link is copied' : 'Copy the link below'} (${link.length} characters).${long}`,
    );
    if (!copied) this.parts.shareLink.select();
  }

  private async download(): Promise<void> {
    const { zipFolder } = await import('./archive.ts');
    const ignore = this.ignore.value();
    const extra: OwnFile[] =
      ignore === '' ? [] : [{ path: '.dockerignore', bytes: new TextEncoder().encode(ignore) }];
    const zip = zipFolder(this.text(), [...this.files, ...extra]);
    const url = URL.createObjectURL(new Blob([zip as BlobPart], { type: 'application/zip' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'stagecraft.zip';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    const alone =
      this.files.length === 0 ? ' It holds the Dockerfile alone: put your own files beside it.' : '';
    this.tell(this.parts.downloadNote, `Saved as stagecraft.zip.${alone}`);
  }

  // ---- what the learner does ----------------------------------------------------------------------------

  private listen(signal: AbortSignal): void {
    this.addEventListener('click', (event) => this.clicked(event), { signal });
    addEventListener('hashchange', () => void this.openAddress(), { signal });
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a.skip')) {
      link.addEventListener('click', (event) => this.skip(event, link.hash), { signal });
    }
    const { pickFile, pickFolder } = this.parts;
    for (const input of [pickFile, pickFolder]) {
      input.addEventListener('change', () => {
        void this.take(fromInput(input.files ?? []));
        // The same file may be chosen again.
        input.value = '';
      });
    }
    // The whole page takes a drop: a file that misses the box must not replace the page.
    window.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        this.classList.add('is-dragged');
      },
      { signal },
    );
    window.addEventListener(
      'dragleave',
      (event) => !event.relatedTarget && this.classList.remove('is-dragged'),
      {
        signal,
      },
    );
    window.addEventListener('drop', (event) => this.dropped(event), { signal, capture: true });
    const stop = this.store.subscribe((event) => {
      if (event.kind === 'notice' && (event.notice.id ?? DRAFT) === DRAFT) this.say(event.notice.text);
    });
    signal.addEventListener('abort', stop);
  }

  private dropped(event: DragEvent): void {
    this.classList.remove('is-dragged');
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    void fromDrop(event.dataTransfer).then((candidates) => this.take(candidates));
  }

  private skip(event: Event, hash: string): void {
    if (hash === '#dockerfile') {
      event.preventDefault();
      this.view('editor');
      this.showFile('panel-dockerfile');
      this.editor.pane.focus();
    } else if (hash === '#advice') this.view('goals');
  }

  private view(view: string): void {
    this.dataset.view = view;
    for (const button of this.parts.viewSwitch.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset.view === view));
    }
  }

  private clicked(event: Event): void {
    const target = (event.target as Element).closest<HTMLElement>('button');
    if (!target) return;
    const { go, fix, action, view } = target.dataset;
    if (go !== undefined) this.goTo(go);
    else if (fix !== undefined) this.applyFix(Number(fix));
    else if (view !== undefined) this.view(view);
    else if (action === 'editor') void this.editor.toggle();
    else if (action === 'share') void this.share();
    else if (action === 'download') void this.download();
    else if (action === 'copy-command') void this.copyCommand();
    else if (action === 'remove-folder') this.removeFolder();
    else if (action === 'clear') this.put('', 'The editor is empty.');
  }

  private async copyCommand(): Promise<void> {
    const copied = await copy(COMMAND);
    this.tell(
      this.parts.downloadNote,
      copied ? 'The command is copied.' : 'Mark the command and press Ctrl+C.',
    );
  }

  private goTo(place: string): void {
    const range = readPlace(place);
    if (range) this.goToRange(range);
  }

  private goToRange(range: Range): void {
    this.view('editor');
    this.showFile('panel-dockerfile');
    this.editor.pane.goTo(range);
  }

  private applyFix(at: number): void {
    const problem = this.problems[at];
    if (!problem?.fix) return;
    this.editor.pane.applyEdits(problem.fix.edits);
    this.view('editor');
    this.showFile('panel-dockerfile');
    this.editor.pane.focus();
    this.announcer.now(`Done: ${problem.fix.title}`);
  }
}

/** A name that people give to Dockerfiles. */
function isDockerfile(path: string): boolean {
  return /(^|[./])(dockerfile|containerfile)|dockerfile$/i.test(path);
}

function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

customElements.define('stage-playground', Playground);
