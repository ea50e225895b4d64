import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SourceText } from '../../dockerfile/source.ts';
import {
  complete,
  definitionAt,
  foldsOf,
  hoverAt,
  type LanguageDocument,
  openDocument,
  rename,
  semanticTokens,
  usesAt,
} from './index.ts';

const piece = fc.constantFrom(
  'FROM ',
  'a',
  ' AS b',
  '\n',
  'COPY ',
  '--from=',
  '--',
  'RUN ',
  '--mount=',
  'type=cache',
  ',',
  '=',
  'from=b',
  '$',
  '${',
  '}',
  '"',
  "'",
  '\\\n',
  '\\',
  '<<E\n',
  'E\n',
  '#',
  ' ',
  '\t',
  'ARG ',
  'ENV ',
  'A=1',
  '[',
  ']',
  '0',
  '\r',
  '\u2028',
  '\ud83d\ude00',
  'ONBUILD ',
);
const world = { files: ['a', 'b/c'], stageFiles: () => ['/x/y', '/'] };

/** Every range that is given out stands inside the text. */
function inside({ analysis }: LanguageDocument, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if ('range' in value) {
    const { start, end } = (value as { range: { start: never; end: never } }).range;
    for (const position of [start, end]) {
      expect(analysis.source.positionAt(analysis.source.offsetAt(position))).toEqual(position);
    }
  }
  for (const [key, part] of Object.entries(value)) if (key !== 'stage') inside({ analysis } as never, part);
}

it('answers for any text and any position, with places inside the text', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (pieces, part) => {
        const text = pieces.join('');
        const document = openDocument(text, world);
        const position = new SourceText(text).positionAt(Math.round(text.length * part));
        const items = complete(document, position);
        for (const { range } of items) {
          expect(range.start.line).toBe(position.line);
          expect(range.start.character).toBeLessThanOrEqual(position.character);
          expect(range.end.character).toBeGreaterThanOrEqual(position.character);
        }
        inside(document, items);
        inside(document, hoverAt(document, position));
        inside(document, usesAt(document, position));
        inside(document, semanticTokens(document));
        definitionAt(document, position);
        rename(document, position, 'other');
        for (const { start, end } of foldsOf(document)) expect(end).toBeGreaterThan(start);
      },
    ),
    { numRuns: 1500, seed: 20261121 },
  );
});
