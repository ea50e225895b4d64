import type { Range } from '../../dockerfile/source.ts';
import type { TokenKind } from '../tokenize.ts';
import type { LanguageDocument } from './document.ts';
import { compare } from './ranges.ts';
import { stageUses } from './stage-uses.ts';

/** A word whose colour only the meaning of the whole file tells. On one line. */
export interface SemanticToken {
  readonly range: Range;
  readonly kind: TokenKind;
}

/**
 * What colours alone cannot know line by line (tokenize.ts): a stage that is named further down, a name
 * that looks like a stage and is an image. In the order of the text, none overlapping another.
 */
export function semanticTokens(document: LanguageDocument): SemanticToken[] {
  const tokens: SemanticToken[] = stageUses(document)
    .filter(({ text }) => !text.includes('$'))
    .map(({ range }) => ({ range, kind: 'stage' }));
  for (const { source, range } of document.analysis.graph.dependencies) {
    const text = document.analysis.source.slice(range);
    if ((source.kind === 'image' || source.kind === 'scratch') && !text.includes('$')) {
      tokens.push({ range, kind: 'image' });
    }
  }
  const ordered = tokens
    .filter(({ range: { start, end } }) => start.line === end.line && end.character > start.character)
    .sort((a, b) => compare(a.range.start, b.range.start));
  return ordered.filter(({ range }, at) => {
    const before = ordered[at - 1];
    return !before || compare(before.range.end, range.start) <= 0;
  });
}
