import { expect, it } from 'vitest';
import { analyze } from '../dockerfile/index.ts';
import { build, buildLog, createContext } from './index.ts';

const TEXT = `FROM alpine:3.24 AS deps
WORKDIR /app
COPY p.json .
RUN cat p.json > installed
FROM alpine:3.24 AS build
WORKDIR /app
COPY p.json .
RUN cat p.json > installed
COPY src src
RUN cat src/b > out
FROM alpine:3.24
WORKDIR /app
COPY --from=deps /app/installed .
COPY --from=build /app/out .
`;

async function vertices(text: string): Promise<string[]> {
  const analysis = analyze(text);
  const context = createContext([
    { path: 'p.json', content: 'a\n' },
    { path: 'src/b', content: 'b\n' },
  ]);
  const log = buildLog(analysis, await build(analysis, { context }), {
    file: 'Dockerfile',
    contextBytes: 10,
  });
  return log.flatMap((line) => /^#\d+ (\[[a-z].*\d\] .*)$/.exec(line.text)?.[1] ?? []);
}

/** The names, as Docker 28.5 printed them of the same file on a local image; it writes stages that run side by side as they come. */
it('shows what several stages do alike once, by the name that BuildKit gives it', async () => {
  expect(await vertices(TEXT)).toEqual([
    '[build 1/6] FROM docker.io/library/alpine:3.24',
    '[build 2/6] WORKDIR /app',
    '[build 3/6] COPY p.json .',
    '[build 4/6] RUN cat p.json > installed',
    '[build 5/6] COPY src src',
    '[build 6/6] RUN cat src/b > out',
    '[stage-2 3/4] COPY --from=deps /app/installed .',
    '[stage-2 4/4] COPY --from=build /app/out .',
  ]);
});

it('takes no name from a stage that nobody needs', async () => {
  const text = TEXT.replace(
    'FROM alpine:3.24\nWORKDIR',
    'FROM alpine:3.24 AS forgotten\nWORKDIR /app\n\nFROM alpine:3.24\nWORKDIR',
  );
  expect((await vertices(text)).join('\n')).not.toContain('forgotten');
});

it.each([
  ['another environment', 'ENV A=1\nRUN cat p.json > installed'],
  ['another user', 'USER nobody\nRUN cat p.json > installed'],
  ['other words', 'RUN cat p.json  >> installed'],
])('%s makes another vertex', async (_, lines) => {
  const text = TEXT.replace(
    /(AS build.*?)RUN cat p\.json > installed/s,
    (_all, before: string) => before + lines,
  );
  const runs = (await vertices(text)).filter((name) => name.includes('installed') && name.includes('RUN'));
  expect(runs).toHaveLength(2);
});
