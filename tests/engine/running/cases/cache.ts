import type { Again, RunCase } from '../case.ts';

const cache = (
  name: string,
  lines: readonly string[],
  again: Again,
  more: Partial<RunCase> = {},
): RunCase => ({
  name: `cache-${name}`,
  dockerfile: `${lines.join('\n')}\n`,
  files: { 'deps.txt': 'deps\n', 'src/a': 'a\n', 'src/b': 'b\n' },
  again,
  ...more,
});
const ordered = [
  'FROM base',
  'WORKDIR /w',
  'COPY deps.txt .',
  'RUN cat deps.txt > installed',
  'COPY src src',
  'RUN cat src/a installed > out',
];

/** What a second build takes from the cache. */
export const runCache: readonly RunCase[] = [
  cache('nothing-changed', ordered, {}),
  cache('source-changed', ordered, { files: { 'src/a': 'new\n' } }),
  cache('deps-changed', ordered, { files: { 'deps.txt': 'new\n' } }),
  cache('other-file-changed', ordered, { files: { 'README.md': 'new\n' } }),
  cache('mode-changed', ordered, { files: { 'src/a': { content: 'a\n', mode: 0o755 } } }),
  cache('file-added', ordered, { files: { 'src/c': 'c\n' } }),
  cache('all-first', ['FROM base', 'COPY --exclude=rootfs . /w', 'RUN cat /w/deps.txt > /installed'], {
    files: { 'src/a': 'new\n' },
  }),
  cache(
    'ignored-changed',
    ['FROM base', 'COPY --exclude=rootfs . /w', 'RUN cat /w/deps.txt > /installed'],
    { files: { 'notes.md': 'new\n' } },
    { files: { 'deps.txt': 'd\n', 'notes.md': 'old\n', '.dockerignore': '*.md\n' } },
  ),
  cache('line-changed', ordered, {
    dockerfile: `${ordered.join('\n').replace('src/a installed', 'src/b installed')}\n`,
  }),
  cache('early-line-changed', ordered, {
    dockerfile: `${ordered.join('\n').replace('> installed', '>> installed')}\n`,
  }),
  cache('comment-added', ordered, { dockerfile: `# why\n${ordered.join('\n')}\n` }),
  cache('env-added', ['FROM base', 'RUN echo a > /a', 'RUN echo b > /b'], {
    dockerfile: 'FROM base\nRUN echo a > /a\nENV X=1\nRUN echo b > /b\n',
  }),
  cache('label-added', ['FROM base', 'RUN echo a > /a', 'RUN echo b > /b'], {
    dockerfile: 'FROM base\nRUN echo a > /a\nLABEL x=1\nRUN echo b > /b\n',
  }),
  cache('user-changed', ['FROM base', 'RUN echo a > /tmp/a', 'RUN echo b > /tmp/b'], {
    dockerfile: 'FROM base\nRUN echo a > /tmp/a\nUSER bob\nRUN echo b > /tmp/b\n',
  }),
  cache('arg-changed-used', ['FROM base', 'ARG V=1', 'RUN echo a > /a', 'RUN echo $V > /v'], {
    buildArgs: { V: '2' },
  }),
  cache('arg-declared-late', ['FROM base', 'RUN echo a > /a', 'ARG V=1', 'RUN echo b > /b'], {
    buildArgs: { V: '2' },
  }),
  cache('arg-not-declared', ['FROM base', 'RUN echo a > /a'], { buildArgs: { V: '2' } }),
  cache(
    'other-stage',
    [
      'FROM base AS one',
      'COPY src/a /a',
      'RUN cat /a > /x',
      'FROM base AS two',
      'COPY src/b /b',
      'RUN cat /b > /y',
      'FROM base AS last',
      'COPY --from=one /x /x',
      'COPY --from=two /y /y',
      'RUN cat /x /y > /z',
    ],
    { files: { 'src/b': 'new\n' } },
  ),
  cache(
    'same-result',
    [
      'FROM base AS one',
      'COPY src/a /a',
      'RUN echo always > /x',
      'FROM base AS last',
      'COPY --from=one /x /x',
      'RUN cat /x > /z',
    ],
    { files: { 'src/a': 'new\n' } },
  ),
  cache(
    'bind-changed',
    ['FROM base', 'RUN --mount=type=bind,source=src,target=/src cat /src/a > /x', 'RUN echo b'],
    { files: { 'src/a': 'new\n' } },
  ),
  cache(
    'bind-other',
    ['FROM base', 'RUN --mount=type=bind,source=src,target=/src cat /src/a > /x', 'RUN echo b'],
    { files: { 'deps.txt': 'new\n' } },
  ),
  cache('bind-whole', ['FROM base', 'RUN --mount=type=bind,target=/src cat /src/src/a > /x', 'RUN echo b'], {
    files: { 'deps.txt': 'new\n' },
  }),
  cache(
    'stage-renamed',
    ['FROM base AS one', 'RUN echo a > /a', 'FROM base AS last', 'COPY --from=one /a /a'],
    { dockerfile: 'FROM base AS uno\nRUN echo a > /a\nFROM base AS last\nCOPY --from=uno /a /a\n' },
  ),
  cache('line-moved', ['FROM base', 'RUN echo a > /a', 'RUN echo b > /b'], {
    dockerfile: 'FROM base\nRUN echo b > /b\nRUN echo a > /a\n',
  }),
  cache('blanks-changed', ['FROM base', 'RUN echo a > /a && echo b > /b'], {
    dockerfile: 'FROM base\nRUN echo a > /a && \\\n    echo b > /b\n',
  }),
  cache('workdir-changed', ['FROM base', 'WORKDIR /a', 'RUN echo a > a'], {
    dockerfile: 'FROM base\nWORKDIR /b\nRUN echo a > a\n',
  }),
  cache('copy-to-elsewhere', ['FROM base', 'COPY src /s', 'RUN echo a > /a'], {
    dockerfile: 'FROM base\nCOPY src /t\nRUN echo a > /a\n',
  }),
  cache('linked', ['FROM base', 'RUN echo a > /a', 'COPY --link src /s'], {
    dockerfile: 'FROM base\nRUN echo b > /a\nCOPY --link src /s\n',
  }),
];
