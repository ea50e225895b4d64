import type { ContextFile } from '../../../build/context.ts';
import type { Range } from '../../../dockerfile/index.ts';
import type { Exercise } from '../../../grading/schema.ts';
import type {
  BuildAnswer,
  BuildQuestion,
  BuildView,
  ContextChange,
  RebuildView,
} from '../../../worker/build-messages.ts';
import { EngineClient } from '../../../worker/client.ts';
import type { StagePicture } from '../../../worker/messages.ts';
import type { ListRequest, ListView } from '../../../worker/stage-listing.ts';
import { tabs } from '../file-tabs.ts';
import { escapeHtml, readPlace } from '../html.ts';
import { showItems } from '../keyed-list.ts';
import { resizableHeight } from './bench-height.ts';
import { budgetOf } from './budget.ts';
import { BuildPlayer } from './build-player.ts';
import { cacheAnswer, cacheForm } from './cache-view.ts';
import { NoContext } from './context-files.ts';
import { FileTree, filesNote } from './file-tree.ts';
import { buildOf } from './graph-build.ts';
import { type GraphPicture, graphHtml } from './graph-view.ts';
import { barsHtml, configHtml, layersHtml, shares, sizeBars, sizeReason, startHtml } from './image-html.ts';
import { errorHtml, LOG_FRAME, logItems } from './log-view.ts';
import { sizeText, sizeWords } from './size-text.ts';
import { timeHtml } from './time-view.ts';

/** How long the text rests before it is built, in ms. */
export const REST = 350;
/** The same for the first build of a page: the editor, which is loading then, comes first. */
const FIRST_REST = 1200;
/** How long one build may take, in ms. */
const BUILD_WITHIN = 6_000;
/** A build that is over sooner shows no progress, in ms. */
const PROGRESS_AFTER = 250;

/** What a page tells the bench once. */
export interface BenchOptions {
  /** The build context as it stands; asked before each build. Rejects where it cannot be had. */
  readonly load: () => Promise<readonly ContextFile[]>;
  /** Its goals are graded with the build. */
  readonly exercise?: Exercise;
  /** A Dockerfile to compare the size with. */
  readonly start?: string;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** The learner wants to see this place of the text. */
  readonly onGo: (range: Range) => void;
  /** The learner wants to read the goal with this id. */
  readonly onGoal?: (goal: string) => void;
  /** A build is there, of this text. */
  readonly onBuilt?: (view: BuildView, text: string) => void;
  /** No build came of this text; the message says why and what goes on. */
  readonly onTrouble?: (message: string) => void;
}

/** The graph is not drawn smaller than this. */
const SMALLEST = 0.78;

/** Room around a stage that is moved to, in CSS pixels. */
const EDGE = 12;

type Panel = 'stages' | 'build' | 'image' | 'cache';

/**
 * `<build-bench>`: graph, log, image and cache of the newest text. The page calls `connect` once, then
 * `showStages` with what the checker says, `textChanged` at each change and `cursor` when the caret moves.
 */
export class BuildBench extends HTMLElement {
  private readonly ending = new AbortController();
  private options: BenchOptions | undefined;
  private client: EngineClient<BuildQuestion, BuildAnswer> | undefined;
  private tree!: FileTree;
  private player!: BuildPlayer;
  private text = '';
  private view: BuildView | undefined;
  private viewText = '';
  private picture: GraphPicture | undefined;
  private pictureText: string | undefined;
  /** The stages that `view` built; undefined until the checker has read that text. */
  private builtStages: readonly StagePicture[] | undefined;
  private readonly stale = new Set<Panel>();
  private shown: Panel = 'stages';
  private readonly drawn = new Map<string, string>();
  private shownLog: string[] = [];
  private readonly openLayers = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private progressTimer: ReturnType<typeof setTimeout> | undefined;
  private line = -1;
  private stageHere = -1;
  private change = '';
  private cacheKey = '';
  private ticked: ReadonlySet<string> = new Set();

  /** The build of the text that was given last; undefined while it is not there. */
  get current(): BuildView | undefined {
    return this.viewText === this.text ? this.view : undefined;
  }

