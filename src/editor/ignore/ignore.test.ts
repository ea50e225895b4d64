import { describe, expect, it } from 'vitest';
import { createContext } from '../../build/context.ts';
import { colourIgnoreLines } from './colours.ts';
import { completeIgnore } from './complete.ts';
import { explainLine, ignoreProblems } from './explain.ts';
import { readIgnore } from './read.ts';

const FILES = [
  '.dockerignore',
  'Dockerfile',
  'README.md',
  'main.go',
  'logs/a.log',
  'logs/b.log',
  'node_modules/a/index.js',
  'node_modules/b/index.js',
  'src/web/app.log',
  'src/web/index.html',
];

/** What the build context (which real Docker's answers hold true) leaves out. */
function leftOut(text: string, files = FILES): string[] {
  const context = createContext(
    files.map((path) => ({ path, content: path === '.dockerignore' ? text : path })),
  );
  const there = new Set([...context.snapshot.walk('/')].map(({ path }) => path.slice(1)));
  return files.filter((path) => !there.has(path));
}

describe('what a .dockerignore leaves out', () => {
  it.each([
    '*.log',
    '**/*.log',
    'logs\n!logs/a.log',
    '*\n!src\n!main.go',
    '*\n!src/web/index.html\nsrc',
    'node_modules/*\n!node_modules/a',
    'logs\n!logs/a.log\nlogs',
    '**\n!**/*.go',
    '# logs\n logs \n/main.go\n./README.md',
    'src/*/index.html\n!src\n**/app.*',
    'logs/\nl?gs/b.log\n![a-m]*',
  ])('agrees with the build context: %j', (text) => {
    expect([...readIgnore(text, FILES).excluded.keys()]).toEqual(leftOut(text));
  });

  it('leaves nothing out where Docker refuses the file, and says so', () => {
    expect(readIgnore('main.go\na[\n', FILES).excluded.size).toBe(0);
    expect(ignoreProblems('main.go\na[\n!\n', FILES)).toMatchObject([
      { severity: 'error', message: 'syntax error in pattern', range: { start: { line: 1, character: 0 } } },
      { severity: 'error', message: 'illegal exclusion pattern: "!"' },
    ]);
    expect(createContext([{ path: '.dockerignore', content: 'a[' }]).error).toBe('syntax error in pattern');
  });
});

describe('what a line does', () => {
  const says = (text: string, line: number) => explainLine(readIgnore(text, FILES), line);
  it('counts and names the files that it decides for', () => {
    expect(says('logs', 0)).toBe('Excludes 2 files: logs/a.log, logs/b.log.');
    expect(says('**/*.js\n# why\n', 1)).toBe('A comment: Docker skips this line.');
    expect(says('**/*.js\n# why\n', 2)).toBeUndefined();
    expect(says('*.zip', 0)).toBe('Excludes no file: nothing in this context matches.');
    expect(says('.git', 0)).toBe(
      'Excludes no file of this context: a precaution for what may come to lie beside it.',
    );
    expect(says('logs\n!logs/a.log', 0)).toBe('Excludes 1 file: logs/b.log. Line 2 decides for 1 file.');
    expect(says('logs\n!logs/a.log', 1)).toBe('Takes back 1 file: logs/a.log.');
    expect(says('!logs', 0)).toBe('Matches 2 files, but nothing above excludes what it matches.');
  });
});

describe('problems of a .dockerignore', () => {
  const found = (text: string, files = FILES) =>
    ignoreProblems(text, files).map(({ severity, message }) => `${severity}: ${message}`);
  it('finds lines without effect, and leaves precautions alone', () => {
    expect(found('*.log')).toEqual(['warning: *.log matches nothing at the top of the context']);
    expect(found('.git\n.env\n*.pyc\n')).toEqual([]);
    expect(found('sources')).toEqual(['info: sources matches nothing in this context']);
    expect(found('!main.go')).toEqual([
      'warning: !main.go has no effect: no line above excludes what it matches',
    ]);
    expect(found('logs\n!log')).toEqual([
      'warning: !log takes nothing back: nothing in this context matches it',
    ]);
    expect(found('logs\n!logs/a.log\nlogs/*')).toEqual([
      'warning: !logs/a.log has no effect: line 3 decides again',
    ]);
    expect(found('logs # they are long')).toEqual([
      'warning: The # and what follows are part of the pattern',
    ]);
    expect(found('logs\nsrc/web\n!src/web/index.html')).toEqual([]);
  });
  it('without a context only says what Docker refuses', () => {
    expect(found('!main.go\nx', [])).toEqual([]);
    expect(found('x[', [])).toEqual(['error: syntax error in pattern']);
  });
});

describe('completion in a .dockerignore', () => {
  const labels = (text: string) => {
    const before = text.slice(0, text.indexOf('|'));
    const plain = text.replace('|', '');
    const line = before.split('\n').length - 1;
    return completeIgnore(
      plain,
      { line, character: before.length - before.lastIndexOf('\n') - 1 },
      FILES,
    ).map(({ label }) => label);
  };
  it('offers what is in the context and not excluded yet, directories first', () => {
    expect(labels('|').slice(0, 4)).toEqual(['logs', 'node_modules', 'src', 'Dockerfile']);
    expect(labels('logs\n|')).not.toContain('logs');
    expect(labels('src/|')).toEqual(['src/web']);
    expect(labels('src/web/i|')).toEqual(['src/web/index.html']);
    expect(labels('|')).toContain('.git');
    expect(labels('# l|')).toEqual([]);
  });
  it('offers behind ! what a line above excludes, and endings', () => {
    expect(labels('logs\n!|')).toEqual(['logs']);
    expect(labels('logs\n!logs/|')).toEqual(['logs/a.log', 'logs/b.log']);
    expect(labels('**/*|')).toEqual(['**/*.log', '**/*.js']);
    expect(labels('**/app|')).toEqual(['**/app.log']);
  });
});

it('colours comments, negations and wildcards, and escapes what is no markup', () => {
  expect(colourIgnoreLines('# <b>\n!a/**/x?[a-z]\n  <i>')).toEqual([
    '<span class="tok-comment"># &lt;b&gt;</span>',
    '<span class="tok-keyword">!</span>a/<span class="tok-variable">**</span>/x<span class="tok-variable">?</span><span class="tok-variable">[a-z]</span>',
    '  &lt;i&gt;',
  ]);
});
