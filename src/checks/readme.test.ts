import { describe, expect, it } from 'vitest';
import { applyEdits } from './edits.ts';
import { buildkitPage, kebabCase, parseReadme } from './readme.ts';

const whole = `# RuleName

What it finds.

## Why it matters

Because.

## How to fix it

Do this:

\`\`\`sh
docker build .
\`\`\`

## Examples

\`\`\`dockerfile bad line=2 context=".dockerignore:*.log,tmp a.log"
FROM scratch
COPY a.log /
\`\`\`

\`\`\`dockerfile fixed
FROM scratch
\`\`\`

\`\`\`dockerfile good
FROM scratch
\`\`\`
`;

describe('parseReadme', () => {
  it('reads the parts and the examples', () => {
    const readme = parseReadme(whole);
    expect(readme).toMatchObject({ title: 'RuleName', what: 'What it finds.', why: 'Because.' });
    expect(readme.fix).toBe('Do this:\n\n```sh\ndocker build .\n```');
    expect(readme.examples).toMatchObject([
      {
        kind: 'bad',
        line: 2,
        dockerfile: 'FROM scratch\nCOPY a.log /\n',
        fixed: 'FROM scratch\n',
        context: { files: ['.dockerignore', 'a.log'], dockerignore: '*.log\ntmp' },
      },
      { kind: 'good', dockerfile: 'FROM scratch\n' },
    ]);
  });

  it.each([
    ['no title', 'text', 'line 1: the title is missing'],
    ['no why', whole.replace('## Why it matters', '## Why'), '"## Why it matters" is missing'],
    ['an open fence', `${whole}\n\`\`\`dockerfile good\nFROM a`, 'is never closed'],
    ['a bad example without its line', whole.replace(' line=2', ''), 'a bad example names its line'],
    ['an unknown attribute', whole.replace('line=2', 'line=2 lines=3'), 'unknown attribute "lines=3"'],
    ['a kind that is none', whole.replace('dockerfile good', 'dockerfile fine'), 'say "good"'],
    ['a fix of nothing', whole.replace('bad line=2', 'good'), 'follows the bad one'],
  ])('refuses %s', (_, text, message) => expect(() => parseReadme(text)).toThrow(message));
});

it('names folders and pages in kebab case', () => {
  expect(kebabCase('JSONArgsRecommended')).toBe('json-args-recommended');
  expect(kebabCase('UndefinedArgInFrom')).toBe('undefined-arg-in-from');
  expect(buildkitPage('FromAsCasing')).toBe('https://docs.docker.com/reference/build-checks/from-as-casing/');
});

it('applies several edits in any order', () => {
  const at = (line: number, a: number, b: number) => ({
    start: { line, character: a },
    end: { line, character: b },
  });
  const edits = [
    { range: at(0, 0, 1), newText: 'A' },
    { range: at(1, 1, 1), newText: '!' },
  ];
  expect(applyEdits('a b\nc', edits)).toBe('A b\nc!');
  expect(applyEdits('a b\nc', edits.toReversed())).toBe('A b\nc!');
});
