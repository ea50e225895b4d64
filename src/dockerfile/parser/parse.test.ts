import { describe, expect, test } from 'vitest';
import { SourceText } from '../source.ts';
import { parseDockerfile } from './index.ts';

const BOM = '\ufeff';

function parse(text: string) {
  const source = new SourceText(text);
  return { source, ...parseDockerfile(source) };
}

/** The words of the first statement as their ranges cut them out of the text. */
function slices(text: string): string[] {
  const { source, nodes } = parse(text);
  return (nodes[0]?.words ?? []).map(({ range }) => source.slice(range));
}

describe('positions', () => {
  test.each([
    ['COPY --link  a   b\n', ['a', 'b']],
    ['FROM alpine AS  build', ['alpine', 'AS', 'build']],
    ['ENV a="b c" d=e', ['a', '"b c"', 'd', 'e']],
    ['ENV name  the rest ', ['name', 'the rest']],
    ['RUN  echo hi  ', ['echo hi']],
    ['CMD [ "a" , "b\\n" ]', ['"a"', '"b\\n"']],
    ['HEALTHCHECK CMD curl -f x', ['CMD', 'curl -f x']],
    [`${BOM}FROM alpine`, ['alpine']],
    ['  FROM\talpine', ['alpine']],
  ])('words of %j', (text, words) => {
    expect(slices(text)).toEqual(words);
  });

  test('a word that goes on over lines has its first and its last character as ends', () => {
    const { source, nodes } = parse('ENV path=/usr/\\\nlocal/bin\\\n other=1\n');
    const [, path, , other] = nodes[0]?.words ?? [];
    expect(path).toMatchObject({
      text: '/usr/local/bin',
      range: { start: { line: 0, character: 9 }, end: { line: 1, character: 9 } },
    });
    expect(source.slice(other?.range as never)).toBe('1');
  });

  test('a word that starts a continuation line starts there, not at the end of the line before', () => {
    const { nodes } = parse('COPY \\\na \\\n# note\nb\n');
    expect(nodes[0]?.words.map(({ range }) => range.start)).toEqual([
      { line: 1, character: 0 },
      { line: 3, character: 0 },
    ]);
  });

  test('keyword, flag, and the value of a flag', () => {
    const { source, nodes } = parse("copy --from='a b' --link x y\n");
    const node = nodes[0];
    expect(source.slice(node?.keywordRange as never)).toBe('copy');
    expect(node?.flags.map(({ range }) => source.slice(range))).toEqual(["--from='a b'", '--link']);
    expect(source.slice(node?.flags[0]?.valueRange as never)).toBe("'a b'");
    expect(node?.flags[0]).toMatchObject({ name: 'from', value: 'a b' });
    expect(node?.flags[1]?.value).toBeUndefined();
  });

  test('a flag on a continuation line', () => {
    const { source, nodes } = parse('RUN --mount=type=cache,target=/x \\\n    --network=none make\n');
    expect(nodes[0]?.flags.map(({ range }) => source.slice(range))).toEqual([
      '--mount=type=cache,target=/x',
      '--network=none',
    ]);
  });

  test('a statement ends with its last line, heredoc included', () => {
    const { source, nodes } = parse('FROM a\nRUN <<E\nx\nE\nCMD y\n');
    expect(nodes.map(({ range }) => source.slice(range))).toEqual(['FROM a', 'RUN <<E\nx\nE', 'CMD y']);
    expect(source.slice(nodes[1]?.heredocs[0]?.range as never)).toBe('x\n');
  });
});

describe('line ends', () => {
  test('\\r before \\n belongs to no word', () => {
    expect(slices('FROM alpine \\\r\n AS base\r\n')).toEqual(['alpine', 'AS', 'base']);
  });

  test('the text may end anywhere', () => {
    for (const text of ['FROM a', 'FROM a\n', 'FROM a\\', 'FROM a \\\n', 'FROM a\r']) {
      expect(parse(text).nodes[0]?.words.map((word) => word.text)).toEqual(['a']);
    }
  });

  test('a byte order mark counts only at the start of the text', () => {
    expect(parse(`${BOM}FROM a\n`).nodes[0]?.keyword).toBe('from');
    expect(parse(`\n${BOM}FROM a\n`).nodes[0]?.keywordText).toBe(`${BOM}FROM`);
  });
});

describe('comments', () => {
  test('all of them, wherever they stand', () => {
    const { comments } = parse('# one\nFROM a \\\n  # two\n  AS b\n#\n');
    expect(comments.map(({ text, range }) => [text, range.start])).toEqual([
      ['one', { line: 0, character: 0 }],
      ['two', { line: 2, character: 2 }],
      ['', { line: 4, character: 0 }],
    ]);
  });

  test('those above a statement belong to it, down from the last empty one', () => {
    const { nodes } = parse('# syntax=x\n# far\n#\n# near\n\n# nearer\nFROM a\nRUN b\n');
    expect(nodes.map(({ comments }) => comments)).toEqual([['near', 'nearer'], []]);
  });
});

describe('lines that are too long', () => {
  const longest = `RUN ${'x'.repeat(65535 - 4)}`;

  test('65,535 bytes are read', () => {
    expect(parse(`FROM a\n${longest}\nCMD b\n`)).toMatchObject({ diagnostics: [], nodes: { length: 3 } });
  });

  test.each([
    ['one more', `${longest}x`],
    ['as many letters, but of two bytes', longest.replaceAll('x', 'é')],
  ])('%s: Docker stops there', (_name, line) => {
    const { nodes, diagnostics } = parse(`FROM a\n${line}\nCMD b\n`);
    expect(nodes).toHaveLength(1);
    expect(diagnostics).toMatchObject([
      { message: 'dockerfile line greater than max allowed size of 65535', lines: [{ start: 0, end: 0 }] },
    ]);
  });

  test('as the first line it leaves a file without instructions', () => {
    expect(parse(`${longest}x\nFROM a\n`).diagnostics).toMatchObject([
      { message: 'file with no instructions' },
    ]);
  });
});

describe('going on after an error', () => {
  test('the other statements are read', () => {
    const { nodes, diagnostics } = parse('FROM a\nENV x\nRUN make\nLABEL y\nCMD z\n');
    expect(nodes.map(({ keyword }) => keyword)).toEqual(['from', 'run', 'cmd']);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'ENV must have two arguments',
      'LABEL must have two arguments',
    ]);
  });

  test('a bad escape token is told, on the line before as Docker counts, and \\ stays', () => {
    const { diagnostics, escapeToken } = parse('# syntax=x\n# escape=x\nFROM a\n');
    expect(escapeToken).toBe('\\');
    expect(diagnostics).toMatchObject([
      {
        message: "invalid escape token 'x' does not match ` or \\",
        range: { start: { line: 1, character: 9 }, end: { line: 1, character: 10 } },
        lines: [{ start: 0, end: 0 }],
      },
    ]);
  });

  test('a second heredoc without an end takes the rest of the file, as in Docker', () => {
    const { nodes, diagnostics } = parse('FROM a\nRUN <<X\nRUN <<Y\nCMD z\n');
    expect(nodes.map(({ keyword, lines }) => [keyword, lines.start, lines.end])).toEqual([
      ['from', 0, 0],
      ['run', 1, 1],
      ['run', 2, 3],
    ]);
    expect(diagnostics.map(({ lines }) => lines)).toEqual([[{ start: 1, end: 3 }], [{ start: 2, end: 3 }]]);
  });
});
