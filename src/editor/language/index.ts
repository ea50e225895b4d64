/**
 * What an editor knows of Dockerfiles: text and position in, items out. No editor is known here; Monaco
 * (monaco-providers.ts) and the plain text field use the same.
 */
export { type Completion, type CompletionKind, complete, suggest } from './complete.ts';
export {
  LANGUAGE_UP_TO,
  type LanguageDocument,
  type LanguageWorld,
  openDocument,
  type StageListing,
  type StageQuestion,
} from './document.ts';
export { type Fold, foldsOf } from './fold.ts';
export { formatEdits } from './format.ts';
export { type Hover, hoverAt } from './hover.ts';
export { type Rename, rename, renameAt } from './rename.ts';
export { type SemanticToken, semanticTokens } from './semantic-tokens.ts';
export { definitionAt, type StageUse, stageUseAt, stageUses, usesAt } from './stage-uses.ts';
