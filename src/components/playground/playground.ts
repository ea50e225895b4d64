import { ignoreStarter } from '../../editor/ignore/starter.ts';
import { TextField } from '../../editor/text-field.ts';
import { type ProgressStore, progress } from '../../progress/store.ts';
import type { ArgumentsRequest, DeclaredArgument } from '../../worker/arguments.ts';
import { EngineClient } from '../../worker/client.ts';
import type { CheckResult } from '../../worker/messages.ts';
import { Announcer } from '../workbench/announcer.ts';
import '../workbench/build/bench.ts';
import { EditorSlot } from '../workbench/editor-slot.ts';
import { tabs } from '../workbench/file-tabs.ts';
import { readPlace } from '../workbench/html.ts';
import { resizablePanes } from '../workbench/panes.ts';
import { AdvicePanel } from './advice-panel.ts';
import { ChoicePanel } from './choice-panel.ts';
import { buildableContext } from './context.ts';
import { Desk } from './desk.ts';
import { DRAFT, readDraft } from './draft.ts';
import { editorChosen } from './editor-chosen.ts';
import { type PlaygroundParts, parts } from './elements.ts';
import { FolderPanel } from './folder-panel.ts';
import { NO_GOALS } from './no-goals.ts';
import { Note } from './note.ts';
import { readOpening } from './opening.ts';
import { SharePanel } from './share-panel.ts';
import { Views } from './views.ts';

/** Texts longer than this (UTF-16 units) are checked after a pause in typing, of so many ms. */
const AT_ONCE_UP_TO = 50_000;
const PAUSE = 300;

