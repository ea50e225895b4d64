import {
  type CancellationToken,
  type editor,
  type IDisposable,
  languages,
  type Position as MonacoPosition,
} from 'monaco-editor/editor';
import type { Position, SourceText } from '../dockerfile/index.ts';
import {
  type Completion,
  type CompletionKind,
  definitionAt,
  foldsOf,
  hoverAt,
  LANGUAGE_UP_TO,
  type LanguageDocument,
  type LanguageWorld,
  openDocument,
  rename,
  renameAt,
  semanticTokens,
  suggest,
  usesAt,
} from './language/index.ts';
import { LANGUAGE } from './monaco-language.ts';
import { toMonaco } from './monaco-range.ts';

const KINDS: Record<CompletionKind, languages.CompletionItemKind> = {
  keyword: languages.CompletionItemKind.Keyword,
  flag: languages.CompletionItemKind.Property,
  option: languages.CompletionItemKind.Property,
  value: languages.CompletionItemKind.EnumMember,
  stage: languages.CompletionItemKind.Module,
  image: languages.CompletionItemKind.Class,
  file: languages.CompletionItemKind.File,
  folder: languages.CompletionItemKind.Folder,
  variable: languages.CompletionItemKind.Variable,
};
/** Colours of tokenize.ts that only the meaning of the whole file decides. */
const TOKEN_TYPES = ['stage', 'image'];
/** How a stage's uses are marked: its name as written to, the others as read. */
const { Read, Write } = languages.DocumentHighlightKind;

/** Answers Monaco's questions about one model from language/; dispose of the result with the model. */
export function registerProviders(model: editor.ITextModel, world: () => LanguageWorld): IDisposable[] {
  const reader = documentReader(model, world);
  /** Answers for this model alone, and not where the text is too long to read at a keystroke. */
  const answer = <T>(asked: editor.ITextModel, give: (document: LanguageDocument) => T): T | undefined =>
    asked === model && model.getValueLength() <= LANGUAGE_UP_TO ? give(reader()) : undefined;

  return [
    languages.registerCompletionItemProvider(LANGUAGE, {
      triggerCharacters: ['$', '{', '=', ',', '-'],
      provideCompletionItems: (asked, position) =>
        answer(asked, async (document) => {
          const at = toPosition(position);
          return suggestions(document, at, await suggest(document, at));
        }) ?? { suggestions: [] },
    }),
    languages.registerHoverProvider(LANGUAGE, {
      provideHover: (asked, position) =>
        answer(asked, (document) => {
          const hover = hoverAt(document, toPosition(position));
          return hover && { range: toMonaco(hover.range), contents: [{ value: hover.lines.join('\n\n') }] };
        }),
    }),
    languages.registerDocumentHighlightProvider(LANGUAGE, {
      provideDocumentHighlights: (asked, position) =>
        answer(asked, (document) =>
          usesAt(document, toPosition(position)).map((use) => ({
            range: toMonaco(use.range),
            kind: use.kind === 'name' ? Write : Read,
          })),
        ),
    }),
    languages.registerDefinitionProvider(LANGUAGE, {
      provideDefinition: (asked, position) =>
        answer(asked, (document) => {
          const range = definitionAt(document, toPosition(position));
          return range && { uri: model.uri, range: toMonaco(range) };
        }),
    }),
    languages.registerRenameProvider(LANGUAGE, renameProvider(model, answer)),
    languages.registerFoldingRangeProvider(LANGUAGE, {
      provideFoldingRanges: (asked) =>
        answer(asked, (document) =>
          foldsOf(document).map(({ start, end, kind }) => ({
            start: start + 1,
            end: end + 1,
            ...(kind === 'comment' ? { kind: languages.FoldingRangeKind.Comment } : {}),
          })),
        ),
    }),
    languages.registerDocumentSemanticTokensProvider(LANGUAGE, {
      getLegend: () => ({ tokenTypes: TOKEN_TYPES, tokenModifiers: [] }),
      provideDocumentSemanticTokens: (asked) =>
        answer(asked, (document) => ({ data: encode(document) })) ?? { data: new Uint32Array() },
      releaseDocumentSemanticTokens: () => undefined,
    }),
  ];
}

/** Reads each version of the text once. */
function documentReader(model: editor.ITextModel, world: () => LanguageWorld): () => LanguageDocument {
  let version = -1;
  let options = '';
  let known: LanguageDocument | undefined;
  return () => {
    const now = world();
    const wanted = JSON.stringify(now.options ?? {});
    if (!known || version !== model.getVersionId() || options !== wanted) {
      version = model.getVersionId();
      options = wanted;
      known = openDocument(model.getValue(), now);
    }
    return { ...known, world: now };
  };
}

function suggestions(
  document: LanguageDocument,
  position: Position,
  items: readonly Completion[],
): languages.CompletionList {
  return {
    // Asked again at every letter: what was left out of a long list may come back.
    incomplete: true,
    suggestions: items.map((item, at) => ({
      label: item.detail === undefined ? item.label : { label: item.label, description: item.detail },
      kind: KINDS[item.kind],
      insertText: item.insert,
      // An image of whose name the middle was typed must not be filtered out.
      filterText: typedIn(document.analysis.source, item.range.start, position) || item.label,
      sortText: String(at).padStart(4, '0'),
      range: toMonaco(item.range),
      ...(item.documentation === undefined ? {} : { documentation: { value: item.documentation } }),
      ...(item.more ? { command: { id: 'editor.action.triggerSuggest', title: 'Go on' } } : {}),
    })),
  };
}

function typedIn(source: SourceText, start: Position, end: Position): string {
  return source.slice({ start, end });
}

function renameProvider(
  model: editor.ITextModel,
  answer: <T>(asked: editor.ITextModel, give: (document: LanguageDocument) => T) => T | undefined,
): languages.RenameProvider {
  const nothing = { rejectReason: 'There is nothing to rename here.' };
  return {
    resolveRenameLocation: (asked, position, _token: CancellationToken) => {
      const place = answer(asked, (document) => renameAt(document, toPosition(position)));
      if (place && 'name' in place) return { range: toMonaco(place.range), text: place.name };
      // Monaco wants a place even for a refusal.
      const range = { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 1 };
      return { range, text: '', rejectReason: place?.refused ?? nothing.rejectReason };
    },
    provideRenameEdits: (asked, position, newName) => {
      const result = answer(asked, (document) => rename(document, toPosition(position), newName));
      if (!result || 'refused' in result) {
        return { edits: [], rejectReason: result?.refused ?? nothing.rejectReason };
      }
      return {
        edits: result.edits.map(({ range, newText }) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: toMonaco(range), text: newText },
        })),
      };
    },
  };
}

/** Five numbers a token, as the Language Server Protocol has it: each place relative to the one before. */
function encode(document: LanguageDocument): Uint32Array {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const { range, kind } of semanticTokens(document)) {
    const { start, end } = range;
    data.push(
      start.line - line,
      start.line === line ? start.character - character : start.character,
      end.character - start.character,
      TOKEN_TYPES.indexOf(kind),
      0,
    );
    ({ line, character } = start);
  }
  return new Uint32Array(data);
}

function toPosition({ lineNumber, column }: MonacoPosition): Position {
  return { line: lineNumber - 1, character: column - 1 };
}
