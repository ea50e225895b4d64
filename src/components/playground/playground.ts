import type { Range } from '../../dockerfile/index.ts';
import { ignoreStarter } from '../../editor/ignore/starter.ts';
import type { LanguageWorld } from '../../editor/language/document.ts';
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
import { NO_CHOICE } from './choice.ts';
import { ChoicePanel } from './choice-panel.ts';
import { buildableContext } from './context.ts';
import { DRAFT, readDraft, type Standing, saveDraft } from './draft.ts';
import { EarlierPanel } from './earlier-panel.ts';
import { editorChosen } from './editor-chosen.ts';
import { type PlaygroundParts, parts } from './elements.ts';
import { FolderPanel } from './folder-panel.ts';
import { NO_GOALS } from './no-goals.ts';
import { type OpenText, readOpening } from './opening.ts';
import { SharePanel } from './share-panel.ts';
import { START } from './start.ts';

/** Texts longer than this (UTF-16 units) are checked after a pause in typing, of so many ms. */
const AT_ONCE_UP_TO = 50_000;
const PAUSE = 300;

/** The playground page: editor, engine and panels, tied together. */
class Playground extends HTMLElement {
  private parts!: PlaygroundParts;
  private store!: ProgressStore;
  private editor!: EditorSlot;
  private ignore!: TextField;
  private engine!: EngineClient;
  private announcer!: Announcer;
  private folder!: FolderPanel;
  private choice!: ChoicePanel;
  private share!: SharePanel;
  private earlier!: EarlierPanel;
  private readonly ending = new AbortController();
  private advice!: AdvicePanel;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private showFile: (id: string) => void = () => undefined;

  connectedCallback(): void {
    if (this.parts) return;
    this.parts = parts(this);
    this.store = progress();
    this.announcer = new Announcer(this.parts.live);
    this.announcer.assume(this.parts.summary.textContent ?? '');
    this.startEngine();
    this.startEditors();
    this.startPanels();
    this.listen();
    resizablePanes(this, this.ending.signal);
    this.editor.start(this.ending.signal);
    for (const notice of this.store.notices) this.say(notice.text);
    this.check(0);
    void this.open();
  }

  private startEngine(): void {
    this.engine = new EngineClient({
      start: () => new Worker(new URL('../../worker/engine.worker.ts', import.meta.url), { type: 'module' }),
      inline: async () => (await import('../../worker/check.ts')).check,
      onResult: (result, request) => this.checked(result, request.text),
      onTrouble: (message) => this.say(message),
    });
    const choice = () => this.choice.choice;
    this.parts.bench.connect({
      load: async () => buildableContext(this.text(), this.folder.files, this.ignore.value()),
      onGo: (range) => this.goToRange(range),
      onBuilt: (view, text) => this.advice.show(text, view),
      onTrouble: () => undefined,
      get target() {
        return choice().target;
      },
      get buildArgs() {
        return choice().args;
      },
    });
  }

  private startEditors(): void {
    const draft = readDraft(this.store);
    const events = {
      onInput: () => this.edited(),
      onAnnounce: (message: string) => this.announcer.now(message),
      world: () => this.world(),
    };
    this.editor = new EditorSlot(
      this.parts,
      { ...events, onCursor: (line) => this.parts.bench.cursor(line) },
      draft.text,
      (choice) => editorChosen(choice, this.parts, this.editor, this.advice.problems, this.announcer),
    );
    this.ignore = new TextField(this.parts.ignoreField, { ...events, language: 'dockerignore' });
    this.ignore.fill(draft.dockerignore);
    const { signal } = this.ending;
    const shown = ignoreStarter(this.parts.ignorePanel, this.ignore, () => this.contextPaths(), signal);
    this.showFile = tabs(this.parts.fileTabs, shown, signal);
  }

