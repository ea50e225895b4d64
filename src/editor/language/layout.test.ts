import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../dockerfile/index.ts';
import { applyEdits } from '../apply-edits.ts';
import { openDocument } from './document.ts';
import { foldsOf } from './fold.ts';
import { formatEdits } from './format.ts';
import { collapseBlanks, meaning } from './format-reading.ts';

const format = (text: string): string => applyEdits(text, formatEdits(openDocument(text)));

describe('folds', () => {
  it('folds stages, statements on several lines, heredocs and comments', () => {
    const text = '# a\n# b\nFROM a\nRUN x \\\n  y\n\n# next\nFROM b\nCOPY <<E /x\nE\n';
    expect(foldsOf(openDocument(text))).toEqual([
      { start: 0, end: 1, kind: 'comment' },
      { start: 2, end: 4, kind: 'stage' },
      { start: 3, end: 4, kind: 'statement' },
      { start: 7, end: 9, kind: 'stage' },
      { start: 8, end: 9, kind: 'statement' },
    ]);
  });
});

describe('format', () => {
  it('writes keywords and AS in upper case, statements at the edge, lines that go on four blanks in', () => {
    expect(format('from a as b\n  run x && \\\n y && \\\n   z  \ncopy --from=b a b\n')).toBe(
      'FROM a AS b\nRUN x && \\\n    y && \\\n      z\nCOPY --from=b a b\n',
    );
  });
  it('leaves alone where blanks count: quotes, heredocs, old ENV, other shells, triggers, CMD', () => {
    for (const text of [
      'FROM a\nRUN echo "x \\\n y"\n',
      'FROM a\nRUN <<E\n  x  \n y\nE\n',
      'FROM a\nENV key one \\\n two\n',
      'FROM a\nSHELL ["python3", "-c"]\nRUN if x: \\\n  y\n',
      'FROM a\nONBUILD run x\n',
      'FROM a\nCMD x \\\n  y\n',
      'FROM a\nRUN ec\\\nho x\n',
      'FROM a\nRUN echo "$(echo "a \\\n  b")"\n',
    ]) {
      expect(format(text)).toBe(text);
    }
  });
  it('keeps line ends as they are', () => {
    expect(format('from a\r\nrun x \\\r\n y\r\n')).toBe('FROM a\r\nRUN x \\\r\n    y\r\n');
  });
  it('counts blanks as one outside quotes only', () => {
    expect(collapseBlanks(`a   b 'c   d' "e   f" \\  g`)).toBe(`a b 'c   d' "e   f" \\  g`);
    expect(collapseBlanks('a   `b   c`')).toBe('a   `b   c`');
  });
});

/** Every Dockerfile of the repository's own exercises. */
const samples = readdirSync('exercises', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.Dockerfile'))
  .map((path) => readFileSync(join('exercises', path), 'utf8'));

const piece = fc.constantFrom(
  'from a as b\n',
  'FROM b\n',
  'run x',
  ' \\\n',
  '\\\n',
  '  ',
  '\t',
  '"',
  "'",
  ' && y',
  '\n',
  '# c\n',
  '#',
  'copy ',
  '--from=b',
  ' /a /b\n',
  'env k v  w',
  'ENV A="x  y"',
  '<<E\n',
  'E\n',
  '["a",  "b"]',
  '$(',
  ')',
  '`',
  '$V',
  'onbuild ',
  'cmd ',
  'label a=b  c=d',
  'SHELL ["python"]\n',
  'HEALTHCHECK  cmd ',
  '# escape=`\n',
  '\r\n',
  'arg V=1\n',
  ' # build',
  '{',
  '}',
  'workdir /a  b\n',
);

describe('format and meaning', () => {
  it('changes nothing that the text says, whatever the text, and is done after one time', () => {
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
      fc.constantFrom(...samples),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const formatted = format(text);
        expect(meaning(analyze(formatted))).toEqual(meaning(analyze(text)));
        expect(format(formatted)).toBe(formatted);
      }),
      { numRuns: 600, seed: 20261121 },
    );
  });
  it('never touches a quoted or heredoc character', () => {
    // Independent of `meaning`: what stands in quotes on one line is there afterwards, letter by letter.
    for (const text of samples) {
      const quoted = (one: string) => one.match(/"[^"\n]*"/g) ?? [];
      expect(quoted(format(text))).toEqual(quoted(text));
    }
  });
});
