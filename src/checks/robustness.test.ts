import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze, type Position } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import { applyEdits } from './edits.ts';
import { runChecks } from './index.ts';
import { parseReadme } from './readme.ts';

/** Half-typed and mangled Dockerfiles: no check throws, and whatever is found lies inside the text. */
const HERE = import.meta.dirname;
const dockerfiles = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => parseReadme(readFileSync(join(HERE, name, 'README.md'), 'utf8')).examples)
  .map(({ dockerfile }) => dockerfile);

function examine(text: string): void {
  const analysis = analyze(text, { lookupImage });
  const inside = ({ line, character }: Position) => {
    const { source } = analysis;
    const lines = line >= 0 && line < source.lineCount;
    return lines && character >= 0 && character <= source.line(line).length;
  };
  for (const { rule, message, range, related = [], fix } of runChecks(analysis)) {
    for (const { start, end } of [range, ...related.map((other) => other.range)]) {
      const ordered = start.line < end.line || (start.line === end.line && start.character <= end.character);
      if (!inside(start) || !inside(end) || !ordered)
        throw new Error(`${rule}: a range outside the text\n${text}`);
    }
    if (/"undefined"|NaN|\[object/.test(message)) throw new Error(`${rule}: ${message}`);
    if (fix !== undefined) analyze(applyEdits(text, fix.edits));
  }
}

describe('the checks', () => {
  it('survive every prefix of every example', () => {
    for (const text of dockerfiles) {
      for (let length = 0; length < text.length; length += 5) examine(text.slice(0, length));
    }
  });

  it('survive mangled examples', () => {
    const snippet = fc.constantFrom(
      '\\\n',
      '\n',
      ' ',
      '"',
      "'",
      '$',
      '${',
      '$(',
      '#',
      '<<EOF\n',
      '--from=',
      'FROM ',
      'COPY . ',
      '[',
      '\r\n',
      '`',
      '|',
      '/../',
      '🚢',
    );
    const edit = fc.tuple(fc.nat(), fc.nat(12), snippet);
    fc.assert(
      fc.property(
        fc.constantFrom(...dockerfiles),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (text, edits) => {
          let mangled = text;
          for (const [place, length, put] of edits) {
            const at = place % (mangled.length + 1);
            mangled = mangled.slice(0, at) + put + mangled.slice(at + length);
          }
          examine(mangled);
        },
      ),
      { numRuns: 2000, seed: 11 },
    );
  });

  it('come to an end where thousands of stages stand upon each other, and still speak where a few do', () => {
    const chain = (stages: number) =>
      Array.from(
        { length: stages },
        (_, at) =>
          `FROM s${at - 1} AS s${at}\nRUN --mount=type=cache,target=/c make\nRUN cp /c/app /app\nCOPY --from=s${at - 1}x /a /b\n`,
      ).join('');
    const rules = (stages: number) =>
      new Set(runChecks(analyze(`FROM alpine:3.22 AS s-1\n${chain(stages)}`)).map(({ rule }) => rule));
    expect(rules(20)).toContain('CacheMountContentLost');
    expect(rules(20)).toContain('MisspelledStageName');
    expect(rules(5000)).not.toContain('CacheMountContentLost');
  });

  it('find the same under CRLF', () => {
    for (const text of dockerfiles) {
      const rules = (source: string) =>
        runChecks(analyze(source, { lookupImage })).map(({ rule, range }) => `${rule} ${range.start.line}`);
      expect(rules(text.replaceAll('\n', '\r\n')), text).toEqual(rules(text));
    }
  });
});
