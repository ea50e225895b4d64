/** Monaco as an EditorPane. Loaded by load-monaco.ts, part by part: never import it statically. */
import './monaco-features.ts';
import {
  editor,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  Range as MonacoRange,
  Uri,
} from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import type { Diagnostic, Range, TextEdit } from '../dockerfile/index.ts';
import { breathe } from './breathe.ts';
import { definitionAt, formatEdits, LANGUAGE_UP_TO, openDocument } from './language/index.ts';
import { LANGUAGE, registerLanguage } from './monaco-language.ts';
import { registerProviders } from './monaco-providers.ts';
import { coordinates, toMonaco } from './monaco-range.ts';
import { followTheme } from './monaco-theme.ts';
import type { EditorPane, PaneEvents } from './pane.ts';
import { LINE_HEIGHT, PADDING_TOP } from './text-field.ts';

const OWNER = 'stagecraft';
const SEVERITY = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
} as const;

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

export interface MonacoOptions extends PaneEvents {
  readonly value: string;
  readonly label: string;
}

/** Creates the editor inside `host` and waits until it has drawn its text. */
export async function createMonacoPane(host: HTMLElement, options: MonacoOptions): Promise<EditorPane> {
  registerLanguage();
  const stopTheme = followTheme();
  await document.fonts.load('14px "JetBrains Mono"').catch(() => undefined);
  await breathe();
  const model = editor.createModel(options.value, LANGUAGE, Uri.parse('inmemory://stagecraft/Dockerfile'));
  // One colour for brackets: our tokens say all that there is to say.
  model.updateOptions({
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  model.setEOL(editor.EndOfLineSequence.LF);
  const code = editor.create(host, {
    model,
    theme: 'stagecraft',
    automaticLayout: true,
    ariaLabel: options.label,
    // Tab leaves the editor, as WCAG 2.1.2 asks; Ctrl+M changes it (see below).
    tabFocusMode: true,
    fontFamily: getComputedStyle(host).fontFamily,
    fontSize: 14,
    lineHeight: LINE_HEIGHT,
    fontLigatures: false,
    padding: { top: PADDING_TOP, bottom: PADDING_TOP },
    lineNumbersMinChars: 3,
    // The arrows that fold take 16 px more: as wide as the text field's gutter (code-field.css).
    lineDecorationsWidth: 0,
    glyphMargin: false,
    folding: true,
    foldingStrategy: 'auto',
    showFoldingControls: 'mouseover',
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    scrollBeyondLastLine: false,
    scrollbar: { useShadows: false, alwaysConsumeMouseWheel: false },
    renderLineHighlight: 'line',
    wordBasedSuggestions: 'off',
    // Enter is a new line while one types: a suggestion is taken by it only when one was asked for
    // (Ctrl+Space), when nothing else can stand there (behind --from=), or when it was chosen with an arrow.
    suggest: {
      selectionMode: 'whenTriggerCharacter',
      showIcons: false,
      preview: false,
      showStatusBar: false,
    },
    quickSuggestions: { other: 'on', comments: 'off', strings: 'on' },
    tabCompletion: 'off',
    snippetSuggestions: 'none',
    'semanticHighlighting.enabled': true,
    occurrencesHighlight: 'singleFile',
    links: false,
    bracketPairColorization: { enabled: false },
    fixedOverflowWidgets: true,
    hover: { above: false },
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
    stickyScroll: { enabled: false },
    roundedSelection: false,
  });
  await breathe();
  return new MonacoPane(code, model, options, stopTheme);
}

class MonacoPane implements EditorPane {
  readonly kind = 'monaco';
  private readonly code: editor.IStandaloneCodeEditor;
  private readonly model: editor.ITextModel;
  private readonly options: MonacoOptions;
  private readonly ending: (() => void)[];
  private problems: readonly Diagnostic[] = [];
  private tabLeaves = true;

  constructor(
    code: editor.IStandaloneCodeEditor,
    model: editor.ITextModel,
    options: MonacoOptions,
    stopTheme: () => void,
  ) {
    this.code = code;
    this.model = model;
    this.options = options;
    const changes = model.onDidChangeContent(() => options.onInput());
    const cursor = code.onDidChangeCursorPosition((event) =>
      options.onCursor?.(event.position.lineNumber - 1),
    );
    const actions = languages.registerCodeActionProvider(
      LANGUAGE,
      { provideCodeActions: (asked, range) => this.codeActions(asked, range) },
      { providedCodeActionKinds: ['quickfix'] },
    );
    this.ending = [
      stopTheme,
      () => changes.dispose(),
      () => cursor.dispose(),
      () => actions.dispose(),
      ...registerProviders(model, () => options.world?.() ?? {}).map((provider) => () => provider.dispose()),
      () => code.dispose(),
      () => model.dispose(),
    ];
    // Monaco's own toggle cannot turn the option off, so the key is ours.
    code.addAction({
      id: 'stagecraft.toggleTab',
      label: 'Tab leaves the editor, or indents',
      keybindings: [KeyMod.CtrlCmd | KeyCode.KeyM, KeyMod.WinCtrl | KeyMod.Shift | KeyCode.KeyM],
      run: () => this.toggleTab(),
    });
    // Monaco's own key for it on Linux is the browser's key for its developer tools.
    code.addAction({
      id: 'stagecraft.format',
      label: 'Format the Dockerfile',
      keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
      run: () => this.format(),
    });
    code.addAction({
      id: 'stagecraft.goToStage',
      label: 'Go to the stage or the variable',
      keybindings: [KeyCode.F12],
      run: () => this.goToStage(),
    });
  }

  value(): string {
    return this.model.getValue();
  }

  replace(text: string): void {
    if (text === this.value()) return;
    this.edit([{ range: this.model.getFullModelRange(), text }]);
  }

  applyEdits(edits: readonly TextEdit[]): void {
    this.edit(edits.map((edit) => ({ range: toMonaco(edit.range), text: edit.newText })));
  }

  selection() {
    const selection = this.code.getSelection();
    if (!selection) return { start: 0, end: 0 };
    return {
      start: this.model.getOffsetAt(selection.getStartPosition()),
      end: this.model.getOffsetAt(selection.getEndPosition()),
    };
  }

  select(start: number, end: number): void {
    this.code.setSelection(
      MonacoRange.fromPositions(this.model.getPositionAt(start), this.model.getPositionAt(end)),
    );
  }

  scrollPosition() {
    return { top: this.code.getScrollTop(), left: this.code.getScrollLeft() };
  }

  scrollTo(position: { top: number; left: number }): void {
    this.code.setScrollPosition({ scrollTop: position.top, scrollLeft: position.left });
  }

  goTo(range: Range): void {
    const target = this.model.validateRange(toMonaco(range));
    this.code.setSelection(target);
    this.code.revealRangeInCenterIfOutsideViewport(target);
    this.code.focus();
  }

  focus(): void {
    this.code.focus();
  }

  hasFocus(): boolean {
    return this.code.hasWidgetFocus();
  }

  showProblems(problems: readonly Diagnostic[]): void {
    this.problems = problems;
    editor.setModelMarkers(
      this.model,
      OWNER,
      problems.map((problem) => this.marker(problem)),
    );
  }

  dispose(): void {
    editor.setModelMarkers(this.model, OWNER, []);
    for (const end of this.ending) end();
  }

  private edit(edits: { range: MonacoRange; text: string }[]): void {
    this.code.pushUndoStop();
    this.code.executeEdits(OWNER, edits);
    this.code.pushUndoStop();
  }

  private toggleTab(): void {
    this.tabLeaves = !this.tabLeaves;
    this.code.updateOptions({ tabFocusMode: this.tabLeaves });
    this.options.onAnnounce(
      this.tabLeaves ? 'Tab leaves the editor.' : 'Tab indents. Control M: Tab leaves again.',
    );
  }

  private format(): void {
    const text = this.value();
    const edits = text.length > LANGUAGE_UP_TO ? [] : formatEdits(openDocument(text));
    if (edits.length > 0) this.applyEdits(edits);
    this.options.onAnnounce(
      edits.length > 0 ? 'The Dockerfile is formatted.' : 'There is nothing to format.',
    );
  }

  private goToStage(): void {
    const at = this.code.getPosition();
    const position = at && { line: at.lineNumber - 1, character: at.column - 1 };
    const document = openDocument(this.value(), this.options.world?.());
    const range = position && definitionAt(document, position);
    if (!range) {
      this.options.onAnnounce('No stage and no variable of the Dockerfile stands here.');
      return;
    }
    this.goTo(range);
    this.options.onAnnounce(`Line ${range.start.line + 1}.`);
  }

  private marker(problem: Diagnostic): editor.IMarkerData {
    return {
      ...coordinates(problem.range),
      severity: SEVERITY[problem.severity],
      message: [problem.message, problem.why, problem.advice].filter(Boolean).join('\n'),
      source: problem.rule,
      relatedInformation: (problem.related ?? []).map((place) => ({
        ...coordinates(place.range),
        resource: this.model.uri,
        message: place.message,
      })),
    };
  }

  private codeActions(asked: editor.ITextModel, range: MonacoRange): languages.CodeActionList {
    const actions =
      asked === this.model ? this.problems.flatMap((problem) => this.codeAction(problem, range)) : [];
    return { actions, dispose: () => undefined };
  }

  private codeAction(problem: Diagnostic, range: MonacoRange): languages.CodeAction[] {
    const { fix } = problem;
    if (!fix || !MonacoRange.areIntersectingOrTouching(toMonaco(problem.range), range)) return [];
    return [
      {
        title: fix.title,
        kind: 'quickfix',
        isPreferred: true,
        diagnostics: [this.marker(problem)],
        edit: {
          edits: fix.edits.map((edit) => ({
            resource: this.model.uri,
            versionId: this.model.getVersionId(),
            textEdit: { range: toMonaco(edit.range), text: edit.newText },
          })),
        },
      },
    ];
  }
}