  /** Begins to listen. */
  connect(options: BenchOptions): void {
    this.options = options;
    const { signal } = this.ending;
    this.client = new EngineClient<BuildQuestion, BuildAnswer>({
      start: () =>
        new Worker(new URL('../../../worker/build.worker.ts', import.meta.url), { type: 'module' }),
      inline: async () => (await import('../../../worker/build.ts')).answer,
      onResult: (answer, question) => this.answered(answer, question),
      onProgress: ({ done, all }) => this.progress(done, all),
      onTrouble: (message) => this.trouble(message),
      within: BUILD_WITHIN,
      name: 'builder',
    });
    this.tree = new FileTree(this.find('tree'), this.find('detail'), signal);
    this.player = new BuildPlayer(this.querySelector('#bench-build') as HTMLElement, signal);
    const list = this.querySelector<HTMLElement>('.bench-tabs');
    if (list) tabs(list, (id) => this.panelShown(id.replace('bench-', '') as Panel), signal);
    resizableHeight(this, signal);
    const resized = new ResizeObserver(() => this.fit());
    resized.observe(this);
    signal.addEventListener('abort', () => resized.disconnect());
    this.addEventListener('click', (event) => this.clicked(event), { signal });
    this.addEventListener('toggle', (event) => this.toggled(event), { signal, capture: true });
    this.addEventListener('change', (event) => this.changed(event), { signal });
    this.addEventListener('submit', (event) => this.predicted(event), { signal });
  }

  disconnectedCallback(): void {
    // A move within the document is no end.
    setTimeout(() => {
      if (this.isConnected) return;
      this.ending.abort();
      this.client?.dispose();
    });
  }

  /** The stages of a text, as the checker reads them, and what the goals ask for besides. */
  showStages(picture: GraphPicture, text: string): void {
    this.picture = picture;
    this.pictureText = text;
    this.renew('stages');
  }

  /** The text, or a file beside it, is another one: builds when it rests. `rest` in ms. */
  textChanged(text: string, rest = this.text === '' ? FIRST_REST : REST): void {
    this.text = text;
    clearTimeout(this.timer);
    this.dataset.buildState = 'waiting';
    this.timer = setTimeout(() => void this.build(), rest);
  }

  /** One directory of a stage, from the simulated build; undefined while there is none. */
  list(question: Omit<ListRequest, 'kind'>): Promise<ListView | undefined> {
    return this.client?.aside<ListView>({ kind: 'list', ...question }) ?? Promise.resolve(undefined);
  }

  /** The caret stands in this 0-based line: what belongs to it is marked. */
  cursor(line: number): void {
    this.line = line;
    this.markHere();
  }

  // ---- building -----------------------------------------------------------------------------------------

  private async build(): Promise<void> {
    const { options, text } = this;
    if (!options) return;
    this.dataset.buildState = 'building';
    clearTimeout(this.progressTimer);
    this.progressTimer = setTimeout(() => this.words('Building …', true), PROGRESS_AFTER);
    const world = await this.world();
    if (!world || text !== this.text) return;
    this.client?.ask({
      kind: 'build',
      text,
      ...world,
      ...(options.start === undefined ? {} : { start: options.start }),
    });
  }

  private async world(): Promise<Omit<BuildQuestion, 'kind' | 'text' | 'change'> | undefined> {
    const options = this.options as BenchOptions;
    try {
      const files = await options.load();
      return {
        files,
        ...(options.exercise ? { exercise: options.exercise } : {}),
        ...(options.target === undefined ? {} : { target: options.target }),
        ...(options.buildArgs ? { buildArgs: options.buildArgs } : {}),
      };
    } catch (error) {
      if (error instanceof NoContext) this.invite(error.message);
      else {
        this.trouble(
          'The files of the build context did not load. Check the connection; it tries again when you type.',
        );
      }
      return undefined;
    }
  }

  private answered(answer: BuildAnswer, question: BuildQuestion): void {
    // An answer about an older text is overtaken already.
    if (question.text !== this.text) return;
    clearTimeout(this.progressTimer);
    if (answer.kind === 'rebuild') this.rebuilt(answer);
    else this.built(answer, question.text);
  }

  private built(view: BuildView, text: string): void {
    this.view = view;
    this.viewText = text;
    this.builtStages = undefined;
    this.dataset.buildState = view.ok ? 'ok' : 'failed';
    this.words(this.sentence(view), false);
    this.showMeter(view);
    for (const panel of ['stages', 'build', 'image', 'cache'] as const) this.renew(panel);
    this.options?.onBuilt?.(view, text);
  }

