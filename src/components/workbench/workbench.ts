import type { ContextFile } from '../../build/context.ts';
import type { Diagnostic, Range } from '../../dockerfile/index.ts';
import { ignoreStarter } from '../../editor/ignore/starter.ts';
import type { LanguageWorld } from '../../editor/language/document.ts';
import { TextField } from '../../editor/text-field.ts';
import type { Report } from '../../grading/report.ts';
import { type ProgressStore, progress } from '../../progress/store.ts';
import type { BuildView } from '../../worker/build-messages.ts';
import { EngineClient } from '../../worker/client.ts';
import type { CheckResult, StagePicture } from '../../worker/messages.ts';
import { Announcer } from './announcer.ts';
import './build/bench.ts';
import { type PackedFile, unpackContext, withEdits } from './build/context-files.ts';
import { bothSizes } from './build/image-html.ts';
import type { WorkbenchData } from './data.ts';
import { ask, compare } from './dialogs.ts';
import { type EditorChoice, EditorSlot } from './editor-slot.ts';
import { type Parts, parts } from './elements.ts';
import { tabs } from './file-tabs.ts';
import { gains } from './gains.ts';
import { goalItems, hintHtml, summary } from './goals-view.ts';
import { escapeHtml, prose, readPlace } from './html.ts';
import { showItems } from './keyed-list.ts';
import { resizablePanes } from './panes.ts';
import { problemItems, spokenError } from './problems-view.ts';
import { mergeReports } from './report-merge.ts';

/** Texts longer than this (UTF-16 units) are checked after a pause in typing, not at every keystroke. */
const AT_ONCE_UP_TO = 50_000;
const PAUSE = 300;
/** A goal that waits for a build keeps its last answer so long, in ms. */
const LATE = 1_200;

/** What the foot of the editor says about keys, for each kind of editor. */
const KEYS: Record<EditorChoice, string> = {
  loading: '<kbd>Tab</kbd> leaves the editor.',
  monaco: '<kbd>Tab</kbd> leaves the editor; <kbd>Ctrl</kbd> <kbd>M</kbd> lets it indent.',
  narrow: 'Plain text field, for a narrow screen. It checks all the same.',
  touch: 'Plain text field, for touch. It checks all the same.',
  chosen: '<kbd>Tab</kbd> leaves the field.',
  failed: 'The code editor did not load. This text field checks all the same.',
};

/** The exercise page: editor, engine and progress, tied together. */
class Workbench extends HTMLElement {
  private data!: WorkbenchData;
  private parts!: Parts;
  private store!: ProgressStore;
  private editor!: EditorSlot;
  private engine!: EngineClient;
  private announcer!: Announcer;
  private address = location.hash;
  private readonly ending = new AbortController();
  private readonly extraFiles = new Map<string, TextField>();
  private readonly opened = new Map<string, boolean>();
  private result: CheckResult | undefined;
  private startStages: readonly StagePicture[] | undefined;
  private shownGoals: string[] = [];
  private shownProblems: string[] = [];
  private shown: Report | undefined;
  private late = false;
  private lateTimer: ReturnType<typeof setTimeout> | undefined;
  private waiting: ReadonlySet<string> = new Set();
  private contextFiles: Promise<readonly ContextFile[]> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasMet = false;
  private shownDone = '';
  private showFile: (id: string) => void = () => undefined;
  private startIgnore: (id: string) => void = () => undefined;

  connectedCallback(): void {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector('[data-workbench]')?.textContent ?? '{}') as WorkbenchData;
    this.parts = parts(this);
    this.store = progress();
    this.announcer = new Announcer(this.parts.live);
    this.announcer.assume(this.parts.summary.textContent ?? '');
    const { signal } = this.ending;

