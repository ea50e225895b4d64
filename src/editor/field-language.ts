/** What the plain text field knows of its text: the same providers as the code editor. Loaded at the first focus. */
import { SourceText } from '../dockerfile/source.ts';
import { completeIgnore } from './ignore/complete.ts';
import {
  type Completion,
  LANGUAGE_UP_TO,
  type LanguageWorld,
  openDocument,
  suggest,
} from './language/index.ts';

/** What may stand at an offset (UTF-16) of a Dockerfile or a `.dockerignore`. */
export function fieldCompletion(
  language: 'dockerfile' | 'dockerignore',
  world: () => LanguageWorld,
): (text: string, offset: number) => Completion[] | Promise<Completion[]> {
  return (text, offset) => {
    if (text.length > LANGUAGE_UP_TO) return [];
    if (language === 'dockerfile') {
      const document = openDocument(text, world());
      return suggest(document, document.analysis.source.positionAt(offset));
    }
    return completeIgnore(text, new SourceText(text).positionAt(offset), world().files ?? []);
  };
}