  /** What came of the build, in a few words. */
  private sentence(view: BuildView): string {
    if (!view.ok) return `The build stops in line ${(view.error?.line ?? 0) + 1}`;
    return view.image ? `Image: ${sizeWords(view.image.size)}` : 'Built';
  }

  /** Nothing is wrong, something is still to come. */
  private invite(message: string): void {
    clearTimeout(this.progressTimer);
    this.dataset.buildState = 'invites';
    this.words(message, false);
  }

  private trouble(message: string): void {
    clearTimeout(this.progressTimer);
    this.dataset.buildState = 'trouble';
    this.words(message, false);
    this.options?.onTrouble?.(message);
  }

  private words(text: string, busy: boolean): void {
    // A narrow bar has room for the size alone.
    const [, lead, rest] = /^(Image: )(.*)$/.exec(text) ?? [undefined, '', text];
    this.find('words').innerHTML =
      `${lead ? `<span class="words-lead">${lead}</span>` : ''}${escapeHtml(rest ?? '')}`;
    const bar = this.find<HTMLProgressElement>('progress');
    bar.hidden = !busy;
    if (!busy) bar.removeAttribute('value');
  }

  private progress(done: number, all: number): void {
    const bar = this.find<HTMLProgressElement>('progress');
    // Most builds are over before anybody is told that they run.
    if (bar.hidden) return;
    bar.max = Math.max(all, done + 1);
    bar.value = done;
  }

  private showMeter(view: BuildView): void {
    const meter = this.find('meter');
    meter.hidden = !view.image;
    if (!view.image) return;
    const budget = budgetOf(this.options?.exercise);
    const most = Math.max(view.image.size.bytes, view.startSize?.bytes ?? 0, budget ?? 0, 1);
    if (meter.childElementCount === 0)
      meter.innerHTML = '<span class="meter-fill"></span><span class="meter-goal"></span>';
    meter.style.setProperty('--share', `${(view.image.size.bytes / most) * 100}%`);
    const goal = meter.querySelector<HTMLElement>('.meter-goal');
    if (goal) goal.hidden = budget === undefined;
    meter.style.setProperty('--goal', `${((budget ?? 0) / most) * 100}%`);
    meter.classList.toggle('is-over', budget !== undefined && view.image.size.bytes > budget);
  }

  // ---- panels -------------------------------------------------------------------------------------------

  private panelShown(panel: Panel): void {
    this.shown = panel;
    if (this.stale.has(panel)) this.draw(panel);
  }

  /** A panel that nobody sees is drawn when it is seen. */
  private renew(panel: Panel): void {
    this.stale.add(panel);
    if (this.shown === panel) this.draw(panel);
  }

  private draw(panel: Panel): void {
    this.stale.delete(panel);
    const { view } = this;
    if (panel === 'stages') this.drawStages();
    else if (view && panel === 'build') {
      this.put('error', errorHtml(view.error));
      this.put('time', timeHtml(view));
      this.put('log', LOG_FRAME);
      const items = logItems(view);
      showItems(this.find('log').querySelector('.build-log') as Element, this.shownLog, items);
      this.shownLog = items;
      this.player.renew();
    } else if (view && panel === 'image') this.drawImage(view);
    else if (view && panel === 'cache') this.drawCache(view);
    this.markHere();
  }

  private drawStages(): void {
    if (!this.picture) return;
    const { view, picture } = this;
    // The checker may not have read the newest text yet when its build is there already.
    if (this.pictureText === this.viewText) this.builtStages = picture.stages;
    const build = view && this.builtStages && buildOf(view, this.builtStages, picture.stages);
    this.put('graph', graphHtml(picture, build));
    this.fit();
  }

  /** Draws the graph a little smaller where it would not fit; what still does not fit is scrolled to. */
  private fit(): void {
    const width = this.picture?.layout.width ?? 0;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const room = this.clientWidth - 2.5 * rem;
    if (width === 0 || room <= 0) return;
    const share = Math.max(SMALLEST, Math.min(1, room / ((width / 16) * rem)));
    this.style.setProperty('--fit', share.toFixed(3));
  }

