import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mutate, random } from '../../tests/robustness/mutate.ts';
import { rangeProblem, rangesIn } from '../../tests/robustness/ranges.ts';
import { sampleTexts } from '../../tests/robustness/samples.ts';
import { analyze } from './index.ts';
import { readInstructions } from './instructions/index.ts';
import { dump, parseDockerfile } from './parser/index.ts';
import { SourceText } from './source.ts';

// `node tests/robustness/run.ts` does the same with 200,000 mutations, stages and checks included.
const MUTATIONS = 4_000;
const SEED = 20261121;

function problems(text: string): string[] {
  const source = new SourceText(text);
  const parsed = parseDockerfile(source);
  const read = readInstructions(parsed);
  return rangesIn([parsed, read])
    .map((range) => rangeProblem(source, range))
    .filter((problem) => problem !== undefined);
}

/** Strings with more of what a Dockerfile is made of than chance would give. */
const dockerfileLike = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'FROM ',
        'RUN ',
        'COPY ',
        'ENV ',
        'CMD ',
        'ONBUILD ',
        '\n',
        '\r\n',
        ' ',
        '\\\n',
        '# ',
        '<<A',
        'A\n',
      ),
      fc.constantFrom(
        '"',
        "'",
        '${',
        '}',
        '[',
        ']',
        '=',
        '--',
        '--a=b',
        '`',
        '\t',
        ' AS ',
        '# escape=`\n',
        '\ufeff',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

describe('any text', () => {
  test('gives a result, with every range inside it', () => {
    fc.assert(
      fc.property(dockerfileLike, (text) => {
        expect(problems(text)).toEqual([]);
      }),
      { numRuns: 3000, seed: SEED },
    );
  });

  test(`so do ${MUTATIONS} mutations of real Dockerfiles`, () => {
    const texts = sampleTexts();
    const next = random(SEED);
    for (let index = 0; index < MUTATIONS; index++) {
      const text = mutate(texts[index % texts.length] as string, next);
      const found = problems(text);
      if (found.length > 0) expect(found, JSON.stringify(text)).toEqual([]);
    }
    expect(texts.length).toBeGreaterThan(10);
  });

  test('reads the same with \\r\\n as with \\n', () => {
    const read = (text: string) => {
      const { nodes, diagnostics, comments, directives } = parseDockerfile(new SourceText(text));
      const statements = nodes.map((node) => [dump(node), node.lines, node.words, node.flags]);
      return { statements, diagnostics, comments, directives };
    };
    fc.assert(
      fc.property(dockerfileLike, (text) => {
        const plain = text.replaceAll('\r', '');
        expect(read(plain.replaceAll('\n', '\r\n'))).toEqual(read(plain));
      }),
      { numRuns: 2000, seed: SEED },
    );
  });
});

// Each of them would take minutes, or the stack, if reading it were not linear.
describe('large texts', () => {
  const size = 1_000_000;
  test.each<[string, string]>([
    ['heredocs without an end', 'RUN <<E\n'.repeat(size / 8)],
    ['heredocs of other names', Array.from({ length: 50_000 }, (_, at) => `RUN <<E${at}\n`).join('')],
    ['one statement over many lines', `RUN a${' \\\n b'.repeat(size / 5)}`],
    ['empty continuation lines', `RUN a \\\n${'\n'.repeat(size)}b`],
    ['open brackets', `CMD ${'['.repeat(60_000)}`],
    ['many heredocs on a line', `RUN ${'<<E '.repeat(15_000)}\n`],
    ['variables inside variables', `RUN <<E ${'${a:-'.repeat(12_000)}`],
    ['quotes', `ENV ${`a="'`.repeat(16_000)}`],
    ['flags', `RUN ${'--a=b '.repeat(10_000)}`],
    ['flags outside ASCII', `RUN ${'--é=b '.repeat(9_000)}`],
    ['a long unknown word', 'x'.repeat(65_000)],
    ['blanks', ' '.repeat(size)],
    ['comments', '# a\n'.repeat(size / 4)],
  ])('%s', (_name, text) => {
    expect(problems(`FROM a\n${text}`)).toEqual([]);
  });

  test('ports, flags and braces by the ten thousand, stages included', () => {
    const texts = {
      ports: `FROM a\n${'EXPOSE 1-65535\n'.repeat(10_000)}`,
      flags: `FROM a\nCOPY ${'--exclude=a \\\n'.repeat(100_000)}a b\n`,
      braces: `FROM a\nENV A=${'${b:-\\\n'.repeat(100_000)}\n`,
      oneLine: `FROM a\nRUN ${'x'.repeat(1_000_000)}\n`,
    };
    expect(analyze(texts.ports).stages[0]?.config.exposedPorts).toHaveLength(65_535);
    expect(analyze(texts.flags).instructions[1]?.flags).toHaveLength(100_000);
    expect(analyze(texts.braces).error?.message).toMatch(/bad substitution/);
    expect(analyze(texts.oneLine).error?.message).toMatch(/dockerfile line greater than max allowed size/);
  });
});