    const draft = this.store.getDraft(this.id_);
    const text = draft?.text ?? this.data.start;
    this.engine = new EngineClient({
      start: () => new Worker(new URL('../../worker/engine.worker.ts', import.meta.url), { type: 'module' }),
      inline: async () => (await import('../../worker/check.ts')).check,
      onResult: (result, request) => this.show(result, request.text),
      onTrouble: (message) => this.say(message),
    });
    this.editor = new EditorSlot(
      this.parts,
      {
        onInput: () => this.edited(),
        onAnnounce: (message) => this.announcer.now(message),
        world: () => this.languageWorld(),
        onCursor: (line) => this.parts.bench.cursor(line),
      },
      text,
      (choice) => this.editorChosen(choice),
    );
    this.parts.bench.connect({
      load: () => this.loadContext(),
      exercise: this.data.exercise,
      start: this.data.start,
      onGo: (range) => this.goToRange(range),
      onGoal: (goal) => this.goToGoal(goal),
      onBuilt: (view) => this.built(view),
      onTrouble: (message) => this.buildTrouble(message),
    });
    this.startFiles(draft?.files, signal);
    this.listen(signal);
    resizablePanes(this, signal);
    this.editor.start(signal);
    this.showState();
    this.showGeneralHints();
    if (draft && this.differsFromStart()) {
      this.say('Your draft is back.', 'Start over', () => this.reset());
    }
    for (const notice of this.store.notices) this.notice(notice.text);
    this.check(0);
  }

  private get id_(): string {
    return this.data.exercise.id;
  }

  // ---- the text -------------------------------------------------------------------------------------

  private edited(): void {
    this.store.saveDraft(this.id_, this.editor.pane.value(), this.editedFiles());
    this.check(this.editor.pane.value().length > AT_ONCE_UP_TO ? PAUSE : 0);
  }

  private check(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.editor.pane.value()), after);
  }

  /** The build context as it stands: the exercise's files, those that the learner edited replaced. */
  private async loadContext(): Promise<readonly ContextFile[]> {
    this.contextFiles ??= fetch(this.data.contextHref).then(async (response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return unpackContext((await response.json()) as PackedFile[]);
    });
    try {
      const files = await this.contextFiles;
      return withEdits(files, new Map([...this.extraFiles].map(([path, field]) => [path, field.value()])));
    } catch (error) {
      // The next build tries again.
      this.contextFiles = undefined;
      throw error;
    }
  }

  /** What the editor's completion and the like know besides the text. */
  private languageWorld(): LanguageWorld {
    const { target, buildArgs } = this.data.exercise;
    return {
      options: {
        ...(target === undefined ? {} : { target }),
        ...(buildArgs === undefined ? {} : { buildArgs }),
      },
      targetIsFixed: true,
      files: this.contextPaths(),
      dockerignore: this.dockerignore() ?? '',
      listStage: (question) => this.parts.bench.list(question),
    };
  }

  private contextPaths(): string[] {
    return this.data.files.map((file) => file.path);
  }

  /** The `.dockerignore` as it stands; undefined where the exercise has none. */
  private dockerignore(): string | undefined {
    return this.extraFiles.get('.dockerignore')?.value() ?? this.data.dockerignore;
  }

  private ask(text: string): void {
    this.parts.bench.textChanged(text);
    const ignore = this.dockerignore();
    this.engine.ask({
      exercise: this.data.exercise,
      text,
      files: this.contextPaths(),
      ...(ignore === undefined ? {} : { dockerignore: ignore }),
    });
  }

  private differsFromStart(): boolean {
    return this.editor.pane.value() !== this.data.start || Object.keys(this.editedFiles() ?? {}).length > 0;
  }

  /** Editable files whose text is no longer the exercise's own; undefined where there are none. */
  private editedFiles(): Record<string, string> | undefined {
    const edited = [...this.extraFiles]
      .map(([path, field]) => [path, field.value()] as const)
      .filter(([path, text]) => text !== this.data.files.find((file) => file.path === path)?.text);
    return edited.length === 0 ? undefined : Object.fromEntries(edited);
  }

  private startFiles(drafts: Readonly<Record<string, string>> | undefined, signal: AbortSignal): void {
    for (const panel of this.querySelectorAll<HTMLElement>('.file-panel[data-editable]')) {
      const path = panel.dataset.path as string;
      const field = new TextField(panel.querySelector('[data-field]') as HTMLElement, {
        language: path === '.dockerignore' ? 'dockerignore' : 'text',
        onInput: () => this.edited(),
        onAnnounce: (message) => this.announcer.now(message),
        world: () => this.languageWorld(),
      });
      const draft = drafts?.[path];
      if (draft !== undefined) field.fill(draft);
      this.extraFiles.set(path, field);
      if (path === '.dockerignore')
        this.startIgnore = ignoreStarter(panel, field, () => this.contextPaths(), signal);
    }
    this.showFile = tabs(this.parts.fileTabs, (id) => this.startIgnore(id), signal);
  }

  /** Puts a text into the editor and offers the way back. */
  private put(text: string, files: Readonly<Record<string, string>> | undefined, said: string): void {
    const before = { text: this.editor.pane.value(), files: this.editedFiles() };
    this.fill(text, files);
    this.say(said, 'Undo', () => {
      this.fill(before.text, before.files);
      this.say('Your text is back.');
    });
  }

  private fill(text: string, files: Readonly<Record<string, string>> | undefined): void {
    for (const [path, field] of this.extraFiles) {
      field.replace(files?.[path] ?? this.data.files.find((file) => file.path === path)?.text ?? '');
    }
    this.editor.pane.replace(text);
    if (text === this.data.start && !files) this.store.clearDraft(this.id_);
  }

  private async reset(): Promise<void> {
    if (!this.differsFromStart()) {
      this.say('This is the text that the exercise starts with.');
      return;
    }
    const sure = await ask(
      this.parts.confirm,
      'Start over?',
      'Your text gives way to the one that the exercise starts with. You can undo this until you leave the page.',
      'Start over',
    );
    if (sure) this.put(this.data.start, undefined, 'This is the text that the exercise starts with.');
  }

  private async showSolution(): Promise<void> {
    const state = this.store.getState(this.id_);
    if (state.status !== 'solved' && state.solutionShownAt === undefined) {
      const sure = await ask(
        this.parts.confirm,
        'Show a solution?',
        'Reading a good answer is a way to learn, too. The exercise then counts as finished with a solution shown, not as solved by yourself. The goals have hints, if you want to go on a little longer.',
        'Show a solution',
      );
      if (!sure) return;
      this.store.recordSolutionShown(this.id_);
    }
    const taken = await compare(this.parts.compare, this.editor.pane.value(), this.data.solutions);
    if (taken) this.put(taken.text, undefined, 'The solution is in the editor.');
  }

  // ---- what is shown ----------------------------------------------------------------------------------

  private show(result: CheckResult, text: string): void {
    this.result = result;
    const problems = problemItems(result.problems, this.data.checksHref);
    showItems(this.parts.problems, this.shownProblems, problems);
    this.shownProblems = problems;
    this.parts.problemCount.textContent = problems.length === 0 ? 'none' : String(problems.length);
    this.parts.noProblems.hidden = problems.length > 0;
    this.parts.bench.showStages(result, text);
    // An answer about an older text would put marks in the wrong places.
    if (text === this.editor.pane.value()) this.editor.pane.showProblems(marks(result));
    if (text === this.data.start) this.startStages ??= result.stages;
    this.late = false;
    clearTimeout(this.lateTimer);
    this.lateTimer = setTimeout(() => this.tooLate(), LATE);
    this.showReport();
  }

  private built(_view: BuildView): void {
    clearTimeout(this.lateTimer);
    this.showReport();
    const { result } = this;
    if (this.wasMet && result) this.showDone(result);
  }

  /** The finished moment; touched only where it says something else, so that its buttons keep the focus. */
  private showDone(result: CheckResult): void {
    const html = this.doneHtml(result);
    if (html === this.shownDone) return;
    this.shownDone = html;
    this.parts.done.innerHTML = html;
  }

  private tooLate(): void {
    this.late = true;
    this.showReport();
  }

  private buildTrouble(message: string): void {
    this.tooLate();
    this.say(`${message} Goals that need a build cannot be told meanwhile.`);
  }

  /** Goals, counts and the finished moment, from the checker's report and the build's. */
  private showReport(): void {
    const { result } = this;
    if (!result) return;
    const built = this.parts.bench.current?.report;
    const goals = this.data.exercise.goals;
    const { report, waiting } = mergeReports(result.report, goals, built, this.shown, this.late);
    this.shown = report;
    this.waiting = waiting;
    this.showGoals();
    this.followAddress();
    const words = summary(report);
    this.parts.summary.textContent = words;
    const met = report.goals.filter((goal) => goal.status === 'met').length;
    this.parts.count.textContent = `${met}/${report.goals.length}`;
    // What waits is neither won nor lost.
    if (waiting.size === 0 || this.late) this.finish(result, report, words);
  }

  private showGoals(): void {
    const items = goalItems(this.data.exercise.goals, this.shown, {
      opened: this.opened,
      hints: (goal) => this.store.hintsOpen(this.id_, goal),
      waiting: this.waiting,
      ...(this.data.lesson ? { lesson: this.data.lesson } : {}),
      live: true,
    });
    showItems(this.parts.goals, this.shownGoals, items);
    this.shownGoals = items;
  }

  /** The goal that the address names, as soon as its report is there. */
  private followAddress(): void {
    const { address } = this;
    this.address = '';
    if (address.startsWith('#goal-')) this.followHash(address);
  }

  private finish(result: CheckResult, { met }: Report, words: string): void {
    if (!met) {
      this.announcer.later(`${words}${spokenError(result.problems)}`);
    } else if (!this.wasMet) {
      const shown = this.store.getState(this.id_).solutionShownAt !== undefined;
      this.store.recordSolved(this.id_, { by: shown ? 'shown' : 'self' });
      this.showDone(result);
      this.announcer.later(`${words}. The exercise is finished.`);
    }
    if (met !== this.wasMet) this.parts.done.hidden = !met;
    this.wasMet = met;
    this.classList.toggle('is-met', met);
    this.showState();
  }

  private doneHtml(result: CheckResult): string {
    const { next } = this.data;
    const built = this.parts.bench.current?.gains ?? [];
    // The build says the sizes better where it knows them; the stages say what stays behind.
    const stages = this.startStages ? gains(this.startStages, result.stages) : [];
    const hasSize = built.some((line) => line.includes(' MB') || line.includes(' kB'));
    const gained = [...built, ...stages.filter((line) => !hasSize || line.includes('behind'))];
    const view = this.parts.bench.current;
    const size = view?.image?.size;
    const smaller = size && view.startSize && size.bytes < view.startSize.bytes;
    return `<h2>All goals are met</h2>
      ${smaller ? bothSizes(view.startSize, size) : ''}
      ${gained.length > 0 ? `<ul class="gained" role="list">${gained.map((line) => `<li>${prose(line)}</li>`).join('')}</ul>` : ''}
      <p class="done-buttons">${
        next
          ? `<a class="button primary" href="${escapeHtml(next.href)}">Next: ${escapeHtml(next.title)}</a>`
          : ''
      }<button type="button" class="button" data-action="compare">Compare with a solution</button></p>`;
  }

  private showState(): void {
    const { status } = this.store.getState(this.id_);
    const words = { solved: 'Solved', shown: 'Finished with a solution shown', started: '', new: '' }[status];
    this.parts.state.textContent = words;
    this.parts.state.hidden = words === '';
    this.parts.compareButton.textContent = status === 'solved' ? 'Compare' : 'Show a solution';
  }

  private showGeneralHints(): void {
    const place = this.parts.generalHints;
    const hints = this.data.exercise.hints;
    if (!place) return;
    const open = Math.min(this.store.hintsOpen(this.id_, ''), hints.length);
    place.innerHTML = `<ol class="hints" aria-label="Hints">${hints
      .slice(0, open)
      .map((hint) => `<li>${hintHtml(hint)}</li>`)
      .join('')}</ol>${
      open < hints.length
        ? `<button type="button" class="button small" data-hint="">Show a hint <span class="muted">${open + 1} of ${hints.length}</span></button>`
        : ''
    }`;
  }

  private editorChosen(choice: EditorChoice): void {
    this.parts.keys.innerHTML = KEYS[choice];
    const field = choice !== 'monaco';
    this.parts.editorButton.setAttribute('aria-pressed', String(field));
    if (this.result) this.editor.pane.showProblems(marks(this.result));
    if (choice === 'failed')
      this.announcer.now('The code editor did not load. The text field checks all the same.');
  }

  /** A short word under the editor, with one thing to do about it. */
  private say(text: string, action?: string, run?: () => void): void {
    const { note } = this.parts;
    note.textContent = text;
    if (action && run) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'link-button';
      button.textContent = action;
      button.addEventListener('click', run);
      note.append(' ', button);
    }
    note.hidden = false;
    this.announcer.now(text);
  }

  /** Something about storage: it stays until the page is left. */
  private notice(text: string): void {
    this.say(text);
  }

  private offerOther(): void {
    this.say(
      'Another tab has a different text for this exercise. Both are kept.',
      'Take the other one',
      () => {
        // The newest draft is the other tab's, unless this one has been typed in since.
        const drafts = [this.store.getDraft(this.id_), ...this.store.otherDrafts(this.id_)];
        const other = drafts.find((draft) => draft && draft.text !== this.editor.pane.value());
        if (other) this.put(other.text, other.files, 'This is the text of the other tab.');
        else this.say('The other tab has the same text by now.');
      },
    );
  }

  // ---- what the learner does ----------------------------------------------------------------------------

  private listen(signal: AbortSignal): void {
    this.addEventListener('click', (event) => this.clicked(event), { signal });
    this.parts.goals.addEventListener('click', (event) => this.goalToggled(event), { signal });
    const stop = this.store.subscribe((event) => {
      if (event.kind === 'notice') {
        if (event.notice.kind === 'other-draft') this.offerOther();
        else this.notice(event.notice.text);
      } else if (event.kind === 'changed' && event.id === this.id_) this.showState();
    });
    signal.addEventListener('abort', stop);
    // A skip link must find its target in the view that is chosen on a narrow screen.
    addEventListener('hashchange', () => this.followHash(), { signal });
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a.skip')) {
      link.addEventListener('click', (event) => this.skip(event, link.hash), { signal });
    }
  }

  private skip(event: Event, hash: string): void {
    if (hash === '#dockerfile') {
      event.preventDefault();
      this.view('editor');
      this.showFile('panel-dockerfile');
      this.editor.pane.focus();
    } else this.followHash(hash);
  }

  private followHash(hash = location.hash): void {
    if (hash === '#goals') this.view('goals');
    if (hash === '#dockerfile') this.view('editor');
    // A link to one goal, as an instructor gives it: …/exercises/first-split/#goal-two-stages
    const id = /^#goal-([a-z0-9-]+)$/.exec(hash)?.[1];
    if (!id || !this.data.exercise.goals.some((goal) => goal.id === id)) return;
    this.goToGoal(id);
  }

  private view(view: string): void {
    this.dataset.view = view;
    for (const button of this.parts.viewSwitch.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset.view === view));
    }
  }

  private goalToggled(event: Event): void {
    const summaryElement = (event.target as Element).closest('summary');
    const goal = summaryElement?.closest<HTMLElement>('[data-goal]');
    const details = summaryElement?.parentElement as HTMLDetailsElement | null;
    if (goal && details) this.opened.set(goal.dataset.goal as string, !details.open);
  }

  private clicked(event: Event): void {
    const target = (event.target as Element).closest<HTMLElement>('button');
    if (!target) return;
    const { go, hint, fix, action, view } = target.dataset;
    if (go !== undefined) this.goTo(go);
    else if (hint !== undefined) this.openHint(hint);
    else if (fix !== undefined) this.applyFix(Number(fix));
    else if (view !== undefined) this.view(view);
    else if (action === 'reset') void this.reset();
    else if (action === 'compare') void this.showSolution();
    else if (action === 'editor') void this.editor.toggle();
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

  /** Opens a goal and takes the focus there. */
  private goToGoal(goal: string): void {
    this.view('goals');
    this.opened.set(goal, true);
    this.showGoals();
    const item = this.parts.goals.querySelector<HTMLElement>(`[data-goal="${CSS.escape(goal)}"]`);
    item?.querySelector<HTMLElement>('summary')?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: 'nearest' });
  }

  private openHint(goal: string): void {
    this.store.recordHint(this.id_, goal, this.store.hintsOpen(this.id_, goal) + 1);
    const list =
      goal === '' ? this.parts.generalHints : this.parts.goals.querySelector(`[data-goal="${goal}"]`);
    if (goal === '') this.showGeneralHints();
    else {
      this.opened.set(goal, true);
      this.showGoals();
    }
    const place = goal === '' ? list : this.parts.goals.querySelector(`[data-goal="${goal}"]`);
    // The button is gone or new: focus stays where the hints are.
    const next =
      place?.querySelector<HTMLElement>('[data-hint]') ?? place?.querySelector<HTMLElement>('summary');
    next?.focus();
    this.announcer.now(place?.querySelector('.hints li:last-child')?.textContent ?? '');
  }

  private applyFix(at: number): void {
    const problem = this.result?.problems[at];
    if (!problem?.fix) return;
    this.editor.pane.applyEdits(problem.fix.edits);
    this.view('editor');
    this.editor.pane.focus();
    this.announcer.now(`Done: ${problem.fix.title}`);
  }
}

/** Marks in the editor: the problems, and where goals that are not met point to the text. */
function marks(result: CheckResult): readonly Diagnostic[] {
  return result.problems;
}

customElements.define('stage-workbench', Workbench);