  private drawImage(view: BuildView): void {
    const { image } = view;
    this.find('image').hidden = !image;
    const none = this.find('no-image');
    none.hidden = image !== undefined;
    if (!image) {
      none.textContent = view.error
        ? `There is no image: the build stops in line ${view.error.line + 1}. The tab "Build" says why.`
        : 'There is no image yet.';
      return;
    }
    const bars = sizeBars(image.size, view.startSize, budgetOf(this.options?.exercise));
    // The bars stay and only their widths change, so that they shrink while one types.
    const place = this.find('sizes');
    const kinds = bars.map((bar) => bar.kind).join(' ');
    if (place.dataset.kinds !== kinds) {
      place.innerHTML = `${barsHtml(bars)}<div data-reason></div>`;
      place.dataset.kinds = kinds;
    }
    for (const [at, share] of shares(bars).entries()) {
      const row = place.querySelectorAll<HTMLElement>('.size-bar')[at];
      row?.style.setProperty('--share', `${share}%`);
      const figure = row?.querySelector('.size-figure');
      const bar = bars[at];
      if (figure && bar) figure.innerHTML = sizeText(bar.size);
    }
    const reason = place.querySelector('[data-reason]');
    if (reason) reason.innerHTML = sizeReason(image.size);
    this.put('start', startHtml(image));
    this.put('layers', layersHtml(image));
    for (const layer of this.find('layers').querySelectorAll<HTMLElement>('.layer')) {
      const details = layer.querySelector('details');
      if (details && this.openLayers.has(layer.dataset.line as string)) details.open = true;
    }
    this.put('config', configHtml(image));
    this.find('files-note').textContent = filesNote(image.files, image.moreFiles);
    this.tree.show(image.files);
  }

  private put(name: string, html: string): void {
    if (this.drawn.get(name) === html) return;
    this.drawn.set(name, html);
    const place = this.find(name);
    // Whoever stands on a button there stands on the same one of what is drawn anew.
    const buttons = (): HTMLElement[] => [...place.querySelectorAll<HTMLElement>('button, summary')];
    const focused = buttons().indexOf(document.activeElement as HTMLElement);
    place.innerHTML = html;
    if (focused !== -1) buttons()[focused]?.focus({ preventScroll: true });
  }

  /** Marks what belongs to the caret's line, in the panel that is seen. */
  private markHere(): void {
    const panel = this.querySelector<HTMLElement>(`#bench-${this.shown}`);
    if (!panel) return;
    for (const one of panel.querySelectorAll('.is-here')) one.classList.remove('is-here');
    if (this.line < 0) return;
    const starts =
      this.view?.stages.flatMap((one) => [one.line, ...one.steps.map((step) => step.line)]) ?? [];
    const start = Math.max(-1, ...starts.filter((line) => line <= this.line));
    for (const one of panel.querySelectorAll(`[data-line="${start}"], [data-lines~="${start}"]`))
      one.classList.add('is-here');
    if (this.shown === 'stages') this.markStage(panel);
  }

  /** The stage that the caret stands in; a picture that is larger than the panel moves to it. */
  private markStage(panel: HTMLElement): void {
    const stage = this.picture?.stages.filter((one) => one.line <= this.line).at(-1);
    const card = stage && panel.querySelector(`.graph [data-stage="${stage.index}"]`);
    if (!card) return;
    card.classList.add('is-here');
    if (stage.index === this.stageHere) return;
    this.stageHere = stage.index;
    // Not scrollIntoView: the page around must stay where it is.
    const [room, place] = [panel.getBoundingClientRect(), card.getBoundingClientRect()];
    const by = (from: number, to: number, least: number, most: number): number =>
      from < least ? from - least - EDGE : to > most ? to - most + EDGE : 0;
    const left = by(place.left, place.right, room.left, room.right);
    const top = by(place.top, place.bottom, room.top, room.bottom);
    if (left !== 0 || top !== 0) panel.scrollBy({ left, top });
  }

  // ---- cache --------------------------------------------------------------------------------------------

  /** Asks anew, with nothing ticked. */
  private cacheReset(): void {
    this.cacheKey = '';
    this.ticked = new Set();
    this.drawn.delete('cache');
  }

  private drawCache(view: BuildView): void {
    if (!view.ok) {
      this.cacheReset();
      this.put('cache', '<p class="bench-note">The cache can be tried when the build succeeds.</p>');
      return;
    }
    this.change = this.changeIn(view);
    // The same steps and files: what is ticked and chosen already stays.
    const key = cacheForm(view, '', new Set());
    if (this.cacheKey === key) return;
    this.cacheKey = key;
    this.put('cache', cacheForm(view, this.change, this.ticked));
  }