  private startPanels(): void {
    const { parts: places, announcer } = this;
    const { signal } = this.ending;
    this.choice = new ChoicePanel(places, () => this.edited(), signal);
    this.choice.set(readDraft(this.store).choice);
    this.advice = new AdvicePanel(places, this.dataset.checks ?? '/checks/', announcer);
    this.folder = new FolderPanel(
      this,
      places,
      {
        onDockerfile: (text, path) => this.put({ text, said: `${path} is in the editor.` }),
        onFolder: (dockerignore) => {
          this.ignore.replace(dockerignore ?? '');
          this.edited();
        },
        onRemoved: () => this.check(0),
        announce: (message) => announcer.now(message),
      },
      signal,
    );
    this.share = new SharePanel(places, () => ({ ...this.standing(), files: this.folder.files }), announcer);
    this.earlier = new EarlierPanel(places.earlier, ({ at: _, ...one }) =>
      this.put({ dockerignore: '', choice: NO_CHOICE, ...one, said: 'An earlier text is in the editor.' }),
    );
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
      this.say(opening.reason);
      return;
    }
    if (opening.files) await this.folder.use({ files: opening.files, leftOut: [] }, false);
    this.put(opening);
  }

  // ---- the text -------------------------------------------------------------------------------------

  private text(): string {
    return this.editor.pane.value();
  }

  private standing(): Standing {
    return { text: this.text(), dockerignore: this.ignore.value(), choice: this.choice.choice };
  }

  private edited(): void {
    const standing = this.standing();
    saveDraft(this.store, standing);
    this.check(standing.text.length > AT_ONCE_UP_TO ? PAUSE : 0);
  }

  private check(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), after);
  }

  private ask(): void {
    const { text, dockerignore, choice } = this.standing();
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

  private contextPaths(): string[] {
    return this.folder?.files.map(({ path }) => path) ?? [];
  }

  private world(): LanguageWorld {
    const { target, args } = this.choice.choice;
    return {
      options: { ...(target === undefined ? {} : { target }), buildArgs: { ...args } },
      files: this.contextPaths(),
      dockerignore: this.ignore.value(),
      listStage: (question) => this.parts.bench.list(question),
    };
  }

  /** Puts a text into the editor, and what belongs to it beside it. What was there is kept, and offered back. */
  private put({ text, dockerignore, choice, said }: OpenText): void {
    const before = this.standing();
    const fill = (one: Partial<Standing> & { text: string }): void => {
      this.editor.pane.replace(one.text);
      if (one.dockerignore !== undefined) this.ignore.replace(one.dockerignore);
      if (one.choice) this.choice.set(one.choice);
      // An empty text field tells nobody that it was filled.
      this.edited();
    };
    const differs =
      before.text !== text ||
      (dockerignore ?? before.dockerignore) !== before.dockerignore ||
      JSON.stringify(choice ?? before.choice) !== JSON.stringify(before.choice);
    if (!differs) {
      this.say(said);
      return;
    }
    if (before.text !== START) this.earlier.keep(before);
    fill({ text, ...(dockerignore === undefined ? {} : { dockerignore }), ...(choice ? { choice } : {}) });
    this.say(said, 'Bring back what was there', () => {
      fill(before);
      this.say('Your text is back.');
    });
  }

  // ---- what is shown ----------------------------------------------------------------------------------

  private checked(result: CheckResult, text: string): void {
    const { bench } = this.parts;
    bench.showStages(result, text);
    if (text === this.text()) this.editor.pane.showProblems(result.problems);
    this.advice.show(this.text(), bench.current, result);
    const question: ArgumentsRequest = { kind: 'arguments', text };
    void this.engine.aside<DeclaredArgument[]>(question).then((declared = []) => {
      if (text === this.text()) this.choice.offer(result.stages, declared);
    });
  }

  /** A short word under the editor, with one thing to do about it. */
  private say(text: string, action?: string, run?: () => void): void {
    const { note } = this.parts;
    note.textContent = text;
    note.hidden = false;
    this.announcer.now(text);
    if (!action || !run) return;
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'link-button',
      textContent: action,
    });
    button.addEventListener('click', run);
    note.append(' ', button);
  }

  // ---- what the learner does ----------------------------------------------------------------------------

  private listen(): void {
    const { signal } = this.ending;
    this.addEventListener('click', (event) => this.clicked(event), { signal });
    addEventListener('hashchange', () => void this.openAddress(), { signal });
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a.skip')) {
      link.addEventListener('click', (event) => this.skip(event, link.hash), { signal });
    }
    const stop = this.store.subscribe((event) => {
      if (event.kind === 'notice' && (event.notice.id ?? DRAFT) === DRAFT) this.say(event.notice.text);
    });
    signal.addEventListener('abort', stop);
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
    const { go, fix, action = '', view } = target.dataset;
    const range = go === undefined ? undefined : readPlace(go);
    const actions: Record<string, () => unknown> = {
      editor: () => this.editor.toggle(),
      share: () => this.share.share(),
      download: () => this.share.download(),
      'copy-command': () => this.share.copyCommand(),
      'remove-folder': () => this.folder.remove(),
      clear: () => this.put({ text: '', said: 'The editor is empty.' }),
    };
    if (range) this.goToRange(range);
    else if (fix !== undefined) this.applyFix(Number(fix));
    else if (view !== undefined) this.view(view);
    else void actions[action]?.();
  }

  private goToRange(range: Range): void {
    this.view('editor');
    this.showFile('panel-dockerfile');
    this.editor.pane.goTo(range);
  }

  private applyFix(at: number): void {
    const problem = this.advice.problems[at];
    if (!problem?.fix) return;
    this.editor.pane.applyEdits(problem.fix.edits);
    this.view('editor');
    this.showFile('panel-dockerfile');
    this.editor.pane.focus();
    this.announcer.now(`Done: ${problem.fix.title}`);
  }
}

customElements.define('stage-playground', Playground);
