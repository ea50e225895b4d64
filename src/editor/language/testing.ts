import type { Position } from '../../dockerfile/source.ts';
import { SourceText } from '../../dockerfile/source.ts';
import { type LanguageDocument, type LanguageWorld, openDocument } from './document.ts';

/** A text in which `|` is the cursor, read. */
export function at(text: string, world?: LanguageWorld): [LanguageDocument, Position] {
  const offset = text.indexOf('|');
  const plain = text.slice(0, offset) + text.slice(offset + 1);
  return [openDocument(plain, world), new SourceText(plain).positionAt(offset)];
}