/** The playground page: editors, engine and panels, tied together. */
class Playground extends HTMLElement {
  private parts!: PlaygroundParts;
  private store!: ProgressStore;
  private announcer!: Announcer;
  private note!: Note;
  private engine!: EngineClient;
  private editor!: EditorSlot;
  private desk!: Desk;
  private views!: Views;
  private folder!: FolderPanel;
  private choice!: ChoicePanel;
  private advice!: AdvicePanel;
  private share!: SharePanel;
  private readonly ending = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (this.parts) return;
    this.parts = parts(this);
    this.store = progress();
    this.announcer = new Announcer(this.parts.live);
    this.announcer.assume(this.parts.summary.textContent ?? '');
    this.note = new Note(this.parts.note, this.announcer);
    this.startPanels();
    this.startEditors();
    this.startEngine();
    this.listen();
    resizablePanes(this, this.ending.signal);
    this.editor.start(this.ending.signal);
    for (const notice of this.store.notices) this.note.say(notice.text);
    this.check(0);
    void this.open();
  }

  private startPanels(): void {
    const { parts: places, announcer } = this;
    const { signal } = this.ending;
    this.choice = new ChoicePanel(places, () => this.desk.edited(), signal);
    this.choice.set(readDraft(this.store).choice);
    this.advice = new AdvicePanel(places, this.dataset.checks ?? '/checks/', announcer);
    this.share = new SharePanel(
      places,
      () => ({ ...this.desk.standing(), files: this.folder.files }),
      announcer,
    );
    this.folder = new FolderPanel(
      this,
      places,
      {
        onDockerfile: (text, path) => this.desk.put({ text, said: `${path} is in the editor.` }),
        onFolder: (dockerignore) => this.desk.putIgnore(dockerignore ?? ''),
        onRemoved: () => this.check(0),
        announce: (message) => announcer.now(message),
      },
      signal,
    );
  }

  private startEditors(): void {
    const { parts: places, store, note, choice } = this;
    const { signal } = this.ending;
    const draft = readDraft(store);
    const events = {
      onInput: () => this.desk.edited(),
      onAnnounce: (message: string) => this.announcer.now(message),
      world: () => this.desk.world(this.contextPaths(), (question) => places.bench.list(question)),
    };
    this.editor = new EditorSlot(
      places,
      { ...events, onCursor: (line) => places.bench.cursor(line) },
      draft.text,
      (kind) => editorChosen(kind, places, this.editor, this.advice.problems, this.announcer),
    );
    const ignore = new TextField(places.ignoreField, { ...events, language: 'dockerignore' });
    ignore.fill(draft.dockerignore);
    const shown = ignoreStarter(places.ignorePanel, ignore, () => this.contextPaths(), signal);
    this.views = new Views(this, places, this.editor, tabs(places.fileTabs, shown, signal), signal);
    this.desk = new Desk({
      editor: this.editor,
      ignore,
      choice,
      store,
      note,
      earlier: places.earlier,
      onChange: () => this.check(this.desk.text.length > AT_ONCE_UP_TO ? PAUSE : 0),
    });
  }

  private startEngine(): void {
    this.engine = new EngineClient({
      start: () => new Worker(new URL('../../worker/engine.worker.ts', import.meta.url), { type: 'module' }),
      inline: async () => (await import('../../worker/check.ts')).check,
      onResult: (result, request) => this.checked(result, request.text),
      onTrouble: (message) => this.note.say(message),
    });
    const { desk } = this;
    this.parts.bench.connect({
      load: async () => buildableContext(desk.text, this.folder.files, desk.standing().dockerignore),
      onGo: (range) => this.views.toDockerfile(range),
      onBuilt: (view, text) => this.advice.show(text, view),
      onTrouble: () => undefined,
      get target() {
        return desk.standing().choice.target;
      },
      get buildArgs() {
        return desk.standing().choice.args;
      },
    });
  }

  /** The kept folder, then whatever the address asks for. */
  private async open(): Promise<void> {
    if (await this.folder.restore()) this.check(0);
    await this.openAddress();
  }

  private async openAddress(): Promise<void> {
    const exercises = this.dataset.exercises ?? '/exercises/';
    const opening = await readOpening(location.hash, exercises, (id) => this.store.getDraft(id));
    if (!opening) return;
    // What was opened is a draft from now on: a reload must not open it again over what is typed meanwhile.
    history.replaceState(history.state, '', location.pathname + location.search);
    if (!opening.ok) {
      this.note.say(opening.reason);
      return;
    }
    if (opening.files) await this.folder.use({ files: opening.files, leftOut: [] }, false);
    this.desk.put(opening);
  }

  private contextPaths(): string[] {
    return this.folder.files.map(({ path }) => path);
  }

  private check(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), after);
  }

  private ask(): void {
    const { text, dockerignore, choice } = this.desk.standing();
    this.parts.bench.textChanged(text);
    this.engine.ask({
      exercise: {
        ...NO_GOALS,
        ...(choice.target === undefined ? {} : { target: choice.target }),
        buildArgs: { ...choice.args },
      },
      text,
      files: this.contextPaths(),
      ...(dockerignore === '' ? {} : { dockerignore }),
    });
  }

  private checked(result: CheckResult, text: string): void {
    const { bench } = this.parts;
    bench.showStages(result, text);
    if (text === this.desk.text) this.editor.pane.showProblems(result.problems);
    this.advice.show(this.desk.text, bench.current, result);
    const question: ArgumentsRequest = { kind: 'arguments', text };
    void this.engine.aside<DeclaredArgument[]>(question).then((declared = []) => {
      if (text === this.desk.text) this.choice.offer(result.stages, declared);
    });
  }

  private listen(): void {
    const { signal } = this.ending;
    this.addEventListener('click', (event) => this.clicked(event), { signal });
    addEventListener('hashchange', () => void this.openAddress(), { signal });
    const stop = this.store.subscribe((event) => {
      if (event.kind === 'notice' && (event.notice.id ?? DRAFT) === DRAFT) this.note.say(event.notice.text);
    });
    signal.addEventListener('abort', stop);
  }

  private clicked(event: Event): void {
    const target = (event.target as Element).closest<HTMLElement>('button');
    if (!target) return;
    const { go, fix, action = '', view } = target.dataset;
    const range = go === undefined ? undefined : readPlace(go);
    const actions: Record<string, () => unknown> = {
      editor: () => this.editor.toggle(),
      share: () => this.share.share(),
      download: () => this.share.download(),
      'copy-command': () => this.share.copyCommand(),
      'remove-folder': () => this.folder.remove(),
      clear: () => this.desk.put({ text: '', said: 'The editor is empty.' }),
    };
    if (range) this.views.toDockerfile(range);
    else if (fix !== undefined) this.applyFix(Number(fix));
    else if (view !== undefined) this.views.show(view);
    else void actions[action]?.();
  }

  private applyFix(at: number): void {
    const problem = this.advice.problems[at];
    if (!problem?.fix) return;
    this.editor.pane.applyEdits(problem.fix.edits);
    this.views.toDockerfile();
    this.announcer.now(`Done: ${problem.fix.title}`);
  }
}

customElements.define('stage-playground', Playground);