  /** The chosen change, if it is still there; else a file that is copied. */
  private changeIn(view: BuildView): string {
    const { files, ignored } = view.context;
    const all = [...files, ...ignored.map((path) => path.slice(1))].map((path) => `file:${path}`);
    const known = [...all, ...view.buildArgs.map(({ name }) => `arg:${name}`)];
    const first = all.find((one) => !one.startsWith('file:.')) ?? known[0] ?? '';
    return known.includes(this.change) ? this.change : first;
  }

  private changed(event: Event): void {
    const select = event.target as HTMLElement;
    if (!(select instanceof HTMLSelectElement) || select.name !== 'change') return;
    this.change = select.value;
    const value = this.querySelector<HTMLElement>('.cache-value');
    if (value) value.hidden = !select.value.startsWith('arg:');
  }

  private async predicted(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (!form.matches('[data-cache-form]')) return;
    event.preventDefault();
    const data = new FormData(form);
    const chosen = String(data.get('change') ?? '');
    const name = chosen.slice(chosen.indexOf(':') + 1);
    const change: ContextChange = chosen.startsWith('arg:')
      ? { kind: 'argument', name, value: String(data.get('value') ?? '') }
      : { kind: 'file', path: name };
    this.ticked = new Set(data.getAll('again').map(String));
    const { text } = this;
    const world = await this.world();
    if (world && text === this.text) this.client?.ask({ kind: 'rebuild', text, ...world, change });
  }

  private rebuilt(view: RebuildView): void {
    this.words(this.view ? this.sentence(this.view) : '', false);
    this.find('cache').innerHTML = cacheAnswer(view, this.ticked);
    this.cacheReset();
    this.querySelector<HTMLElement>('[data-cache-answer]')?.focus({ preventScroll: true });
    this.querySelector('#bench-cache')?.scrollTo({ top: 0 });
  }

  // ---- what the learner does ----------------------------------------------------------------------------

  private clicked(event: Event): void {
    const target = event.target as Element;
    const go = target.closest<HTMLElement>('[data-go]');
    const range = go && readPlace(go.dataset.go as string);
    if (range) {
      // The workbench around must not go there a second time.
      event.stopPropagation();
      this.options?.onGo(range);
      return;
    }
    const goal = target.closest<HTMLElement>('[data-goal-link]')?.dataset.goalLink;
    if (goal !== undefined) this.options?.onGoal?.(goal);
    const layer = target.closest<HTMLElement>('button[data-layer]');
    if (layer) this.markLayer(layer);
    if (target.closest('[data-cache-again]') && this.view) {
      this.cacheReset();
      this.drawCache(this.view);
      this.querySelector<HTMLElement>('#cache-change')?.focus();
    }
    const line = target.closest<HTMLElement>('.log-line[data-line]')?.dataset.line;
    if (line !== undefined && getSelection()?.isCollapsed !== false) {
      const at = { line: Number(line), character: 0 };
      this.options?.onGo({ start: at, end: at });
    }
  }

  private markLayer(button: HTMLElement): void {
    const on = button.getAttribute('aria-pressed') !== 'true';
    for (const one of this.querySelectorAll('button[data-layer]')) one.setAttribute('aria-pressed', 'false');
    button.setAttribute('aria-pressed', String(on));
    const layer = on ? this.view?.image?.layers[Number(button.dataset.layer)] : undefined;
    const words = { add: 'added', modify: 'changed', delete: 'hidden' } as const;
    this.tree.mark(new Map(layer?.changes.map((change) => [change.path, words[change.kind]])));
  }

  private toggled(event: Event): void {
    const details = event.target as HTMLElement;
    const line = details.closest<HTMLElement>('.layer')?.dataset.line;
    if (!(details instanceof HTMLDetailsElement) || line === undefined) return;
    if (details.open) this.openLayers.add(line);
    else this.openLayers.delete(line);
  }

  private find<T extends HTMLElement = HTMLElement>(name: string): T {
    const element = this.querySelector<T>(`[data-bench-${name}]`);
    if (!element) throw new Error(`the bench has no ${name}`);
    return element;
  }
}

customElements.define('build-bench', BuildBench);
